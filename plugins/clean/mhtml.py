"""A page that a browser saved with everything in it: the HTML is taken out, frames are put in their order."""

import hashlib
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

import msgspec

from plugins.clean.byte_encodings import characters
from plugins.clean.web_address import web_address
from plugins.errors import BriefingError
from plugins.model import Raw

_HTML_TYPES = ("text/html", "application/xhtml+xml")
_FRAMESET = re.compile(rb"<frameset\b", re.I)
_NO_FRAMES = re.compile(r"</?(?:html|head|body|frameset|frame|noframes)\b[^<>]{0,2000}>", re.I)


def saved_page(raw: Raw) -> Raw:
    """Give the HTML of an MHTML file, with the address that it was saved from.

    That is the part that the file names as its root; where this only places frames, the frames in their order.
    Frames inside a page (advertisements, players) are no words of it, as in a page saved as HTML.

    Raises:
        BriefingError: there is no HTML in it.
    """
    try:
        message = message_from_bytes(raw.data, policy=policy.default)
        pages = [part for part in message.walk() if part.get_content_type() in _HTML_TYPES]
    except (MessageError, ValueError, LookupError) as fault:
        raise _no_page(raw.path) from fault
    if not pages or not isinstance(message, EmailMessage):
        raise _no_page(raw.path)
    root = _root(message, pages)
    link = str(message.get("Snapshot-Content-Location") or root.get("Content-Location") or "")
    content = root.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    charset = root.get_content_charset()
    if _FRAMESET.search(data) and len(pages) > 1:
        framed = [_body(page) for page in pages if page is not root]
        data, charset = f"<html><body>{''.join(framed)}</body></html>".encode(), "utf-8"
    return msgspec.structs.replace(
        raw,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        format="html",
        link=web_address(link),
        charset=charset,
    )


def _root(message: EmailMessage, pages: list[EmailMessage]) -> EmailMessage:
    """Give the part that is the page: by its id, by the address the file was saved from, else the first."""
    start = message.get_param("start", "")
    saved_from = message.get("Snapshot-Content-Location")
    for page in pages:
        if (start and page.get("Content-ID") == start) or (
            saved_from and page.get("Content-Location") == saved_from
        ):
            return page
    return pages[0]


def _body(page: EmailMessage) -> str:
    content = page.get_payload(decode=True)
    text = characters(content if isinstance(content, bytes) else b"", page.get_content_charset(), markup=True)
    return f"<div>{_NO_FRAMES.sub('', text)}</div>"


def _no_page(path: str) -> BriefingError:
    return BriefingError("the file holds no HTML page", where=path, mend="save the page again as .html")
