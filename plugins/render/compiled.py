"""What templates compile to, kept where Python keeps what modules compile to: in `__pycache__`, beside them.

A template is code, as a module is: whoever can write beside it can write it. So what is kept here comes from
those that write the theme, never from the cache of builds, which holds data alone.
"""

import contextlib
import importlib.util
import marshal
import os
import re
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from plugins.render.digests import digest

_KEPT = re.compile(r"(?P<template>.+)\.[A-Za-z0-9-]*\.jinja\..+\.pyc")
"""How our files are called, unlike those that Python keeps of modules in the same folder."""
_SETTINGS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "autoescape",
    "is_async",
    "sandboxed",
    "newstyle_gettext",
)
"""What decides the code beside the template: with extensions, and the names of filters and tests."""
_SUM_BYTES = 32


_SPECIAL = re.compile("[&<>\"']")
SHORT = 64
"""Characters up to which to look for what must be escaped costs less than markup around what needs it not."""


def shown(value: object) -> str:
    """Give a value as it stands in a page, as `escape` does; what has nothing to escape stays a plain text.

    It is only put together with the rest, and to make it markup takes twice as long as all else.
    """
    if type(value) is str and len(value) < SHORT:
        return escape(value) if _SPECIAL.search(value) else value
    return value if type(value) is Markup else escape(value)


@internalcode
def called(
    context: Context, one: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
) -> Any:
    """Call what a template calls, as its context does.

    Nearly all are macros that are given their arguments in turn: how to call these need not be found out.
    """
    if type(one) is Macro and not (named or one.caller or one.catch_kwargs or one.catch_varargs):
        left = len(one.arguments) - len(args)
        if left >= 0:
            text = one._func(*args, *(missing,) * left)  # noqa: SLF001 - what `Macro` itself ends with
            return str.__new__(Markup, text) if context.eval_ctx.autoescape else text
    return context.call(one, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


def imported(template: Template, context: Context) -> Any:
    """Give what a template has for those that import from it, made once.

    Jinja looks anew at each import whether the importing page knows more than all pages do.
    """
    if context.globals_keys <= template.environment.globals.keys():
        return template.module
    return template._get_default_module(context)  # noqa: SLF001 - as Jinja's own code does


class _Generator(CodeGenerator):
    """Calls no filter while it compiles: what one gives may change while the template stays as it is."""

    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: N802 - as Jinja calls it
        """Begin with what the code of all templates uses."""
        names = ", ".join(one.__name__ for one in (shown, called, imported))
        self.writeline(f"from {__name__} import {names}")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Any) -> None:  # noqa: N802
        """Ask a value itself for what it has; only where it has none the environment looks for an item."""
        if self._is_plain:
            self.write("(_found if (_found := getattr((_of := ")
            self.visit(node.node, frame)
            self.write(
                f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))"
            )
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:  # noqa: N802
        """Call macros without a detour."""
        if forward_caller or not self._is_plain:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write(f"{called.__name__}(context, ")
        self.visit(node.node, frame)
        scopes = (("_loop_vars", frame.loop_frame), ("_block_vars", frame.block_frame))
        self.signature(node, frame, {name: name for name, is_in in scopes if is_in} or None)
        self.write(")")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Any) -> None:
        if node.with_context or not self._is_plain:
            super()._import_common(node, frame)
            return
        self.write(f"{imported.__name__}(environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}), context)")

    @property
    def _is_plain(self) -> bool:
        return not (self.environment.is_async or self.environment.sandboxed)

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{shown.__name__}(")

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class _Compiled(BytecodeCache):
    """Keeps one file a template and language; what can't be kept is compiled again by the next build."""

    def __init__(self, settings: bytes, language: str) -> None:
        self._settings = settings
        self._language = re.sub(r"[^A-Za-z0-9-]", "", language)
        self._templates: dict[str, Path] = {}
        """Folders of templates, by the folders in which is kept what they compile to."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Give what is kept of a template, or where it is to be kept."""
        if filename is None or sys.implementation.cache_tag is None:
            return Bucket(environment, "", "")
        # With a part more, which Python takes for the suffix: what a.html and a.txt compile to are two files.
        kept = importlib.util.cache_from_source(f"{filename}.{self._language}.jinja.")
        bucket = Bucket(environment, kept, digest(self._settings, name, filename, source).hex())
        self._templates[os.path.dirname(kept)] = Path(filename).parent  # noqa: PTH120 - as texts are faster
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, unless it is of another text or not as it was written."""
        try:
            kept = Path(bucket.key).read_bytes()
        except OSError:
            return
        if kept[:_SUM_BYTES] == digest(bucket.checksum, kept[_SUM_BYTES:]):
            bucket.code = marshal.loads(kept[_SUM_BYTES:])  # noqa: S302 - no less ours than the template

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template compiled to, where that can be written."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        code = marshal.dumps(bucket.code)
        place = Path(bucket.key)
        with contextlib.suppress(OSError):
            _write(place, digest(bucket.checksum, code) + code)
            if templates := self._templates.pop(str(place.parent), None):
                _sweep(place.parent, templates)


def _write(place: Path, data: bytes) -> None:
    """Write a file so that whoever reads it meanwhile finds all of it or none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(place)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _sweep(folder: Path, templates: Path) -> None:
    """Remove what is kept of templates that are no more."""
    for path in folder.iterdir():
        found = _KEPT.fullmatch(path.name)
        if found and not (templates / found["template"]).exists():
            path.unlink()


def keep_compiled(environment: Environment, language: str) -> None:
    """Have an environment keep what its templates compile to, where it is known what decides that.

    Extensions, and classes, of others may do what they like: templates that go through those are compiled by
    every build.
    """
    is_known = (
        type(environment) is Environment
        and environment.code_generator_class is CodeGenerator
        and environment.finalize is None
        and isinstance(environment.autoescape, bool)
        and all(name.startswith("jinja2.ext.") for name in environment.extensions)
    )
    if is_known:
        environment.code_generator_class = _Generator
        environment.bytecode_cache = _Compiled(_settings(environment), language)


def _settings(environment: Environment) -> bytes:
    """Give the digest of what decides what a template compiles to, its text aside."""
    told = (
        version("jinja2"),
        Path(__file__).read_bytes(),
        importlib.util.MAGIC_NUMBER,
        [(name, getattr(environment, name, None)) for name in _SETTINGS],
        sorted(environment.extensions),
        environment.policies["ext.i18n.trimmed"],
        _called(environment.filters),
        _called(environment.tests),
    )
    return digest(repr(told))


def _called(functions: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the names of filters or tests, and what each is called with beside its value."""
    there = [(name, one) for name, one in functions.items() if one is not None]
    return sorted((name, str(getattr(one, "jinja_pass_arg", None))) for name, one in there)
