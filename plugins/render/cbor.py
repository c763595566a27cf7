"""The part of CBOR (RFC 8949) that Pagefind's files use: numbers, texts, bytes, arrays, simple values."""

import struct
from typing import Any

_SHORT = 24
_SIZES = {24: "B", 25: "H", 26: "I", 27: "Q"}
_WIDTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_FLOATS = {25: "e", 26: "f", 27: "d"}
_SIMPLE = {20: False, 21: True, 22: None, 23: None}
_BREAK = 0xFF
_OPEN = 31
NUMBER, TEXT, ARRAY = 0, 3, 4
"""Kinds of value, as a head says them."""


class OutOfStepError(ValueError):
    """The bytes are not what this reads."""


def decode(data: bytes) -> Any:
    r"""Give the value that some bytes hold.

    >>> decode(b"\x82\x01\x61a")
    [1, 'a']

    Raises:
        OutOfStepError: they hold none, or one of a kind that is not read.
    """
    try:
        value, end = _read(data, 0)
    except (IndexError, struct.error, UnicodeDecodeError) as fault:
        raise OutOfStepError(str(fault)) from fault
    if end != len(data):
        raise OutOfStepError(f"{len(data) - end} bytes are left over")
    return value


def _read(data: bytes, at: int) -> tuple[Any, int]:
    major, minor = data[at] >> 5, data[at] & 31
    if major == 7:
        return _simple(data, at, minor)
    if minor == _OPEN:
        return _open_ended(data, at + 1, major)
    number, at = number_at(data, at)
    if major in {0, 1}:
        return (number if major == 0 else -1 - number), at
    if major in {2, 3}:
        piece = data[at : at + number]
        return (piece if major == 2 else piece.decode()), at + number
    if major == 4:
        items = []
        for _ in range(number):
            item, at = _read(data, at)
            items.append(item)
        return items, at
    raise OutOfStepError(f"kind {major} is not read")


def _open_ended(data: bytes, at: int, major: int) -> tuple[Any, int]:
    if major != 4:
        raise OutOfStepError("only arrays may be open-ended")
    items = []
    while data[at] != _BREAK:
        item, at = _read(data, at)
        items.append(item)
    return items, at + 1


def number_at(data: bytes, at: int) -> tuple[int, int]:
    """Give the number that a head holds, and where the head ends.

    Raises:
        OutOfStepError: no head of a known size stands there.
    """
    minor = data[at] & 31
    if minor < _SHORT:
        return minor, at + 1
    size = _WIDTHS.get(minor)
    if size is None or at + size >= len(data):
        raise OutOfStepError(f"no number stands at byte {at}")
    return int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size


def _simple(data: bytes, at: int, minor: int) -> tuple[Any, int]:
    if minor in _FLOATS:
        form = ">" + _FLOATS[minor]
        return struct.unpack_from(form, data, at + 1)[0], at + 1 + struct.calcsize(form)
    return _SIMPLE[minor], at + 1


def encode(value: Any) -> bytes:
    r"""Give the bytes of a value, numbers in their shortest form.

    >>> encode([1, "a"])
    b'\x82\x01aa'
    """
    if value is None or isinstance(value, bool):
        return bytes([0xF6 if value is None else 0xF5 if value else 0xF4])
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(4, len(value)) + b"".join(encode(item) for item in value)


def numbers(count: int) -> list[bytes]:
    r"""Give the bytes of all numbers below `count`: where many are written, this is faster than one by one.

    >>> numbers(300)[23:25], numbers(300)[299]
    ([b'\x17', b'\x18\x18'], b'\x19\x01+')
    """
    made = [bytes([number]) for number in range(min(count, _SHORT))]
    for minor, width in _WIDTHS.items():
        kind = bytes([minor])
        made += [kind + number.to_bytes(width) for number in range(len(made), min(count, 1 << 8 * width))]
    return made


def head(major: int, number: int) -> bytes:
    """Give the head of a value: its kind, and the number that it is or that tells its length."""
    if number < _SHORT:
        return bytes([major << 5 | number])
    for minor, form in _SIZES.items():
        if number < 1 << 8 * struct.calcsize(form):
            return bytes([major << 5 | minor]) + struct.pack(">" + form, number)
    raise OutOfStepError(f"{number} is too large")
