"""What a saved page's head says about the article: JSON-LD, OpenGraph, meta tags, title."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html

from plugins.clean.calendar_days import find_day
from plugins.clean.header_fields import is_name, names_in

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


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page's head states; None where it doesn't."""

    title: str | None = None
    site: str | None = None
    authors: tuple[str, ...] = ()
    day: str | None = None
    day_evidence: str | None = None
    link: str | None = None
    language: str | None = None
    body: str | None = None
    """JSON-LD's articleBody: words alone, to compare with."""


def html_metadata(root: lxml.html.HtmlElement) -> Metadata:
    """Give what JSON-LD, meta tags and the title element say, in this order of trust."""
    metas = _metas(root)
    nodes = list(_article_nodes(root))
    day, evidence = _day(nodes, metas)
    return Metadata(
        title=_title(root, nodes, metas),
        site=_first(metas, _SITE_KEYS) or _publisher(nodes),
        authors=_authors(nodes, metas),
        day=day,
        day_evidence=evidence,
        link=_link(root, metas),
        language=root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _first(metas, ("og:locale", "content-language")),
        body=next((b for n in nodes if isinstance(b := n.get("articleBody"), str) and len(b) > 200), None),
    )


def _metas(root: lxml.html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (key := (meta.get(attribute) or "").strip().lower()):
                metas.setdefault(key, []).append(" ".join(content.split()))
    return metas


def _first(metas: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((metas[key][0] for key in keys if key in metas), None)


def _article_nodes(root: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
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
    root: lxml.html.HtmlElement, nodes: list[dict[str, object]], metas: dict[str, list[str]]
) -> str | None:
    headline = next((h for n in nodes if isinstance(h := n.get("headline"), str) and h.strip()), None)
    stated = headline or _first(metas, _TITLE_KEYS) or " ".join((root.findtext(".//title") or "").split())
    return " ".join(stated.split()) or None


def _publisher(nodes: list[dict[str, object]]) -> str | None:
    for node in nodes:
        publisher = node.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _authors(nodes: list[dict[str, object]], metas: dict[str, list[str]]) -> tuple[str, ...]:
    for node in nodes:
        stated = node.get("author")
        people = stated if isinstance(stated, list) else [stated]
        names = [p.get("name") if isinstance(p, dict) else p for p in people]
        if found := _names(n for n in names if isinstance(n, str)):
            return found
    for key in _AUTHOR_KEYS:
        if found := _names(metas.get(key, ())):
            return found
    return ()


def _names(stated: "Iterator[str] | list[str] | tuple[str, ...]") -> tuple[str, ...]:
    names: list[str] = []
    for text in stated:
        for name in names_in(text) or tuple(part.strip() for part in re.split(r",| and |;|\|", text)):
            if is_name(name) and name not in names:
                names.append(name)
    return tuple(names)


def _day(nodes: list[dict[str, object]], metas: dict[str, list[str]]) -> tuple[str | None, str | None]:
    for node in nodes:
        stated = node.get("datePublished")
        if isinstance(stated, str) and (found := find_day(stated)):
            return found[0], stated
    for key in _DATE_KEYS:
        for stated in metas.get(key, ()):
            if found := find_day(stated):
                return found[0], stated
    return None, None


def _link(root: lxml.html.HtmlElement, metas: dict[str, list[str]]) -> str | None:
    canonical = next(
        (e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower()), None
    )
    link = (canonical or _first(metas, ("og:url",)) or "").strip()
    return link if re.fullmatch(r"https?://[^\s<>\"]+", link) else None
