"""Where the site will stand, read from its configuration without building it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from struin.present import Site


class NotInOrder(Exception):
    """The configuration cannot be read."""


def site_of(config_file: Path) -> Site:
    """How addresses are made there: `site_url` and `use_directory_urls`. Without the file nothing is known.

    Raises OSError, and NotInOrder for a file that says nothing of the kind.
    """
    if not config_file.is_file():
        return Site()
    try:
        with config_file.open("rb") as file:
            config: dict[str, Any] = yaml_load(file)
    except (YAMLError, MkDocsException, UnicodeDecodeError) as problem:
        raise NotInOrder(str(problem)) from problem
    if not isinstance(config, dict):
        raise NotInOrder(type(config).__name__)
    url = str(config.get("site_url") or "")
    return Site(bool(config.get("use_directory_urls", True)), None, f"{url.rstrip('/')}/" if url else None)
