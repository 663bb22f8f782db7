"""The command `struin`. Each of COMMANDS is a module here with `add(command)` and `run(arguments)`;
exit 0 well, 1 problems, 2 wrong use.

Who stops a command with Ctrl-C gets 130, who closes the pipe that it writes to 141, as of other programs. What a
command needs is imported when it is asked for, so that Ctrl-C is answered from the first moment on.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from struin import __version__

if TYPE_CHECKING:
    import argparse

COMMANDS = (
    "check", "new", "serve", "build", "report", "export", "import", "passport", "propose", "rename", "withdraw",
    "schema",
)  # fmt: skip
WELL, PROBLEMS, WRONG_USE = 0, 1, 2
STOPPED, NOBODY_READS = 128 + 2, 128 + 13  # as a shell tells the signals SIGINT and SIGPIPE


def parser(asked: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """All commands with their help; those that are `asked` for also with their options."""
    import argparse
    from pathlib import Path

    from struin.cli.parsing import Parser
    from struin.strings import catalogue

    words = catalogue()
    top = Parser(prog="struin", description=words.text("cli.about"))
    top.add_argument("--version", action="version", version=f"struin {__version__}", help=words.text("cli.version"))
    top.add_argument("--root", type=Path, default=Path(), help=words.text("cli.root"))
    commands = top.add_subparsers(dest="command", required=True, metavar=words.text("cli.command"))
    for name in COMMANDS:
        command = commands.add_parser(
            name,
            help=words.text(f"cli.{name}.about"),
            description=words.text(f"cli.{name}.when"),
            epilog=words.text("cli.example", example=words.text(f"cli.{name}.example")),
        )
        command.add_argument("--root", type=Path, default=argparse.SUPPRESS, help=words.text("cli.root"))
        if name in asked:
            module = import_module(f"struin.cli.{name}_" if iskeyword(name) else f"struin.cli.{name}")
            module.add(command)
            command.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Wrong use raises SystemExit(2), as argparse does."""
    before = signal.getsignal(signal.SIGINT)
    try:
        try:
            return _run(arguments)
        finally:
            for stream in _outputs():
                stream.flush()  # here, where a pipe that is closed or a disk that is full can still be told
    except KeyboardInterrupt:
        _on_interrupt(signal.SIG_IGN)  # whoever presses it twice means the same
    except OSError as problem:
        return _not_possible(problem)
    finally:
        if before is signal.default_int_handler and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            _on_interrupt(before)
    # Outside of the handler, so that nothing holds on to what was being made: it clears up after itself as it goes.
    import gc

    if workers := sys.modules.get("struin.markup.pool"):
        workers.cool_down()
    gc.collect()
    print(_text("cli.stopped"), file=sys.stderr)
    return STOPPED


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows its number instead
            stream.reconfigure(errors="backslashreplace")
    chosen = _understood(arguments)
    root = chosen.root.resolve()
    if not (root / "content").is_dir():
        home = next((above for above in root.parents if (above / "content" / "bundle.yml").is_file()), None)
        key = "no-folder" if not root.exists() else "bundle-above" if home else "no-bundle"
        print(_text(f"cli.{key}", root=chosen.root, home=home), file=sys.stderr)
        return WRONG_USE
    chosen.root = root
    return int(chosen.run(chosen))


def _understood(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for. Most of the time goes into importing; an exception in the midst of that may be lost, and
    there is nothing to clear up yet, so Ctrl-C ends the program at once here."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    # A command is always written in full, so what is not in there need not be imported.
    asked = [name for name in COMMANDS if name in given]
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # it has been told to ignore it
        return parser(asked).parse_args(given)

    def leave(*_: object) -> None:
        os.write(2, told)
        os._exit(STOPPED)

    _on_interrupt(signal.SIG_DFL)
    told = f"{_text('cli.stopped')}\n".encode()
    _on_interrupt(leave)
    try:
        return parser(asked).parse_args(given)
    finally:
        _on_interrupt(signal.default_int_handler)


def _on_interrupt(act: Any) -> None:
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, act)


def _text(key: str, **values: object) -> str:
    from struin.strings import catalogue

    return catalogue().text(key, **values)


def _outputs() -> list[io.TextIOBase]:
    return [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, io.TextIOBase) and not stream.closed]


def _not_possible(problem: OSError) -> int:
    """Tells what the machine would not do, if somebody still listens."""
    closed = [stream for stream in _outputs() if not _heard(stream)]
    if isinstance(problem, BrokenPipeError):
        if closed:
            return NOBODY_READS
        raise problem  # a pipe of our own
    from struin.cli.machine import reason

    key = "machine-file" if problem.filename else "machine"
    print(_text(f"cli.{key}", file=problem.filename, reason=reason(problem)), file=sys.stderr)
    return PROBLEMS


def _heard(stream: io.TextIOBase) -> bool:
    """Whether an output still takes what is written. If not, it leads nowhere from here on: Python would try to write
    what is left as it ends."""
    import select

    try:
        stream.flush()
        with suppress(AttributeError, io.UnsupportedOperation):  # no such thing on this system, or no real file
            poll = select.poll()
            poll.register(stream.fileno(), 0)
            if not any(events & select.POLLERR for _, events in poll.poll(0)):
                return True
    except OSError:
        pass
    with suppress(io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    return False
