"""What earlier builds worked out, taken up again where nothing that it was made of has changed.

Only results that depend on one event or one article are kept, and only where making them costs more than
finding them. A name is the digest of everything that a result is made of, so what is found is right by
construction; what is not found is made, and kept. Without a memory everything is made.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

T = TypeVar("T")
_encoder = msgspec.msgpack.Encoder()


class Memory(Protocol):
    """Values by name, from one build to the next. Whatever it can't give whole, it doesn't give."""

    @property
    def readings(self) -> Mapping[str, bytes]:
        """For each article's path a digest that differs where its reading or the registry does."""

    def get_many(self, names: Sequence[bytes], kind: type[T]) -> Mapping[bytes, T]:
        """Give those of the values that it holds."""

    def put_many(self, values: Iterable[tuple[bytes, object]]) -> None:
        """Keep values under their names."""


def name_of(*parts: object) -> bytes:
    """Give the digest of what a result is made of: texts, numbers, bytes, structs and lists of them."""
    return hashlib.blake2b(_encoder.encode(parts), digest_size=32).digest()


def reading_of(memory: Memory | None, path: str) -> bytes:
    """Give what tells the reading of an article's file from others; without a memory nobody asks."""
    return memory.readings[path] if memory is not None else b""


def remembered(
    memory: Memory | None,
    made_of: Sequence[tuple[object, ...]],
    kind: type[T],
    make: Callable[[int], T],
) -> tuple[T, ...]:
    """Give a result for each entry of `made_of`: the memory's, else what `make` makes for its number.

    `made_of` says of each all that decides what it is; of articles `reading_of` says it.
    """
    if memory is None:
        return tuple(map(make, range(len(made_of))))
    names = [name_of(*parts) for parts in made_of]
    held = memory.get_many(names, kind)
    made = {name: make(number) for number, name in enumerate(names) if name not in held}
    if made:
        memory.put_many(made.items())
    return tuple(held[name] if name in held else made[name] for name in names)


def remembered_together(
    memory: Memory | None,
    groups: Sequence[tuple[object, ...]],
    made_of: Callable[[int], Sequence[tuple[object, ...]]],
    kind: type[T],
    make: Callable[[int, int], T],
) -> tuple[tuple[T, ...], ...]:
    """Give the results of every group: those of one that is as it was are found by one look-up.

    `groups` say of each all that decides its results, in order. Only of a group that the memory lacks is
    asked what each of its results is made of; `make` makes one by its group's number and its own.
    """

    def together(group: int) -> tuple[T, ...]:
        return remembered(memory, made_of(group), kind, lambda number: make(group, number))

    return remembered(memory, groups, tuple[kind, ...], together)  # type: ignore[valid-type]
