"""Runs a MkDocs build into a given folder, and tells what went wrong in words of ours.

MkDocs reports through its log, through exceptions and through SystemExit (mkdocs-macros leaves that way). All
come out of here as one BuildFailed that holds everything known, so that nothing is printed twice or lost.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from struin.diagnostics import Diagnostic, Severity, in_order
from struin.hosts.mkdocs.plugin import RefusedContent
from struin.publish import PublishError
from struin.report import as_text
from struin.strings import DEFAULT_LANGUAGE, catalogue

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class BuildFailed(Exception):
    """A build that stopped. `str()` of it is what an editor reads on the terminal.

    kind         a key under `publish.kind`: what sort of thing is wrong
    diagnostics  the findings, when it is the content; in order
    where        "macros/main.py:12", relative to the project, where known; else ""
    last_line    the exception in one line; "" when the log says it all
    lines        what MkDocs and its plugins logged, at the level of a warning or above
    details      the traceback, for a programmer
    printed      whether the findings are on the terminal already
    """

    def __init__(
        self,
        kind: str,
        *,
        diagnostics: Sequence[Diagnostic] = (),
        where: str = "",
        last_line: str = "",
        lines: Sequence[str] = (),
        details: str = "",
        printed: bool = False,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.diagnostics = in_order(diagnostics)
        self.where = where
        self.last_line = last_line
        self.lines = tuple(lines)
        self.details = details
        self.printed = printed

    def sentence(self, language: str = DEFAULT_LANGUAGE) -> str:
        """What is wrong, in one sentence without a full stop."""
        words, key = catalogue(language), f"publish.kind.{self.kind}"
        if key in words:
            return words.text(key)
        errors = [finding for finding in self.diagnostics if finding.severity is Severity.ERROR]
        return words.count(key, len(errors) if self.kind == "content" else len(self.lines))

    def text(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Everything that helps to mend it, for a terminal; not what has been printed there already."""
        if self.diagnostics and not self.printed:
            return as_text(self.diagnostics, language)
        told = [f"{self.sentence(language)}."]
        if not self.diagnostics:
            told += [catalogue(language).text("publish.where", where=self.where)] if self.where else []
            told += [line for line in (*self.lines, self.last_line) if line]
        return "\n".join(told)

    def __str__(self) -> str:
        return self.text()


def build_site(config_file: Path, out: Path, *, strict: bool = True, root: Path) -> None:
    """Builds the site of `config_file` into `out`, which MkDocs empties first (but for hidden files).

    `root` is the project's folder; its macros are read anew. With `strict`, a warning of MkDocs fails the
    build; without, warnings are printed. Raises BuildFailed.
    """
    with reported(root):
        config = read_config(config_file, out, strict=strict)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


def read_config(config_file: Path, out: Path, *, strict: bool) -> MkDocsConfig:
    """The configuration, with `out` as its site_dir. Raises what MkDocs raises."""
    return load_config(str(config_file), site_dir=str(out), strict=strict)


@contextlib.contextmanager
def reported(root: Path) -> Iterator[None]:
    """Around a build: macros are read anew, the log is collected, what is raised becomes a BuildFailed."""
    forget_modules(root / "macros")
    with _collected_log() as lines:
        try:
            yield
        except (Exception, SystemExit) as error:
            raise explain(error, root, lines) from error
    for line in lines:
        print(line, file=sys.stderr)


def forget_modules(folder: Path) -> None:
    """Drops imported modules under `folder` (or `folder`.py itself): the next import reads them anew."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and (folder in Path(file).parents or Path(file) == folder.with_suffix(".py")):
            del sys.modules[name]
    importlib.invalidate_caches()


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The server's remarks on requests have nothing to do with the build that happens to be going on.
        if not record.name.startswith("mkdocs.livereload"):
            line = _ANSI.sub("", record.getMessage()).strip()
            if line not in self.lines:
                self.lines.append(line)


@contextlib.contextmanager
def _collected_log() -> Iterator[list[str]]:
    """MkDocs' log from warnings up. Its level is never above that: strict mode counts what passes there."""
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    level = logger.level
    if logger.getEffectiveLevel() > logging.WARNING:
        logger.setLevel(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield collector.lines
    finally:
        logger.removeHandler(collector)
        logger.setLevel(level)


def explain(error: BaseException, root: Path, lines: Sequence[str] = ()) -> BuildFailed:
    """What is known of a failed build: the findings or, without them, the kind, place and last line."""
    chain = list(_chain(error))
    for link in chain:
        if isinstance(link, BuildFailed):
            return link
        if isinstance(link, PublishError):
            return BuildFailed("machine", last_line=str(link), details=_traceback(error))
    for link in chain:
        if diagnostics := getattr(link, "diagnostics", None):
            printed = isinstance(link, RefusedContent)
            return BuildFailed("content", diagnostics=diagnostics, details=_traceback(error), printed=printed)
    # The deepest of those that say something: MkDocs wraps what it meets in an Abort.
    telling = [link for link in chain if not isinstance(link, (Abort, SystemExit))]
    deepest = telling[-1] if telling else None
    return BuildFailed(
        _kind(error, deepest),
        where=_where(deepest, root) if deepest else "",
        last_line=_last_line(deepest) if deepest else "",
        lines=lines,
        details=_traceback(error),
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and those behind it, outermost first."""
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _kind(error: BaseException, deepest: BaseException | None) -> str:
    match deepest:
        case _ if isinstance(error, SystemExit) and not isinstance(error, Abort):
            return "macro"  # mkdocs-macros logs what it has to say and then leaves
        case None:
            return "strict" if "strict" in str(error) else "config"
        case ConfigurationError() | yaml.YAMLError():
            return "config"
        case TemplateError():
            return "template"
        case SyntaxError() | ImportError():
            return "python"
        case OSError():
            return "machine"
        case _:
            return "other"


def _where(error: BaseException, root: Path) -> str:
    """The last place within the project that the exception went through."""
    if isinstance(error, (SyntaxError, TemplateSyntaxError)) and error.filename and error.lineno:
        return f"{_shown(Path(error.filename), root)}:{error.lineno}"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return f"{_shown(Path(mark.name), root)}:{mark.line + 1}:{mark.column + 1}"
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        path = Path(frame.filename)
        if path.is_relative_to(root) and not any(part.startswith(".") for part in path.relative_to(root).parts):
            return f"{_shown(path, root)}:{frame.lineno}"
    return ""


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _last_line(error: BaseException) -> str:
    if isinstance(error, MkDocsException):
        return str(error)
    if isinstance(error, yaml.MarkedYAMLError):
        return "; ".join(part for part in (error.context, error.problem) if part)
    return "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]


def _traceback(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
