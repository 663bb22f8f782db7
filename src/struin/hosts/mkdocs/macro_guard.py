"""Keeps mkdocs-macros small: a sandbox, no objects to reach into, and a wrong use told at file and line.

By itself mkdocs-macros evaluates Jinja without a sandbox and hands every page `config`, `files` and `page`, from
which code can be reached even inside a sandbox. Here a page sees the macros and nothing else.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs_macros.errors import format_error

from struin.diagnostics import Diagnostic, Place, error
from struin.report import as_text
from struin.validate import likeliest


class MacroMistake(Exception):
    """A macro was called with something it cannot use. `code` and `values` are those of a Diagnostic."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class MacroErrors(PluginError):
    """A page in docs/ uses a macro wrongly. `diagnostics` says where."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(as_text(diagnostics))
        self.diagnostics = diagnostics


class _Failure(Exception):
    """Carries the real error through mkdocs-macros, whose `format_error` is dispatched on the error's class."""


class _BareTemplate(Template):
    """A template that sees the environment's globals only, whatever mkdocs-macros passes to it."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        try:
            return super().render()
        except Exception as problem:
            raise _Failure from problem


class _MacroEnvironment(SandboxedEnvironment):
    template_class = _BareTemplate

    def from_string(self, *args: Any, **kwargs: Any) -> Template:
        try:
            return super().from_string(*args, **kwargs)
        except TemplateSyntaxError as problem:
            raise _Failure from problem


def guard(macros: Any, docs: Path, root: Path) -> None:
    """Puts a sandboxed environment in place of that of the plugin `macros`. `docs` and `root` make file names."""
    own = macros.env
    sandbox = _MacroEnvironment(
        undefined=StrictUndefined,
        block_start_string=own.block_start_string,
        block_end_string=own.block_end_string,
        variable_start_string=own.variable_start_string,
        variable_end_string=own.variable_end_string,
        comment_start_string=own.comment_start_string,
        comment_end_string=own.comment_end_string,
    )
    names = {name: function for name, function in macros.macros.items() if getattr(function, "is_struin_macro", False)}
    sandbox.globals = dict(names)
    macros._env = sandbox
    _context.update(docs=docs, root=root, names=list(names))


# `format_error` is a module-level dispatcher, so what it needs of the build at hand is kept here.
_context: dict[str, Any] = {}


@format_error.register
def _tell(failure: _Failure, markdown: str, page: Page) -> str:
    problem = failure.__cause__
    assert problem is not None
    file: Path = _context["docs"] / page.file.src_path
    place = Place(file.relative_to(_context["root"]).as_posix(), _line(problem, file, markdown))
    raise MacroErrors([_diagnostic(problem, place)]) from problem


def _diagnostic(problem: BaseException, place: Place) -> Diagnostic:
    if isinstance(problem, MacroMistake):
        return error(problem.code, place, **problem.values)
    if isinstance(problem, TemplateSyntaxError):
        return error("macro-syntax", place, reason=problem.message or "")
    if isinstance(problem, UndefinedError):
        name = str(problem.message).split("'")[1] if "'" in str(problem.message) else ""
        meant = likeliest(name, _context["names"]) or ""
        known = ", ".join(sorted(_context["names"]))
        return error("macro-unknown-meant" if meant else "macro-unknown", place, name=name, meant=meant, known=known)
    return error("macro-failed", place, reason=f"{type(problem).__name__}: {problem}")


def _line(problem: BaseException, file: Path, markdown: str) -> int:
    """The line in the file: that in the template, plus the front matter that MkDocs took off."""
    if isinstance(problem, TemplateSyntaxError):
        line = problem.lineno
    else:
        frames = traceback.extract_tb(problem.__traceback__)
        line = next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)
    text = file.read_text(encoding="utf-8-sig")
    above = text[: text.find(markdown.strip()[:200])] if markdown.strip()[:200] in text else ""
    leading = len(markdown) - len(markdown.lstrip("\n"))
    return line + above.count("\n") - leading
