"""Look-ups that note what they are asked: nobody has to declare what a page shows."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from plugins.model import Archive
from plugins.pages.lookup import Lookup
from plugins.pages.orders import Orders

_T = TypeVar("_T")
PART = "\x1f"
"""Between the parts of a question: how it asks, which table, which key."""
VALUE, CORE, LISTS, PRESENCE, WHOLE, FIELD = "=", "-", "+", "?", "*", "."
"""How a question asks: for a row, for a row but its lists, for its lists, whether there is one, for all rows,
for a field of the archive."""
GROWING = frozenset({"articles", "statuses"})
"""Fields that grow with the archive: whoever wants a source's name does not care what else it published."""
BESIDE = frozenset({"archive", "orders", "say"})
"""What a look-up holds beside tables: the words are the site's own, and in every page's name."""
WITH_LISTS = frozenset({"donors", "people", "organisations", "sources", "equipment"})


class Watched(Mapping[str, _T]):
    """A table that notes what it is asked."""

    def __init__(self, name: str, rows: Mapping[str, _T], asked: dict[str, None]) -> None:
        self._rows = rows
        self._asked = asked
        self._name = name
        self._value = f"{VALUE}{PART}{name}{PART}"
        self._presence = f"{PRESENCE}{PART}{name}{PART}"
        self._whole = f"{WHOLE}{PART}{name}{PART}"

    def __getitem__(self, key: str) -> _T:
        self._asked[self._value + _told(key)] = None
        return self._rows[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Give a row, or something in its place."""
        self._asked[self._value + _told(key)] = None
        return self._rows.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked[self._presence + _told(key)] = None
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        self._asked[self._whole] = None
        return iter(self._rows)

    def __len__(self) -> int:
        self._asked[self._whole] = None
        return len(self._rows)


class WatchedRow:
    """A row that notes whether its growing lists are wanted."""

    def __init__(self, row: object, key: str, asked: dict[str, None]) -> None:
        self._row = row
        self._key = key
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        self._asked[f"{LISTS if name in GROWING else CORE}{PART}{self._key}"] = None
        return getattr(self._row, name)


class WatchedRows(Watched[Any]):
    """A table whose rows have lists that grow."""

    def __getitem__(self, key: str) -> Any:
        return self._watched(key, self._rows[key]) if key in self else self._rows[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Give a row, or something in its place."""
        return self._watched(key, self._rows[key]) if key in self else default

    def _watched(self, key: str, row: object) -> WatchedRow:
        return WatchedRow(row, f"{self._name}{PART}{key}", self._asked)


class WatchedArchive:
    """The archive itself, asked for a whole table."""

    def __init__(self, archive: Archive, asked: dict[str, None]) -> None:
        self._archive = archive
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        self._asked[f"{FIELD}{PART}{name}{PART}"] = None
        return getattr(self._archive, name)


def _told(key: Any) -> str:
    # No row is under "" or None; reasons are under three ids.
    return key if isinstance(key, str) else PART.join(key or ())


def watched(lookup: Lookup, archive: Archive, asked: dict[str, None]) -> Lookup:
    """Give a look-up that notes every question in `asked`."""
    tables: dict[str, Any] = {
        field.name: (WatchedRows if field.name in WITH_LISTS else Watched)(
            field.name, getattr(lookup, field.name), asked
        )
        for field in fields(Lookup)
        if field.name not in BESIDE
    }
    told: Any = WatchedArchive(archive, asked)
    return replace(lookup, archive=told, orders=Orders(told), **tables)
