"""`struin build`: checks, builds aside, and swaps the new site in when it is whole."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from struin.markup import warm_up
from struin.publish import PublishError, publish
from struin.strings import catalogue


def add(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, default=None, help=catalogue().text("cli.build.out"))


def run(arguments: argparse.Namespace) -> int:
    """0 when the site is in its place; 1 when content or configuration is at fault, and the old site stays."""
    warm_up()  # the workers get ready while the host is imported
    from struin.hosts.mkdocs.building import BuildFailed, build_site  # heavy: only this command pays for it

    root: Path = arguments.root
    out: Path = (arguments.out or root / "site").absolute()
    try:
        publish(out, lambda aside: build_site(root / "mkdocs.yml", aside, root=root), root=root)
    except (BuildFailed, PublishError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(catalogue().text("cli.build.done", out=out))
    return 0
