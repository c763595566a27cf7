"""The part of CBOR (RFC 8949) that Pagefind's files use: numbers, texts, bytes, arrays, simple values."""

import struct
from typing import Any

_SHORT = 24
_SIZES = {24: "B", 25: "H", 26: "I", 27: "Q"}
_FLOATS = {25: "e", 26: "f", 27: "d"}
_SIMPLE = {20: False, 21: True, 22: None, 23: None}
_BREAK = 0xFF
_OPEN = 31


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
    number, at = _number(data, at + 1, minor)
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


def _number(data: bytes, at: int, minor: int) -> tuple[int, int]:
    if minor < _SHORT:
        return minor, at
    form = ">" + _SIZES[minor]
    return struct.unpack_from(form, data, at)[0], at + struct.calcsize(form)


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
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return _head(2, len(value)) + value
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    return _head(4, len(value)) + b"".join(encode(item) for item in value)


def _head(major: int, number: int) -> bytes:
    if number < _SHORT:
        return bytes([major << 5 | number])
    for minor, form in _SIZES.items():
        if number < 1 << 8 * struct.calcsize(form):
            return bytes([major << 5 | minor]) + struct.pack(">" + form, number)
    raise OutOfStepError(f"{number} is too large")
