"""What builds remember of a site's pages: what each showed, which questions that asked, and the answers.

Most pages ask what their neighbours ask too, so that questions stand in the book once, with their answers; a
family of pages has the numbers of its own. Nearly every question is about one article, and has its place in
that article's record: where the article is as it was, so are the answers, and none is asked anew. Of the few
whose answers differ, the families that asked them are looked for by number.

The book is kept in parts, so that a build writes little of it. Numbers run through all of them: the cover
says which edition of each belongs to it, and a book of which a part is lost, or was written by a build of
another archive, is begun anew.
"""

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from plugins.pages.views import Shown
from plugins.render.cache import Cache
from plugins.render.digests import digest
from plugins.render.memo import SHORT, Memo, PageName, memo_of
from plugins.render.questions import LostRecordError, Number, Oracle, Record, Records

PARTS = 64
RECORD_PARTS = 1024
"""A page of three hundred figures asks as many articles: of so many parts it wants a quarter, of 64 all."""
SLACK = 1.2
"""Questions in the book for each that is asked: beyond, it is worth the time to forget the others."""
TELLING = 8 << 20
"""Bytes of what the site is told that are held before they are put into the cache."""


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """Some families, as they are kept."""

    edition: bytes
    families: dict[bytes, Memo]


class TellingLeaf(msgspec.Struct, frozen=True, array_like=True):
    """What the site is told of the pages of some families: beside them, since only few need it."""

    told: dict[bytes, tuple[bytes, msgspec.Raw]]
    """Each with the digest of the views that it is from."""


class RecordLeaf(msgspec.Struct, frozen=True, array_like=True):
    """The questions of some owners, as they are kept."""

    edition: bytes
    records: dict[str, Record]


class Cover(msgspec.Struct, frozen=True, array_like=True):
    """What holds a book's parts together."""

    families: tuple[bytes, ...]
    """Edition of each part; "" where there is none."""
    records: tuple[bytes, ...]
    states: tuple[bytes, ...]
    """Of each part of the records what differs where an owner's state does: told without reading them."""
    count: int
    """Numbers given to questions."""
    asked: int
    """How many questions were asked by some family when that was last looked at."""


_shown = msgspec.msgpack.Decoder(tuple[Shown, ...])
_encoder = msgspec.msgpack.Encoder()


def part_of(family: bytes) -> int:
    """Give the part of the book that a family of several pages stands in."""
    return int.from_bytes(family[:4]) % PARTS


class Book:
    """All that is known of a site's pages."""

    def __init__(self, cache: Cache, common: bytes, names: Iterable[bytes], oracle: Oracle) -> None:
        """Open it: `common` is the digest of all that every view depends on, `names` are the families'."""
        self._cache = cache
        self._wanted = frozenset(names)
        rows = tuple(
            tuple(digest("page book", common, kind, str(part)) for part in range(parts))
            for kind, parts in (("families", PARTS), ("records", RECORD_PARTS), ("told", PARTS))
        )
        self._cover, (self._leaves, self._record_leaves, self._telling) = digest("page book", common), rows
        self.names = (self._cover, *(name for kind in rows for name in kind))
        """The names under which the cache keeps the book."""
        self._oracle = oracle
        self._begin()
        self._changed: set[bytes] = set()
        """Names of parts that are not as they are kept."""
        self._news: tuple[dict[bytes, msgspec.Raw], ...] = tuple({} for _ in range(PARTS))
        """What the site is told of the families that were put, and is not in the cache yet."""
        self._heard = 0
        """Bytes of it that came since some was put there."""
        self._families: tuple[dict[bytes, Memo], ...] = tuple({} for _ in range(PARTS))
        self._asked = 0
        self._open()
        self.known = {
            name: memo for part in self._families for name, memo in part.items() if name in self._wanted
        }
        """Families whose views would be as they were, and those that were put."""

    def _begin(self) -> None:
        """Begin a book in which nothing stands."""
        self._editions = dict.fromkeys((*self._leaves, *self._record_leaves), b"")
        self._records = Records(self._oracle, RECORD_PARTS, self._record_parts)

    def _open(self) -> None:
        """Take over the families whose questions are all answered as they were."""
        cover = self._cache.get(self._cover, Cover)
        if cover is None or (len(cover.families), len(cover.records)) != (PARTS, RECORD_PARTS):
            return
        leaves = self._whole(cover)
        if leaves is None:
            return
        self._editions = dict(
            zip((*self._leaves, *self._record_leaves), (*cover.families, *cover.records), strict=True)
        )
        try:
            changed = self._records.open(cover.states, cover.count)
        except LostRecordError:
            self._begin()
            return
        self._asked = cover.asked
        for name, leaf, held in zip(self._leaves, leaves, self._families, strict=True):
            for family, memo in leaf.families.items() if leaf else ():
                if not changed or changed.isdisjoint(array(Number, memo.asked)):
                    held[family] = memo
                else:
                    self._changed.add(name)

    def _whole(self, cover: Cover) -> list[Leaf | None] | None:
        """Give all families, or None where a part is not the edition that it should be."""
        found: list[Leaf | None] = []
        for name, edition in zip(self._leaves, cover.families, strict=True):
            leaf = self._cache.get(name, Leaf) if edition else None
            if edition and (leaf is None or leaf.edition != edition):
                return None
            found.append(leaf)
        return found

    def _record_parts(self, parts: Sequence[int]) -> Mapping[int, Mapping[str, Record] | None]:
        """Give some records as they are kept, None for a part that is not what it should be."""
        names = {part: self._record_leaves[part] for part in parts}
        leaves = self._cache.get_many([n for n in names.values() if self._editions[n]], RecordLeaf)
        found: dict[int, Mapping[str, Record] | None] = {}
        for part, name in names.items():
            leaf, edition = leaves.get(name), self._editions[name]
            if not edition:
                found[part] = {}
            else:
                found[part] = leaf.records if leaf is not None and leaf.edition == edition else None
        return found

    def put(
        self,
        name: bytes,
        pages: Sequence[PageName],
        views: Iterable[bytes],
        shown: Sequence[Shown],
        asked: Iterable[str],
    ) -> Memo:
        """Note what was learned of a family."""
        numbers = array(Number, self._records.numbers(asked))
        memo = self.known[name] = memo_of(pages, views, shown, numbers.tobytes())
        # Long lists stand together: they change more often than an article's own pages.
        part = part_of(name) if len(pages) > 1 else 0
        for number, held in enumerate(self._families):
            if held.pop(name, None) is not None:
                self._changed.add(self._leaves[number])
        self._families[part][name] = memo
        self._changed |= {self._leaves[part], self._telling[part]}
        self._hear(part, name, _encoder.encode(tuple(shown)))
        return memo

    def _hear(self, part: int, name: bytes, told: bytes) -> None:
        """Note what the site is told of a family: much of it is kept at once, so that it is not held.

        That may come before the rest of the book is kept, and a build may end in between: what is told
        stands with the digest of its views, so it counts only for a family whose views are these.
        """
        self._news[part][name] = msgspec.Raw(told)
        self._heard += len(told)
        if self._heard > TELLING and self._cache.trouble is None:
            # More of the families that come now will be in the same part.
            whole = [other for other, news in enumerate(self._news) if news and other != part]
            self._cache.put_many((self._telling[one], TellingLeaf(self._telling_leaf(one))) for one in whole)
            self._heard = 0
            if self._cache.trouble is None:
                for one in whole:
                    self._news[one].clear()
                    self._changed.discard(self._telling[one])

    def told(self) -> Iterator[tuple[bytes, tuple[Shown, ...] | None]]:
        """Give each known family with what the site is told of its pages, None where that is lost."""
        for part in range(PARTS):
            told = self._telling_leaf(part)
            for name in sorted(self._families[part].keys() & self.known.keys()):
                yield name, _shown.decode(told[name][1]) if name in told else None

    def _telling_leaf(self, part: int) -> dict[bytes, tuple[bytes, msgspec.Raw]]:
        leaf = self._cache.get(self._telling[part], TellingLeaf)
        kept = leaf.told if leaf else {}
        found: dict[bytes, tuple[bytes, msgspec.Raw]] = {}
        news = self._news[part]
        for name, memo in self._families[part].items():
            views = digest(memo.views)[:SHORT]
            if name in news:
                found[name] = (views, news[name])
            elif name in kept and kept[name][0] == views:
                found[name] = kept[name]
        return found

    def rows(self) -> Iterator[tuple[bytes, object]]:
        """Give what of the book is not as it is kept, each part with its name."""
        if self._records.count > SLACK * self._asked:
            self._forget()
        for part, name in enumerate(self._leaves):
            if name in self._changed:
                wanted = {own: memo for own, memo in self._families[part].items() if own in self._wanted}
                yield name, Leaf(self._renewed(name), wanted)
        for part, records in self._records.tables():
            name = self._record_leaves[part]
            yield name, RecordLeaf(self._renewed(name), records)
        for part, name in enumerate(self._telling):
            if name in self._changed:
                yield name, TellingLeaf(self._telling_leaf(part))
        yield self._cover, self._covering()

    def _covering(self) -> Cover:
        if self._records.is_lost:
            # A question may have been given a second number: the next book is begun anew.
            return Cover((b"",) * PARTS, (b"",) * RECORD_PARTS, (b"",) * RECORD_PARTS, 0, 0)
        editions, states = tuple(self._editions.values()), tuple(self._records.states)
        return Cover(editions[:PARTS], editions[PARTS:], states, self._records.count, self._asked)

    def _renewed(self, name: bytes) -> bytes:
        self._editions[name] = os.urandom(SHORT)
        return self._editions[name]

    def _forget(self) -> None:
        """Leave out the questions that no family asks any more, and number the others anew."""
        asked = sorted({number for memo in self.known.values() for number in array(Number, memo.asked)})
        new = dict(zip(asked, range(len(asked)), strict=True))
        self._records.renumber(new)
        self._asked = len(asked)
        for held in self._families:
            for name in [*held]:
                if name not in self._wanted:
                    del held[name]
                    continue
                numbers = array(Number, [new[number] for number in array(Number, held[name].asked)])
                held[name] = self.known[name] = msgspec.structs.replace(held[name], asked=numbers.tobytes())
        self._changed |= {*self._leaves}
