"""Keeps mkdocs-macros small: a sandbox, no objects to reach into, and a wrong use told at file and line.

By itself mkdocs-macros evaluates Jinja without a sandbox, hands every page `config`, `files` and `page`, from which
code can be reached even inside a sandbox, and leaves the program at the first mistake. Here a page sees the macros
and nothing else, and all mistakes of all pages are collected.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Any, cast

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from mkdocs.exceptions import PluginError

from struin.diagnostics import Diagnostic, Place, error, in_order
from struin.report import as_text
from struin.validate import likeliest


class MacroMistake(Exception):
    """A macro was called with something it cannot use. `code` and `values` are those of a Diagnostic."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class MacroErrors(PluginError):
    """Pages in docs/ use macros wrongly. `diagnostics` says where, in order."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__(as_text(self.diagnostics))


class _Nothing(str):
    """What a mistake leaves on a page that is read on, to find its other mistakes."""

    __slots__ = ()


class _BareTemplate(Template):
    """A template that sees the environment's globals only, whatever mkdocs-macros passes to it."""

    written = ""

    def render(self, *args: Any, **kwargs: Any) -> str:
        try:
            return super().render()
        except Exception as problem:
            return cast(Sandbox, self.environment).tell(problem, self.written, _line_of(problem))


class Sandbox(SandboxedEnvironment):
    """What pages are evaluated in. `found` holds the mistakes so far. A page is read on after most of
    them; after a mistake in how it is written, or in a condition or a loop, it is empty."""

    template_class = _BareTemplate

    def __init__(self, macros: Any, docs: Path, root: Path) -> None:
        """`macros` is the plugin of mkdocs-macros, with its macros; `docs` and `root` make file names."""
        own = macros.env
        super().__init__(
            undefined=StrictUndefined,
            finalize=self._shown,
            block_start_string=own.block_start_string,
            block_end_string=own.block_end_string,
            variable_start_string=own.variable_start_string,
            variable_end_string=own.variable_end_string,
            comment_start_string=own.comment_start_string,
            comment_end_string=own.comment_end_string,
        )
        all_macros = macros.macros.items()
        self.globals = {name: macro for name, macro in all_macros if getattr(macro, "is_struin_macro", False)}
        self.found: list[Diagnostic] = []
        self._macros, self._docs, self._root = macros, docs, root

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        try:
            template = super().from_string(source)
        except TemplateSyntaxError as problem:
            self.tell(problem, str(source), problem.lineno)
            return super().from_string("")
        cast(_BareTemplate, template).written = str(source)
        return template

    def tell(self, problem: Exception, written: str, line: int) -> str:
        """Notes what went wrong at a line of a text of the page at hand; gives what it shows instead: nothing."""
        file: Path = self._docs / self._macros.page.file.src_path
        place = Place(file.relative_to(self._root).as_posix(), _in_file(line, file, written))
        finding = _diagnostic(problem, place, sorted(self.globals))
        if finding not in self.found:  # in a loop it comes back
            self.found.append(finding)
        return _Nothing()

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 (as in Jinja)
        if any(isinstance(each, _Nothing) for each in (*args, *kwargs.values())):
            return _Nothing()  # told already
        try:
            return super().call(__context, __obj, *args, **kwargs)
        except Exception as problem:
            return __self._tell_here(problem)

    def _shown(self, value: Any) -> Any:
        try:
            return self._showable(value)
        except Exception as problem:
            return self._tell_here(problem)

    def _tell_here(self, problem: Exception) -> str:
        """Notes what went wrong in the template that is at work. Raises it where there is none yet: while a template
        is compiled Jinja tries what it can, and does it again when the page is made."""
        frame = sys._getframe()
        while frame.f_back:
            frame = frame.f_back
            if frame.f_code.co_filename == "<template>":
                template = frame.f_globals["__jinja_template__"]
                return self.tell(problem, template.written, template.get_corresponding_lineno(frame.f_lineno))
        raise problem

    @staticmethod
    def _showable(value: Any) -> Any:
        """What `{{ … }}` may put on a page: text and numbers. A macro without its parentheses is neither."""
        if isinstance(value, Undefined):
            return str(value)  # which says what is wrong
        if isinstance(value, str | int | float):
            return value
        if getattr(value, "is_struin_macro", False):
            raise MacroMistake("macro-not-called", name=value.__name__)
        raise MacroMistake("macro-not-text", kind=type(value).__name__)


def guard(macros: Any, docs: Path, root: Path) -> Sandbox:
    """Puts a sandbox in place of the environment of `macros`, the plugin of mkdocs-macros."""
    sandbox = Sandbox(macros, docs, root)
    macros._env = sandbox
    return sandbox


def _diagnostic(problem: Exception, place: Place, names: list[str]) -> Diagnostic:
    match problem:
        case MacroMistake():
            return error(problem.code, place, **problem.values)
        case TemplateSyntaxError():
            return error("macro-syntax", place, reason=problem.message or "")
        case SecurityError():
            return error("macro-unsafe", place, known=", ".join(names))
        case UndefinedError():
            name = str(problem.message).split("'")[1] if "'" in str(problem.message) else ""
            meant = likeliest(name, names) or ""
            code = "macro-unknown-meant" if meant else "macro-unknown"
            return error(code, place, name=name, meant=meant, known=", ".join(names))
    return error("macro-failed", place, reason=f"{type(problem).__name__}: {problem}")


def _line_of(problem: Exception) -> int:
    """The line in the template at which it was raised."""
    frames = traceback.extract_tb(problem.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)


def _in_file(line: int, file: Path, written: str) -> int:
    """The line in the file: that in the template, plus the front matter that MkDocs took off."""
    text = file.read_text(encoding="utf-8-sig")
    above = text[: text.find(written.strip()[:200])] if written.strip()[:200] in text else ""
    leading = len(written) - len(written.lstrip("\n"))
    return line + above.count("\n") - leading
