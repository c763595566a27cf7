"""What is kept of the pages of one family."""

from collections.abc import Iterable, Sequence

import msgspec

from plugins.pages.kin import Kin, digest_of, known_paths, place_of
from plugins.pages.views import Shown
from plugins.render.digests import digest
from plugins.render.questions import shortened, whole

DIGEST = 32
"""Bytes of a view's digest."""
SHORT = 16
PageName = tuple[str, str]
"""Where a page stands, and the template that makes it HTML."""


class Memo(msgspec.Struct, frozen=True, array_like=True):
    """What is known of the pages of one family."""

    stem: str
    """The name of the first, which nearly all paths of the family hold."""
    pages: msgspec.Raw
    """Path, in its short form, and template of each, decoded only where somebody asks."""
    templates: tuple[str, ...]
    """All of theirs, sorted."""
    views: bytes
    """Digests of their views, one after the other."""
    asked: bytes
    """Numbers of the questions that making the views asked, four bytes each."""
    place: int
    hidden: bytes
    """For each page 1 where it asks search engines to leave it out."""
    addresses: bytes
    """Digest of the addresses that these should know."""
    told: bytes
    """Of paths, templates and views, in 16 bytes."""

    def view(self, number: int) -> bytes:
        """Give the digest of one page's view."""
        return self.views[DIGEST * number : DIGEST * (number + 1)]

    def names(self) -> tuple[PageName, ...]:
        """Give path and template of each page."""
        stem = self.stem
        return tuple([(whole(path, stem), template) for path, template in _names.decode(self.pages)])

    def kin(self) -> Kin:
        """Give its pages in short."""
        return Kin(self.place, self.hidden.count(0), self.addresses, self._addresses)

    def _addresses(self) -> Sequence[str]:
        return [path for (path, _), hidden in zip(self.names(), self.hidden, strict=True) if not hidden]


def memo_of(pages: Sequence[PageName], views: Iterable[bytes], shown: Sequence[Shown], asked: bytes) -> Memo:
    """Note what was learned of a family; `asked` are the numbers of its questions, four bytes each."""
    stem = stem_of(pages[0][0]) if pages else ""
    names = _encode(tuple([(shortened(path, stem), template) for path, template in pages]))
    of_views = b"".join(views)
    return Memo(
        stem,
        msgspec.Raw(names),
        tuple(sorted({template for _, template in pages})),
        of_views,
        asked,
        place_of(pages[0][0]) if pages else 0,
        bytes(page.hidden for page in shown),
        digest_of(known_paths(shown)),
        digest(stem, names, of_views)[:SHORT],
    )


def stem_of(path: str) -> str:
    """Give the name that pages beside this one are likely to hold too.

    >>> stem_of("articles/norway-sends-tents.html")
    'norway-sends-tents'
    """
    return path.rpartition("/")[2].partition(".")[0]


_names = msgspec.msgpack.Decoder(tuple[PageName, ...])
_encode = msgspec.msgpack.Encoder().encode
