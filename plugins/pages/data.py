"""The data page: every public table with its fields, for whoever wants to use the archive elsewhere."""

from collections.abc import Iterable

from plugins.fields import FIELDS, PARTS, TABLES
from plugins.model import Archive, Page, Site, Value
from plugins.pages.head import page_head
from plugins.pages.links import absolute
from plugins.pages.lookup import Lookup
from plugins.pages.views import Head, Json, Link
from plugins.words import Words, told

PATH = "data/index.html"
WHOLE = (
    (
        "data/archive.sqlite",
        told("SQLite database"),
        told("All tables with a full-text index, ready for Datasette."),
    ),
    (
        "data/datapackage.json",
        told("Data package"),
        told("Every file with its fields, for programs (Frictionless)."),
    ),
)


class FieldItem(Value, frozen=True):
    """One field of a table."""

    name: str
    meaning: str


class TableItem(Value, frozen=True):
    """One public table."""

    name: str
    meaning: str
    rows: str
    files: tuple[Link, ...]
    fields: tuple[FieldItem, ...]


class WholeFile(Value, frozen=True):
    """A file with all tables in it."""

    link: Link
    meaning: str


class DataView(Value, frozen=True):
    """What can be downloaded and what it holds."""

    head: Head
    whole: tuple[WholeFile, ...]
    tables: tuple[TableItem, ...]
    parts: tuple[FieldItem, ...]
    """The columns that stand in a CSV file where a field has parts."""


def data_pages(lookup: Lookup, site: Site) -> Iterable[Page]:
    """Give the one page on the data."""
    say = lookup.say
    head = page_head(
        site,
        PATH,
        title=say("Data"),
        description=say(
            "Every article, figure, quote and event as CSV, JSON lines and SQLite, with what each field "
            "holds."
        ),
        kind="Data",
        section="data",
        json_ld=_dataset(site),
    )
    yield Page(
        PATH,
        "data.html",
        DataView(
            head=head,
            whole=tuple(WholeFile(Link(say(text), url), say(meaning)) for url, text, meaning in WHOLE),
            tables=tuple(_table(lookup.archive, name, say) for name in TABLES),
            parts=tuple(FieldItem(name, say(meaning)) for name, meaning in PARTS.items()),
        ),
    )


def _table(archive: Archive, name: str, say: Words) -> TableItem:
    rows = archive.entries if name == "articles" else getattr(archive, name)
    return TableItem(
        name=name,
        meaning=say(TABLES[name]),
        rows=say.many("{n} row", "{n} rows", len(rows)),
        files=(
            Link(f"{name}.csv", f"data/{name}.csv", note=say("for spreadsheets")),
            Link(f"{name}.jsonl", f"data/{name}.jsonl", note=say("the full record")),
        ),
        fields=tuple(FieldItem(field, say(meaning)) for field, meaning in FIELDS[name].items()),
    )


def _dataset(site: Site) -> dict[str, Json]:
    described: dict[str, Json] = {
        "@type": "Dataset",
        "name": site.say("{site}: data", site=site.name),
        "description": site.say(
            "Reports about support for Ukraine: articles, figures, quotes, events, and who is named in them, "
            "each with the place in the text it comes from."
        ),
    }
    if site.url:
        # An address that is not absolute would mean nothing to whoever collects data sets.
        described["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "name": name,
                "contentUrl": absolute(site, f"data/{name}.csv"),
            }
            for name in TABLES
        ]
    return described
