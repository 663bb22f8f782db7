"""`struin serve`: shows the site while it is being edited; an editor's mistake never ends it."""

from __future__ import annotations

import argparse

from struin.strings import catalogue

LOCAL = "127.0.0.1"


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("--host", default=LOCAL, help=text("cli.serve.host"))
    command.add_argument("--port", type=int, default=8000, help=text("cli.serve.port"))
    command.add_argument("--open", action="store_true", help=text("cli.serve.open"))


def run(arguments: argparse.Namespace) -> int:
    from struin.hosts.mkdocs.serving import serve  # heavy: only this command pays for it

    if not arguments.host.strip():  # to the system that means every address this machine has
        arguments.host = LOCAL
    config = arguments.root / "mkdocs.yml"
    return int(serve(config, arguments.host, arguments.port, open_browser=arguments.open) or 0)
