"""The MkDocs plugin `struin`: loads the bundle, refuses a faulty one, and hands pages and assets to MkDocs."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import TemplateContext

from struin import emit
from struin.diagnostics import Diagnostic
from struin.hosts.mkdocs.guide import Guides
from struin.hosts.mkdocs.macro_guard import MacroErrors, Sandbox, guard
from struin.hosts.mkdocs.pages import StruinPage, add_page
from struin.hosts.mkdocs.tables import Tables
from struin.hosts.mkdocs.theme_files import THEME, put_in_place
from struin.markup import cool_down
from struin.media import publish_media
from struin.pipeline import BodyCache, ContentErrors, load
from struin.present import Presenter, Site
from struin.publish import MARKER, MARKER_TEXT
from struin.report import as_text

log = logging.getLogger("mkdocs.plugins.struin")


class RefusedContent(PluginError):
    """The content has errors. `diagnostics` holds them; they have been printed when this is raised."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(str(ContentErrors(diagnostics)))
        self.diagnostics = diagnostics


class StruinConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin has no options: a bundle's settings are in content/bundle.yml."""


class StruinPlugin(BasePlugin[StruinConfig]):  # type: ignore[no-untyped-call]
    """One instance lives through one build, or through all builds of one server."""

    supports_multiple_instances = False
    # Rendered bodies by file and digest. On the class: the server makes a new instance for every rebuild.
    _bodies: ClassVar[BodyCache] = {}
    _serving: ClassVar[bool] = False

    presenter: Presenter
    _sandbox: Sandbox | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        type(self)._serving = command == "serve"

    @event_priority(50)
    def _load(self, config: MkDocsConfig) -> MkDocsConfig:
        """Before MkDocs empties the site's folder, so that faulty content leaves the last site as it was."""
        root = Path(config.config_file_path).parent
        try:
            cache = self._bodies if self._serving else None
            bundle = load(root, cache=cache, docs=Path(config.docs_dir))
            if not self._serving:
                # The workers have done what they were for; their memory is worth more. Nothing waits for their end.
                Thread(target=cool_down).start()
            url = None if self._serving else config.site_url or None
            site = Site(bool(config.use_directory_urls), _edit_base(config), url)
            self.presenter = Presenter(bundle, site)
        except ContentErrors as refusal:
            print(as_text(refusal.diagnostics), file=sys.stderr)
            raise RefusedContent(refusal.diagnostics) from refusal
        if bundle.diagnostics:
            print(as_text(bundle.diagnostics), file=sys.stderr)
        config.theme.dirs.insert(0, str(THEME))
        config.markdown_extensions.append(Tables())  # type: ignore[arg-type]  # extensions may be objects
        return config

    @event_priority(-100)
    def _guard_macros(self, config: MkDocsConfig) -> MkDocsConfig:
        """After mkdocs-macros made its environment: put a sandbox in its place."""
        if "macros" in config.plugins:
            root = Path(config.config_file_path).parent
            self._sandbox = guard(config.plugins["macros"], Path(config.docs_dir), root)
        return config

    on_config = CombinedEvent(_load, _guard_macros)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        put_in_place(files, self.presenter, config)
        for asset in emit.assets(self.presenter):
            files.append(File.generated(config, asset.path, content=asset.content))
        self._pages: list[StruinPage] = [add_page(page, files, config) for page in emit.pages(self.presenter)]
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """All pages have been read; from here on they are written."""
        emit.start(self.presenter, Path(config.site_dir))
        if self._sandbox and self._sandbox.found:
            raise MacroErrors(self._sandbox.found)
        env.auto_reload = False  # made anew for every build
        presenter = self.presenter
        env.globals["struin"] = {
            "t": presenter.bundle.words.text,
            "serving": self._serving,
            "settings": presenter.bundle.settings,
            "address": presenter.site.address,
            "emblem": presenter.emblem,
            "collections": list(presenter.bundle.collections),
            "item_ids": presenter.bundle.entries.keys(),
            "former": presenter.bundle.addresses.former(),
            "pages": {each.meta["struin"]["id"] for each in self._pages},
            # What the components put on every page; `root` leads from there to the site's root.
            "shell": lambda root: presenter.shell(root.removeprefix("./")),
            "head": lambda **page: presenter.slot("head", "", **page),
            "files_for": partial(emit.files_for, presenter),
            "guide": Guides(presenter, files).frame,
        }
        return env

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Any, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The page is written next, so its content is now the whole main part."""
        if isinstance(page, StruinPage):
            page.being_written(True)
            # Titles go raw into parts of the theme: as escaped text they cannot be markup.
            page.meta["title"] = Markup.escape(page.meta["title"])
            page.meta["description"] = Markup.escape(page.meta["description"])
        return context

    def on_post_page(self, output: str, *, page: Any, config: MkDocsConfig) -> str:
        if isinstance(page, StruinPage):
            page.being_written(False)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        publish_media(self.presenter.bundle.media, site / "media")
        emit.finish(self.presenter, site)
        # So that a later `struin build` knows the outcome of a plain `mkdocs build` for a site of ours.
        (site / MARKER).write_text(MARKER_TEXT, encoding="utf-8")


def _edit_base(config: MkDocsConfig) -> str | None:
    """What is put before `content/…` to make an edit link, from `repo_url` and `edit_uri`."""
    if not config.repo_url or not config.edit_uri:
        return None
    base = f"{config.repo_url.rstrip('/')}/{config.edit_uri.strip('/')}"
    return f"{base.removesuffix('/' + Path(config.docs_dir).name)}/"
