"""YAML files to a Registry: every mistake told at once, with its file, line and mend."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from plugins.errors import BriefingError, CombinedError
from plugins.model import Entity, Registry

from .checks import TABLES, Entry, problems
from .countries import countries, country_entity, slug

BOTH = frozenset({"organisation", "company", "fund"})
"""Kinds of donors that are organisations as well."""


def read_registry(files: Mapping[str, str]) -> Registry:
    """Read the desk's files (name to YAML text) over what libraries know of countries.

    A file is a mapping of tables to lists of entries: `donors`, `people`, `organisations`, `sources`,
    `equipment`, `events`. An entry of kind country corrects the library's: its name wins, its aliases
    are added. A donor that is an organisation, a company or a fund is in `organisations` too, under
    the same id.

    Raises:
        CombinedError: all that is wrong in all the files, each with file, line and mend.
    """
    errors: list[BriefingError] = []
    entries = [entry for name in sorted(files) for entry in _entries(name, files[name], errors)]
    errors.extend(problems(entries))
    if errors:
        raise CombinedError(tuple(errors))
    tables: dict[str, dict[str, Entity]] = {table: {} for table in TABLES}
    tables["donors"] = {country.id: country_entity(country) for country in countries().values()}
    for entry in entries:
        _lay(tables[entry.table], entry.entity)
    for donor in tables["donors"].values():
        if donor.kind in BOTH:
            tables["organisations"].setdefault(donor.id, donor)
    found = {table: tuple(rows[key] for key in sorted(rows)) for table, rows in tables.items()}
    registry = msgspec.convert(found, Registry)
    digest = hashlib.sha256(msgspec.json.encode(registry)).hexdigest()
    return msgspec.structs.replace(registry, digest=digest)


def _lay(table: dict[str, Entity], entity: Entity) -> None:
    """Put an entry into its table; a country's goes over what the libraries say of it."""
    if entity.kind == "country" and entity.country in countries():
        base = table.pop(countries()[entity.country].id)
        spelt = dict.fromkeys((*entity.aliases, base.name, *base.aliases))
        entity = msgspec.structs.replace(
            entity,
            currency=entity.currency or base.currency,
            aliases=tuple(name for name in spelt if name != entity.name),
        )
    table[entity.id] = entity


def _entries(name: str, text: str, errors: list[BriefingError]) -> Iterator[Entry]:
    """Give one file's entries with their lines; what is no entry goes to `errors`."""
    try:
        # compose, not load: the nodes know their lines.
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "a character that no text has"
        where = f"{name}, line {mark.line + 1 if mark else 1}"
        mend = "check the indentation, the colons and the quotation marks of this line"
        errors.append(BriefingError(f"not YAML: {what}", where=where, mend=mend))
        return
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        errors.append(_no_table(name, root, "a list or a word"))
        return
    for key, rows in root.value:
        if key.value not in TABLES or not isinstance(rows, yaml.SequenceNode):
            errors.append(_no_table(name, key, f"'{key.value}'"))
            continue
        for node in rows.value:
            entry = _entry(name, key.value, node, errors)
            if entry is not None:
                yield entry


def _no_table(name: str, node: yaml.Node, what: str) -> BriefingError:
    return BriefingError(
        f"{what} is no table of the registry",
        where=f"{name}, line {node.start_mark.line + 1}",
        mend=f"write one of {', '.join(TABLES)}, then a list of entries",
    )


def _entry(name: str, table: str, node: yaml.Node, errors: list[BriefingError]) -> Entry | None:
    lines: dict[str, int] = {}
    found = _plain(node, lines, "")
    first = node.start_mark.line + 1
    if not isinstance(found, dict):
        mend = "write a mapping that begins with '- name: ...'"
        errors.append(BriefingError("this is no entry", where=f"{name}, line {first}", mend=mend))
        return None
    unknown = [key for key in found if key not in TABLES[table]]
    for key in unknown:
        where = f"{name}, line {lines.get(f'.{key}', first)}"
        mend = f"write one of {', '.join(TABLES[table])}"
        errors.append(BriefingError(f"'{key}' is no field of {table}", where=where, mend=mend))
        del found[key]
    if table == "donors" and found.get("kind") == "country" and "name" not in found:
        known = countries().get(str(found.get("country")))
        if known is not None:
            found["name"] = known.name
    if not found.get("name"):
        where = f"{name}, line {lines.get('.name', first)}"
        errors.append(BriefingError("the name is missing", where=where, mend="add 'name: ...' to this entry"))
        return None
    if "id" not in found:
        found["id"] = slug(str(found["name"]))
    try:
        entity = msgspec.convert(found, Entity)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at `$")
        where = f"{name}, line {lines.get(path.rstrip('`'), first)}"
        mend = "write text where text is asked for and a list where a list is"
        errors.append(BriefingError(what[:1].lower() + what[1:], where=where, mend=mend))
        return None
    return Entry(table, entity, name, first, lines)


def _plain(node: yaml.Node, lines: dict[str, int], path: str) -> Any:
    """Give a node as plain text, lists and dicts; every scalar stays text, so `NO` is Norway, not false."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return {key.value: _keyed(key, value, lines, path) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, lines, f"{path}[{i}]") for i, item in enumerate(node.value)]
    bare = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if bare and node.value in ("", "null", "~") else node.value


def _keyed(key: yaml.Node, value: yaml.Node, lines: dict[str, int], path: str) -> Any:
    lines[f"{path}.{key.value}"] = key.start_mark.line + 1
    return _plain(value, lines, f"{path}.{key.value}")
