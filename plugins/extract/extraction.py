"""Everything that one document says: the order of the steps, and nothing else."""

import msgspec

from plugins.model import Document, Facts
from plugins.registry import Knowledge

from .claims import find_claims
from .dates import find_dates, published_date
from .equipment import equipment_statuses
from .gist import find_gist
from .happenings import find_happenings
from .language import text_language
from .names import find_names, find_unknown_names
from .quotes.finding import read_speech
from .recalled import find_recalled
from .sentences import sentences


def extract(document: Document, knowledge: Knowledge) -> Facts:
    """Give all that one document says; it depends on no other document."""
    dates = find_dates(document)
    published = published_date(document, dates)
    spans = sentences(document.text)
    language = text_language(document)
    mentions = find_names(document, knowledge, published)
    title = msgspec.structs.replace(document, text=document.title, blocks=())
    title_mentions = find_names(title, knowledge, published)
    speech = read_speech(document, mentions, knowledge)
    claims, passed_over = find_claims(
        document,
        mentions,
        title_mentions,
        dates,
        published,
        speech.quotes,
        speech.spans,
        spans,
        language,
        knowledge,
    )
    return Facts(
        published=published,
        mentions=mentions,
        dates=dates,
        recalled=find_recalled(document.text, dates),
        claims=claims,
        quotes=speech.quotes,
        happenings=find_happenings(document, mentions, dates, published, knowledge),
        equipment=equipment_statuses(document, mentions, knowledge, spans),
        gist=find_gist(document, mentions, knowledge),
        unknown_names=find_unknown_names(document, knowledge, mentions),
        passed_over=passed_over,
    )
