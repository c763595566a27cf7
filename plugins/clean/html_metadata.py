"""What a saved page's head says about the article: JSON-LD, OpenGraph, meta tags, title."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import lxml.etree

from plugins.clean.bylines import authors_in, house_in
from plugins.clean.calendar_days import find_day, is_next_day, iso_day
from plugins.clean.segments import plain
from plugins.model import Dated

_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|WebPage", re.I)
_MAX_JSON = 2_000_000  # characters of one script; more is an application's state, not a description
_MAX_NODES = 20_000
_DATE_KEYS = (
    "article:published_time", "datepublished", "og:published_time", "og:article:published_time", "pubdate",
    "publishdate", "publish_date", "publish-date", "published_time", "published-date", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created", "sailthru.date",
    "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate", "rnews:datepublished",
)  # fmt: skip
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dcterms.creator",
)
_SITE_KEYS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_SUFFIX = re.compile(r"\s+(?:[|»·•]|[–—-]{1,2}|::)\s+")
_SUFFIX_END = re.compile(r"\s+(?:[|»·•]|[–—-]{1,2}|::)\s*$")
_TAG = re.compile(r"<[a-zA-Z/][^<>]{0,300}>")
_UNIVERSAL = re.compile(r"T\d{2}:\d{2}.*(?:Z|[+-]00:?00)$")
_DAY_IN_LINK = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_MIN_BODY = 200  # characters; a shorter articleBody is a teaser


UNDATED = Dated()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page's head states; None where it doesn't."""

    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    house: str | None = None
    """The newsroom or agency that is stated as author."""
    published: Dated = UNDATED
    universal: bool = False
    """Whether `published` was cut from an instant in universal time, so that the local day may be its neighbour."""
    link: str | None = None
    language: str | None = None
    body: str | None = None
    """JSON-LD's articleBody."""
    descriptions: tuple[str, ...] = ()
    """What the page is about."""


def html_metadata(root: lxml.etree._Element, scraped_from: str | None = None) -> Metadata:
    """Give what JSON-LD, meta tags, the title element and the page's address say, in this order of trust."""
    metas = _metas(root)
    nodes = list(_article_nodes(root))
    link = _link(root, metas)
    site = _first(metas, _SITE_KEYS) or _publisher(nodes)
    published, universal = _published(nodes, metas, link or scraped_from)
    language = root.get("lang") or root.get("xml:lang") or _first(metas, ("og:locale", "content-language"))
    return Metadata(
        title=_title(root, nodes, metas, site),
        site=site,
        authors=_authors(nodes, metas, site),
        house=_house(nodes),
        published=published,
        universal=universal,
        link=link,
        language=language,
        body=next(
            (b for n in nodes if isinstance(b := n.get("articleBody"), str) and len(b) > _MIN_BODY), None
        ),
        descriptions=_descriptions(nodes, metas),
    )


def laid_over(record: Metadata, head: Metadata) -> Metadata:
    """Give what a record states, completed by what the page's own head states."""
    return Metadata(
        title=record.title or head.title,
        site=record.site or head.site,
        authors=record.authors or head.authors,
        house=record.house or head.house,
        published=record.published if record.published.date else head.published,
        universal=record.universal if record.published.date else head.universal,
        link=record.link or head.link,
        language=record.language or head.language,
        body=head.body,
        descriptions=head.descriptions,
    )


def _metas(root: lxml.etree._Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (key := (meta.get(attribute) or "").strip().lower()):
                metas.setdefault(key, []).append(" ".join(content.split()))
    return metas


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((metas[key][0] for key in keys if key in metas), None)


def _article_nodes(root: lxml.etree._Element) -> Iterator[dict[str, object]]:
    """Give the JSON-LD objects that describe an article, wherever they are nested; broken scripts are passed by."""
    for script in root.iter("script"):
        if (
            "ld+json" not in (script.get("type") or "").lower()
            or not script.text
            or len(script.text) > _MAX_JSON
        ):
            continue
        try:
            top = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        queue, seen = [top], 0
        while queue and seen < _MAX_NODES:
            node = queue.pop(0)
            seen += 1
            if isinstance(node, list):
                queue.extend(node)
            elif isinstance(node, dict):
                if _ARTICLE_TYPE.search(str(node.get("@type", ""))):
                    yield node
                queue.extend(v for k in ("@graph", "mainEntity", "mainEntityOfPage") if (v := node.get(k)))


def _title(
    root: lxml.etree._Element, nodes: list[dict[str, object]], metas: dict[str, list[str]], site: str | None
) -> str | None:
    headline = next((h for n in nodes if isinstance(h := n.get("headline"), str) and h.strip()), None)
    stated = headline or _first(metas, _TITLE_KEYS) or root.findtext(".//title")
    return without_site(_shown(stated), site) if stated and stated.strip() else None


def _shown(text: str) -> str:
    """Give a text as a browser would show it: entities read (some pages write them twice), tags and blanks gone."""
    return " ".join(_TAG.sub("", unescape(unescape(text))).split())


def without_site(title: str, site: str | None) -> str:
    """Cut the site's name and section names off a page title's end or beginning.

    >>> without_site("Norway gives tanks | World | The Fjord Times", "The Fjord Times")
    'Norway gives tanks'
    """
    parts = _SUFFIX.split(title)
    name = plain(site or "")
    while len(parts) > 1 and _is_site(parts[-1], name):
        title = title[: title.rindex(parts[-1])]
        title = _SUFFIX_END.sub("", title)
        parts.pop()
        name = ""  # what stood before the site's name is at most a section's, and short
    if len(parts) > 1 and name and plain(parts[0]) == name:
        title = _SUFFIX.split(title, maxsplit=1)[1]
    return title


def _is_site(part: str, name: str) -> bool:
    words = plain(part)
    if name:
        return words == name or (bool(words) and f" {words} " in f" {name} ")
    return len(words.split()) == 1


def _descriptions(nodes: list[dict[str, object]], metas: dict[str, list[str]]) -> tuple[str, ...]:
    stated = [d for n in nodes if isinstance(d := n.get("description"), str)]
    stated += [
        d for key in ("og:description", "description", "twitter:description") for d in metas.get(key, ())
    ]
    return tuple(dict.fromkeys(map(_shown, stated)))


def _publisher(nodes: list[dict[str, object]]) -> str | None:
    for node in nodes:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _authors(
    nodes: list[dict[str, object]], metas: dict[str, list[str]], site: str | None
) -> tuple[str, ...]:
    publisher = plain(site or "")
    for node in nodes:
        named = [name for is_person, name in _stated_authors(node) if is_person]
        if found := _names(named, publisher):
            return found
    for key in _AUTHOR_KEYS:
        if found := _names(metas.get(key, ()), publisher):
            return found
    return ()


def _stated_authors(node: dict[str, object]) -> Iterator[tuple[bool, str]]:
    """Give each author that a JSON-LD object names, and whether it may be a person."""
    stated = node.get("author") or node.get("creator")
    for author in stated if isinstance(stated, list) else [stated]:
        is_person = not (isinstance(author, dict) and "Organization" in str(author.get("@type")))
        name = author.get("name") if isinstance(author, dict) else author
        for one in name if isinstance(name, list) else [name]:
            if isinstance(one, str) and one.strip(" ,"):
                # ", The Daily Post" is a template's name and newsroom, filled without a name.
                yield is_person and not one.lstrip().startswith(","), _shown(one).strip(" ,")


def _house(nodes: list[dict[str, object]]) -> str | None:
    houses = (house_in(name) for node in nodes for _, name in _stated_authors(node))
    return next((house for house in houses if house), None)


def _names(stated: Sequence[str], publisher: str) -> tuple[str, ...]:
    """Give the names in a field of names, without addresses, offices and the publisher itself."""
    names: list[str] = []
    for text in stated:
        for name in authors_in(_shown(text)):
            if plain(name) != publisher and name not in names:
                names.append(name)
    return tuple(names)


def _published(
    nodes: list[dict[str, object]], metas: dict[str, list[str]], link: str | None
) -> tuple[Dated, bool]:
    """Give the day of publication, and whether it was cut from an instant in universal time."""
    linked = day_in_link(link)
    values = [d for n in nodes if isinstance(d := n.get("datePublished") or n.get("dateCreated"), str)]
    values += [value for key in _DATE_KEYS for value in metas.get(key, ())]
    for value in values:
        if found := find_day(value):
            if _UNIVERSAL.search(value) and linked and is_next_day(linked, found[0]):
                break
            return Dated(found[0], "metadata", value), bool(_UNIVERSAL.search(value))
    return Dated(linked, "metadata" if linked else "unknown", link if linked else None), False


def day_in_link(link: str | None) -> str | None:
    """Give the day that a page's address names, as many newsrooms' do."""
    match = _DAY_IN_LINK.search(link or "")
    return iso_day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _link(root: lxml.etree._Element, metas: dict[str, list[str]]) -> str | None:
    canonical = next(
        (e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower()), None
    )
    link = (canonical or _first(metas, ("og:url",)) or "").strip()
    return link if re.fullmatch(r"https?://[^\s<>\"]+", link) else None
