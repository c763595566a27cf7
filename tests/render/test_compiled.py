"""What templates compile to is kept beside them, and is never anything but what they would compile to now."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
import watchfiles
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from plugins.desk.serving import _is_source
from plugins.errors import BriefingError
from plugins.model import Page, Site, Value
from plugins.render.compiled import SHORT, shown
from plugins.render.digests import tree_digest
from plugins.render.glance import glance
from plugins.render.plan import static_files
from plugins.render.templates import Templates

T = TypeVar("T")
WORDS = '{% from "parts/shout.html" import shout %}<p>{{ shout(page.words) }}, {{ "<b>"|mark }}</p>\n'
EVERYTHING = """{% macro row(words) %}<li>{{ words }}{{ caller() }}</li>{% endmacro %}
{% set kept %}<b>{{ page.words }}</b>{% endset %}{{ kept }} {{ kept|length }} {{ kept ~ "<" }}
{% call row("<" + page.words) %}{{ "'" }}{{ 5 }}{{ none }}{{ ["<"] }}{% endcall %}
{% filter upper %}{{ page.words }}{% endfilter %}{{ ("<" * 99)|safe }}{{ "<" * 99 }}
{% autoescape false %}{{ page.words }}<{{ "<" }}{% endautoescape %}
{% macro pair(one, other="<") %}{{ one }}{{ other }}{% endmacro %}
{{ pair(page.words) }}{{ pair("<", other=1) }}{{ pair("a", pair("b", "&")) }}
{% macro rest() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ rest(1, "<", two=2) }}
{% for one in page.words %}{{ loop.index }}{{ pair(one, one.upper()) }}{{ shown_in(one) }}{% endfor %}
{% from "parts/shout.html" import shout, nothing %}{{ shout("a") }}{{ nothing is defined }}
{% import "parts/shout.html" as all %}{{ all.shout("<") }}
{% from "parts/shout.html" import shout with context %}{{ shout("b") }}
{% set parts = {"items": "no", "own": {"words": "<"}} %}{{ parts.own.words }}{{ parts.items is callable }}
{{ page.words.title().partition(" ")[0] }}{{ [page.words.upper] | length }}{{ page.nothing is defined }}
{% autoescape false %}{{ pair("<", page.words) }}{% endautoescape %}
{% trans words=page.words %}of {{ words }}{% endtrans %}{{ _("of %(words)s", words="<") }}
"""
SHOUT = "{% macro shout(words) %}{{ words|upper }}!{% endmacro %}\n"


class View(Value, frozen=True):
    words: str


@pytest.fixture(autouse=True)
def _writes_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "theme" / "templates"
    (folder / "parts").mkdir(parents=True)
    (folder / "words.html").write_text(WORDS)
    (folder / "parts" / "shout.html").write_text(SHOUT)
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the templates that are compiled, added as they are."""
    names: list[str] = []
    really = Environment.compile

    def noted(self: Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return really(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", noted)
    return names


@pass_context
def shown_in(context: Context, letter: str) -> str:
    return f"{letter} of {context['page'].words}{context.get('loop') is not None}"


def templates(*folders: Path, language: str = "en", mark: object = str.strip, **settings: Any) -> Templates:
    environment = Environment(**{"autoescape": True, "undefined": StrictUndefined, **settings})  # noqa: S701
    environment.globals["shown_in"] = shown_in
    environment.filters["mark"] = mark  # type: ignore[assignment]
    environment.add_extension("jinja2.ext.i18n")
    return Templates(environment, folders, Site("Name", "", "", language, ""))


def html(*folders: Path, **settings: Any) -> bytes:
    return templates(*folders, **settings).html(Page("a.html", "words.html", View("a & b")))


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pyc"))


RIGHT = b"<p>A &amp; B!, &lt;b&gt;</p>"


def test_a_second_build_compiles_nothing(folder: Path, compiled: list[str]) -> None:
    assert html(folder) == RIGHT
    assert sorted(compiled) == ["parts/shout.html", "words.html"]
    compiled.clear()
    assert html(folder) == RIGHT
    assert compiled == []


def test_each_template_has_one_file_beside_it(folder: Path) -> None:
    html(folder)
    assert [path.parent for path in kept(folder)] == [
        folder / "__pycache__",
        folder / "parts" / "__pycache__",
    ]
    assert not [path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".html", ".pyc"}]


def flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def flipped_sum(data: bytes) -> bytes:
    return bytes([data[0] ^ 128]) + data[1:]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_short(data: bytes) -> bytes:
    return data[:20]


def emptied(_data: bytes) -> bytes:
    return b""


def made_up(data: bytes) -> bytes:
    return b"c__builtin__\nexit\n" + data


@pytest.mark.parametrize("spoil", [flipped, flipped_sum, cut, cut_short, emptied, made_up])
def test_what_is_not_as_it_was_written_is_compiled_anew(
    folder: Path, compiled: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    html(folder)
    before = [path.read_bytes() for path in kept(folder)]
    for path in kept(folder):
        path.write_bytes(spoil(path.read_bytes()))
    compiled.clear()
    assert html(folder) == RIGHT
    assert len(compiled) == 2
    assert [path.read_bytes() for path in kept(folder)] == before


def test_what_another_template_compiled_to_is_not_taken(folder: Path) -> None:
    html(folder)
    words, shout = kept(folder)
    words.write_bytes(shout.read_bytes())
    assert html(folder) == RIGHT


def test_a_changed_template_is_compiled_anew_in_its_place(folder: Path, compiled: list[str]) -> None:
    html(folder)
    before = kept(folder)
    (folder / "parts" / "shout.html").write_text(SHOUT.replace("!", "?"))
    compiled.clear()
    assert html(folder) == RIGHT.replace(b"!", b"?")
    assert compiled == ["parts/shout.html"]
    assert kept(folder) == before


def test_what_a_template_compiled_to_goes_with_it(folder: Path) -> None:
    html(folder)
    module_file = folder / "parts" / "__pycache__" / "module.cpython-311.pyc"
    module_file.write_bytes(b"of a module")
    (folder / "parts" / "loud.html").write_text(SHOUT)
    (folder / "parts" / "shout.html").unlink()
    (folder / "words.html").write_text(WORDS.replace("parts/shout", "parts/loud"))
    assert html(folder) == RIGHT
    assert [path.name.split(".")[0] for path in kept(folder)] == ["words", "loud", "module"]


@pass_context
def told_more(_context: object, words: str) -> str:
    return words


@pytest.mark.parametrize(
    "other",
    [
        {"trim_blocks": True, "keep_trailing_newline": True},
        {"autoescape": False},
        {"mark": told_more},
        {"mark": str.upper},
        {"mark": None},
        {"variable_start_string": "{% print ", "variable_end_string": "%}"},
    ],
    ids=["white space", "no escaping", "words", "a method", "no filter", "signs"],
)
def test_other_settings_and_filters_give_what_they_give_without(
    folder: Path, other: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        right = outcome(folder, other)
        assert kept(folder) == []
    html(folder)
    assert outcome(folder, other) == right
    assert outcome(folder, other) == right
    assert html(folder) == RIGHT


def outcome(folder: Path, settings: dict[str, Any]) -> bytes | str:
    try:
        return html(folder, **settings)
    except BriefingError as fault:
        return str(fault)


def test_languages_do_not_take_one_another_s_place(folder: Path, compiled: list[str]) -> None:
    (folder / "words.html").write_text('{{ _("Home") }}')
    english, ukrainian = html(folder), html(folder, language="uk")
    assert english != ukrainian
    compiled.clear()
    assert [html(folder), html(folder, language="uk")] == [english, ukrainian]
    assert compiled == []


def test_a_template_of_an_overriding_folder_is_kept_there(folder: Path, tmp_path: Path) -> None:
    html(folder)
    own = tmp_path / "own"
    (own / "parts").mkdir(parents=True)
    (own / "parts" / "shout.html").write_text(SHOUT.replace("!", "?"))
    for _ in range(2):
        assert html(own, folder) == RIGHT.replace(b"!", b"?")
        assert html(folder) == RIGHT
    assert len(kept(own)) == 1


FAULTS = (
    "{{ page.nothing }}",
    "{{ page.nothing.more }}",
    "{{ page.words.nothing }}",
    "{{ page.words() }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, 2) }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one() }}",
    "{% macro one(a) %}{{ a }}{% endmacro %}{{ one(1, b=2) }}",
    "{% macro one(a) %}{{ caller() }}{% endmacro %}{{ one(1) }}",
)


@pytest.mark.parametrize("wrong", FAULTS)
def test_a_fault_is_told_alike(folder: Path, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "words.html").write_text(f"\n\n{wrong}")
    told = [outcome(folder, {}) for _ in range(2)]
    assert told[0] == told[1]
    monkeypatch.setattr("plugins.render.templates.keep_compiled", lambda _environment, _language: None)
    assert told[0] == outcome(folder, {})
    assert isinstance(told[0], str)
    assert "words.html" in told[0] or "making it failed" in told[0]


class Own(Extension):
    """An extension that is not Jinja's."""


@pytest.mark.parametrize(
    "own",
    [{"extensions": [Own]}, {"finalize": str}, {"autoescape": bool}],
    ids=["extension", "finalize", "autoescape"],
)
def test_nothing_is_kept_of_what_goes_through_others_code(folder: Path, own: dict[str, Any]) -> None:
    html(folder, **own)
    assert kept(folder) == []


def test_where_nothing_can_be_written_nothing_is_said(folder: Path) -> None:
    for place in (folder, folder / "parts"):
        (place / "__pycache__").write_text("a file, where the folder would be")
    assert html(folder) == RIGHT


def test_what_can_not_be_put_in_its_place_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert html(folder) == RIGHT
    assert not [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html"]


def test_python_s_own_switches_hold(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    html(folder)
    assert kept(folder) == []
    assert len(kept(tmp_path / "elsewhere")) == 2
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    html(folder)
    assert kept(folder) == []


def test_what_is_kept_is_no_input(folder: Path) -> None:
    theme = folder.parent
    (theme / "static").mkdir()
    looked_at = [tree_digest(theme), glance((), code=(theme,)), static_files(theme).key]
    html(folder)
    assert kept(folder)
    assert [tree_digest(theme), glance((), code=(theme,)), static_files(theme).key] == looked_at
    assert not any(_is_source(watchfiles.Change.added, str(path)) for path in kept(folder))
    assert not _is_source(watchfiles.Change.modified, str(folder / "__pycache__"))


class Noted:
    """A memory that counts what it is given."""

    readings: ClassVar[Mapping[str, bytes]] = {}
    count = 0

    def get_many(self, _names: Sequence[bytes], _kind: type[T]) -> Mapping[bytes, T]:
        return {}

    def put_many(self, values: Iterable[tuple[bytes, object]]) -> None:
        self.count += len(list(values))


def test_what_is_kept_is_no_template(folder: Path) -> None:
    html(folder)
    for path in kept(folder):
        path.write_text("words")
    memory = Noted()
    found = Templates(Environment(autoescape=True), (folder,), Site("Name", "", "", "en", ""), memory)
    found.key("words.html", "", b"")
    assert memory.count == 2


class Marked(str):
    """A text of a class of its own."""

    def __html__(self) -> str:
        return f"<i>{self}</i>"


@given(st.one_of(st.text(), st.text("&<>\"'a"), st.integers(), st.none(), st.builds(Marked, st.text())))
@example("&" * (SHORT - 1))
@example("&" * SHORT)
@example(Markup("<b>"))
def test_a_value_is_shown_as_escape_gives_it(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


def test_pages_are_the_same_by_jinja_s_own_generator(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "words.html").write_text(EVERYTHING)
    ours = html(folder)
    monkeypatch.setattr("plugins.render.templates.keep_compiled", lambda _environment, _language: None)
    assert html(folder) == ours
    assert b"&lt;" in ours
