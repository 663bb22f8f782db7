"""Where the site will stand, read from its configuration without building it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from struin.present import Site


def site_of(config_file: Path) -> Site:
    """How addresses are made there: `site_url` and `use_directory_urls`. Without the file nothing is known.

    Raises what reading raises for a file that is not in order (OSError, yaml.YAMLError).
    """
    if not config_file.is_file():
        return Site()
    with config_file.open("rb") as file:
        config: dict[str, Any] = yaml_load(file)
    url = str(config.get("site_url") or "")
    return Site(bool(config.get("use_directory_urls", True)), None, f"{url.rstrip('/')}/" if url else None)
