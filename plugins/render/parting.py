"""Long lists in parts that stay as they are where a thing comes or goes: what ends a part says so itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def parted(things: Iterable[T], is_last: Callable[[T], bool]) -> Iterator[list[T]]:
    """Part things after every one that is the last of its part."""
    part: list[T] = []
    for one in things:
        part.append(one)
        if is_last(one):
            yield part
            part = []
    if part:
        yield part
