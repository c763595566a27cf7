"""NAME.yaml beside an article: what the desk sets or corrects, checked to the letter."""

from collections.abc import Container, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import msgspec
import yaml

from plugins.clean.bundles import BUNDLE_SUFFIXES
from plugins.clean.calendar_days import is_calendar_date, without_clock
from plugins.errors import BriefingError, CombinedError
from plugins.model import Raw, Sidecar

MAX_CHARACTERS = 64 * 1024
"""A sidecar is a screenful; what is larger was not written by hand."""

_LISTS = ("authors", "events", "donors", "people", "organisations", "equipment")
Value = str | list[str] | None


def read_sidecar(raw: Raw) -> Sidecar | None:
    """Give what the desk set for this article, or None where no sidecar lies beside it.

    Raises:
        CombinedError: one error for each key that is unknown, repeated or holds what it can't.
    """
    if raw.sidecar is None:
        return None
    where = _sidecar_path(raw.path)
    if len(raw.sidecar) > MAX_CHARACTERS:
        raise CombinedError(
            (_error("the sidecar is too long", where, 1, "keep to the fields of an article"),)
        )
    errors: list[BriefingError] = []
    fields: dict[str, tuple[Value, int]] = {}
    try:
        for key, value, line in flat_yaml(raw.sidecar, where):
            if key in fields:
                errors.append(_error(f"'{key}' is there twice", where, line, "keep one of the two"))
            fields[key] = (value, line)
    except yaml.YAMLError as problem:
        raise CombinedError((yaml_error(problem, where),)) from problem
    except BriefingError as problem:
        raise CombinedError((problem,)) from problem
    values: dict[str, object] = {}
    for key, (value, line) in fields.items():
        if error := _checked(key, value, line, where):
            errors.append(error)
        elif value is not None:
            values[key] = _settled(key, value)
    if errors:
        raise CombinedError(tuple(errors))
    return msgspec.convert(values, Sidecar)


def _settled(key: str, value: str | list[str]) -> str | list[str]:
    """Give a checked value in the form the article keeps: lists as lists, a moment as its day."""
    if isinstance(value, str):
        return [value] if key in _LISTS else without_clock(value) if key == "published" else value
    return value


def _sidecar_path(path: str) -> str:
    file = path.partition("#")[0]
    bundle = next(
        (s for s in sorted(BUNDLE_SUFFIXES, key=len, reverse=True) if file.lower().endswith(s)), None
    )
    return f"{file[: -len(bundle or PurePosixPath(file).suffix)]}.yaml"


def _error(what: str, where: str, line: int, mend: str) -> BriefingError:
    return BriefingError(what, where=f"{where}, line {line}", mend=mend)


def yaml_error(problem: yaml.YAMLError, where: str) -> BriefingError:
    """Give what is wrong with a YAML text, at its line."""
    what = getattr(problem, "problem", None) or "this is not YAML"
    # What is never closed is only noticed at the end: the mistake is where it was opened.
    open_ = "end of stream" in what and getattr(problem, "context_mark", None)
    mark = open_ or getattr(problem, "problem_mark", None)
    return _error(
        str(what),
        where,
        mark.line + 1 if mark else 1,
        'write "key: value" lines; quote values that hold a colon',
    )


def flat_yaml(text: str, where: str, only: Container[str] | None = None) -> Iterator[tuple[str, Value, int]]:
    """Give key, value and line of a flat mapping, straight from the parser's events.

    Every scalar stays the text it is ("2022" and "no" too), nothing is nested, and aliases are refused,
    so no input can grow. What a key that isn't in `only` holds may be of any shape; it is passed over as None.

    Raises:
        BriefingError: it is no mapping, or nested.
        yaml.YAMLError: it is no YAML.
    """
    events = (e for e in yaml.parse(text, Loader=yaml.CSafeLoader) if not isinstance(e, _FRAME))
    first = next(events, None)
    if first is None or (isinstance(first, yaml.ScalarEvent) and not first.value):
        return
    if not isinstance(first, yaml.MappingStartEvent):
        raise _error("this is no list of fields", where, _line(first), 'write "key: value" lines')
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            return
        if not isinstance(key, yaml.ScalarEvent):
            raise _error("a key must be a plain word", where, _line(key), 'write "key: value" lines')
        if only is None or key.value.casefold() in only:
            yield key.value, _value(key.value, events, where), _line(key)
        else:
            _pass_over(events)
            yield key.value, None, _line(key)


def _pass_over(events: Iterator[yaml.Event]) -> None:
    """Go on behind one value of any shape."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            return


_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _value(key: str, events: Iterator[yaml.Event], where: str) -> Value:
    event = next(events)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if not isinstance(event, yaml.SequenceStartEvent):
        raise _error(
            f"'{key}' holds neither a value nor a list", where, _line(event), "write the value itself"
        )
    items: list[str] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        if not isinstance(item, yaml.ScalarEvent):
            raise _error(f"'{key}' holds a list inside a list", where, _line(item), "write one value an item")
        items.append(item.value.strip())
    return items


def _scalar(event: yaml.ScalarEvent) -> str | None:
    plain = event.style in (None, "")
    return None if plain and event.value in ("", "~", "null") else event.value.strip()


def _checked(key: str, value: Value, line: int, where: str) -> BriefingError | None:
    known = Sidecar.__struct_fields__
    if key not in known:
        # Only here: a hundredth of a second that no right sidecar needs.
        from rapidfuzz import process  # noqa: PLC0415

        near = process.extractOne(key, known, score_cutoff=60)
        mend = f"write '{near[0]}'" if near else f"use one of {', '.join(known)}"
        return _error(f"no article has a field '{key}'", where, line, mend)
    if value is None:
        return None
    if isinstance(value, list) and key not in _LISTS:
        return _error(f"'{key}' takes one value, not a list", where, line, "keep one of them")
    if value == "" or (isinstance(value, list) and "" in value):
        return _error(f"'{key}' is empty", where, line, "fill it in, or delete the line")
    if isinstance(value, str) and (problem := _WELL_FORMED.get(key, _anything)(value)):
        return _error(f"{key}: '{value}' {problem[0]}", where, line, problem[1])
    return None


def _anything(_value: str) -> tuple[str, str] | None:
    return None


def _date(value: str) -> tuple[str, str] | None:
    if is_calendar_date(without_clock(value)):
        return None
    return "is no date", "write a day (2023-02-08), a month (2023-02) or a year (2023) that the calendar has"


def _address(value: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc and not any(c.isspace() for c in value):
        return None
    return "is no web address", "write it in full, from https:// on"


def _language(value: str) -> tuple[str, str] | None:
    subtags = value.split("-")
    if 2 <= len(subtags[0]) <= 3 and all(s.isascii() and s.isalnum() and len(s) <= 8 for s in subtags):
        return None
    return "is no language tag", "write a BCP 47 tag such as en, uk or pt-BR"


_WELL_FORMED = {"published": _date, "link": _address, "language": _language}
