"""Pictures of a page: what they show in words, and where they are kept. None is ever fetched."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

import lxml.etree

from plugins.clean.decoding import legible
from plugins.clean.removal import furniture
from plugins.clean.segments import Verdict, shortened
from plugins.clean.web_address import web_address
from plugins.model import Picture

MOST_LOOKED_AT, MOST_KEPT = 1000, 40
ABOVE, BELOW = 6, 1
"""Segments before and after the body in which its pictures stand: over the first words comes a caption or two."""
_ARTICLES = ("body", "title", "caption")
MIN_SIDE = 100
"""Pixels, where the page states them: what is smaller is an icon, a face or a counter."""
MAX_CAPTION = 400
_FILE = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|webp|avif|svg)", re.I)
_FURNITURE = ("nav", "footer", "aside", "form", "button")
# Pages that load a picture late keep its address here, and a blank in src.
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "src")


def pictures_of(
    images: Sequence[tuple[int, lxml.etree._Element]], verdicts: Sequence[Verdict], base: str
) -> tuple[Picture, ...]:
    """Give the pictures that stand in the article and of which there are words: a link alone says nothing.

    `images` are every <img> with the number of segments before it; `base` is the page's own address, "" where
    unknown.
    """
    body = [place for place, verdict in enumerate(verdicts) if verdict.role == "body"]
    if not body:
        return ()
    found: dict[str, Picture] = {}
    for place, element in images[:MOST_LOOKED_AT]:
        inside = body[0] - ABOVE <= place <= body[-1] + BELOW
        near = any(verdict.role in _ARTICLES for verdict in verdicts[max(0, place - 1) : place + 2])
        if inside and near and _is_shown(element):
            address, caption = _address(element, base), _caption(element)
            if address and caption and address not in found:
                found[address] = Picture(address, caption)
        if len(found) == MOST_KEPT:
            break
    return tuple(found.values())


def _is_shown(element: lxml.etree._Element) -> bool:
    sides = (element.get(side, "").removesuffix("px") for side in ("width", "height"))
    if any(side.isascii() and side.isdigit() and len(side) < 6 and int(side) < MIN_SIDE for side in sides):
        return False
    return next(element.iterancestors(*_FURNITURE), None) is None


def _address(element: lxml.etree._Element, base: str) -> str | None:
    return next((whole for stated in _stated(element) if (whole := _whole(stated, base))), None)


def _stated(element: lxml.etree._Element) -> Iterator[str]:
    for name in _ADDRESSES:
        if stated := element.get(name):
            yield stated.strip()


def _whole(stated: str, base: str) -> str | None:
    try:
        return web_address(urljoin(base, stated))
    except ValueError:
        return None


def _caption(element: lxml.etree._Element) -> str:
    """Give the words that stand under it, else those for readers who can't see it."""
    figure = next(element.iterancestors("figure"), None)
    under = next(figure.iter("figcaption"), None) if figure is not None else None
    said = "".join(under.itertext()) if under is not None else ""
    if words := " ".join(legible(said).split()):
        return shortened(words, MAX_CAPTION)
    words = " ".join(legible(element.get("alt") or "").split())
    return "" if furniture(words) or _FILE.fullmatch(words) else shortened(words, MAX_CAPTION)
