"""datapackage.json: what the data files are and what every field holds (Frictionless Data Package)."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from plugins.export.tables import ROWS, columns
from plugins.fields import FIELDS, FOREIGN_KEYS, PARTS, TABLES
from plugins.model import Site

DESCRIPTION = (
    "Offsets are code points into an article's text. Dates are ISO 8601, as precise as known. "
    "Money is in whole units of an ISO 4217 currency. Null, or an empty cell, is unknown."
)


class Measured(NamedTuple):
    """What a description tells of a file's bytes."""

    size: int
    sha256: str


def datapackage(site: Site, files: Mapping[str, Measured]) -> bytes:
    """Give the description of the data files; `files` are their measures by path inside data/."""
    described = {
        "profile": "data-package",
        "name": "dossier",
        "title": f"{site.name}: {site.tagline}" if site.tagline else site.name,
        "description": DESCRIPTION,
        "homepage": site.url or None,
        "licenses": [{"name": "other", "title": site.licence}],
        "resources": [
            *(_flat_resource(table, files[f"{table}.csv"]) for table in ROWS),
            *(_full_resource(table, files[f"{table}.jsonl"]) for table in ROWS),
            {
                "name": "archive",
                "path": "archive.sqlite",
                "description": "All tables with a full-text index, ready for Datasette.",
                "mediatype": "application/vnd.sqlite3",
                "format": "sqlite",
            },
        ],
    }
    if not site.url:
        del described["homepage"]
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _flat_resource(table: str, data: Measured) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": "string" if column.many else column.kind,
            "description": PARTS.get(column.name) or FIELDS[table][column.path[0]],
        }
        for column in columns(table)
    ]
    keys = [
        {"fields": field, "reference": {"resource": other, "fields": "id"}}
        for field, other in FOREIGN_KEYS.get(table, {}).items()
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": "id"}
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table,
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "title": table.capitalize(),
        "description": f"{TABLES[table]} Flat view: items of a list are parted by '; '.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(data),
        "schema": schema,
    }


def _full_resource(table: str, data: Measured) -> dict[str, Any]:
    row = msgspec.inspect.type_info(ROWS[table])
    assert isinstance(row, msgspec.inspect.StructType)  # noqa: S101 - says to the type checker what ROWS holds
    fields = [
        {
            "name": field.encode_name,
            "type": _json_type(field.type),
            "description": FIELDS[table][field.encode_name],
        }
        for field in row.fields
    ]
    return {
        "name": f"{table}-full",
        "path": f"{table}.jsonl",
        "title": f"{table.capitalize()}, full records",
        "description": f"{TABLES[table]} One JSON object a line.",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **_measured(data),
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def _measured(data: Measured) -> dict[str, Any]:
    return {"bytes": data.size, "hash": f"sha256:{data.sha256}"}


def _json_type(kind: msgspec.inspect.Type) -> str:
    if isinstance(kind, msgspec.inspect.UnionType):
        (kind,) = (one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType))
    names = {
        msgspec.inspect.StructType: "object",
        msgspec.inspect.VarTupleType: "array",
        msgspec.inspect.IntType: "integer",
        msgspec.inspect.FloatType: "number",
    }
    return names.get(type(kind), "string")
