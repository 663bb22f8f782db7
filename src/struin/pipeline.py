"""The whole way in one function: read → render → validate → link. `load(root)` gives a Bundle or tells all faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence, Set
from dataclasses import replace
from datetime import date
from pathlib import Path

from struin.addresses import check_addresses, read_addresses
from struin.anonymity import look_in_file
from struin.bundle import Bundle
from struin.diagnostics import Diagnostic, error, has_errors, in_order
from struin.doors import choose_doors
from struin.emit import in_the_way, taken
from struin.glossary import FILE as GLOSSARY
from struin.glossary import read_glossary
from struin.graph import Graph, link
from struin.likeness import suggestions
from struin.markup import Body, Job, Rendering, warm_up
from struin.media import FOLDER as MEDIA_FOLDER
from struin.media import check_media
from struin.model import Entry, Item
from struin.present import Presenter, Site
from struin.reach import dead_ends
from struin.settings import Settings, read_settings
from struin.slices import discover, interactions, words
from struin.source import Source, place_of, read_tree
from struin.strings import DEFAULT_LANGUAGE, Catalogue
from struin.validate import validate, with_body

DOCS = "docs"  # the hand-written pages
SAYING = (".svg", ".vtt")  # media in which something may be written
BodyCache = MutableMapping[str, Body]


class ContentErrors(Exception):
    """The content has errors; `diagnostics` holds all findings, warnings too."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(f"{sum(d.severity == 'error' for d in diagnostics)} errors in the content")
        self.diagnostics = list(diagnostics)


def load(root: Path, *, today: date | None = None, cache: BodyCache | None = None, docs: Path | None = None) -> Bundle:
    """Loads the bundle at `root`. Raises ContentErrors when there is any error; see `check` for findings only.

    `cache` keeps rendered bodies between calls (by file and digest), for a server that loads again and again.
    `docs` is where the hand-written pages are, by default `docs` in `root`.
    """
    bundle, found = _load(root, today or date.today(), cache, docs or root / DOCS)
    if bundle is None or not bundle.ok:
        raise ContentErrors(found)
    return bundle


def check(root: Path, *, today: date | None = None, cache: BodyCache | None = None) -> list[Diagnostic]:
    """All findings on the bundle at `root`, in the order of files and lines; `cache` as for `load`."""
    return _load(root, today or date.today(), cache, root / DOCS)[1]


def _load(root: Path, today: date, cache: BodyCache | None, docs: Path) -> tuple[Bundle | None, list[Diagnostic]]:
    settings, found = read_settings(root)
    warm_up()
    if settings is None:
        return None, in_order([*found, *_without_settings(root, today)])
    collections, catalogue = discover(root), words(settings.language, root)
    media, media_findings = check_media(root)
    glossary, glossary_findings = read_glossary(root)
    addresses, addresses_findings = read_addresses(root)
    found += [*media_findings, *glossary_findings, *addresses_findings, *check_addresses(root, addresses)]
    for path in (GLOSSARY, *(f"{MEDIA_FOLDER}/{file.name}" for file in media if file.name.endswith(SAYING))):
        found += look_in_file(root / path, path)
    known_media = {file.name for file in media} | {Path(finding.place.file).name for finding in media_findings}
    graph, faults = _linked(root, today, cache, settings, catalogue, known_media, docs)
    found += faults
    if has_errors(found):
        return None, in_order(found)
    published = list(graph.entries.values())
    likeness = suggestions(published)
    doors = {entry_id: choose_doors(entry_id, graph, likeness) for entry_id in graph.entries}
    bundle = Bundle(root, settings, catalogue, collections, graph, likeness, doors, media, (), glossary, addresses)
    # Items have been compared with docs/ by now, so that is told with all else; this is for overviews and the like.
    findings = in_order([*found, *dead_ends(bundle), *taken(Presenter(bundle, Site()), docs)])
    return replace(bundle, diagnostics=findings), findings


def _without_settings(root: Path, today: date) -> Iterator[Diagnostic]:
    """What can be told of the items when `bundle.yml` is at fault: all but what depends on its lists."""
    collections, catalogue = discover(root), words(DEFAULT_LANGUAGE, root)
    rendering = _CachedRendering(None)
    sources, findings = read_tree(root, collections.keys(), rendering.add)
    yield from findings
    for source in sources:
        yield from validate(source, collections[source.collection], None, catalogue, today)[1]
    for body in rendering.bodies().values():
        yield from body.diagnostics


def _linked(
    root: Path,
    today: date,
    cache: BodyCache | None,
    settings: Settings,
    catalogue: Catalogue,
    known_media: Set[str],
    docs: Path,
) -> tuple[Graph, list[Diagnostic]]:
    """Reads, renders, checks and links all items. What was only needed to tell faults by is let go on return."""
    collections, types = discover(root), interactions(root)
    rendering = _CachedRendering(cache)
    sources, read_findings = read_tree(root, collections.keys(), rendering.add)
    found = list(read_findings)
    items: list[Item | None] = []
    for source in sources:  # while the workers render
        item, faults = validate(source, collections[source.collection], settings, catalogue, today)
        items.append(item)
        found += faults
    bodies = rendering.bodies()
    entries: list[Entry] = []
    for source, item in zip(sources, items, strict=True):
        entry, faults = with_body(source, item, bodies[source.path], types, settings.principles)
        found += faults
        if entry:
            entries.append(entry)
    checked = {entry.source.path for entry in entries}
    faulty = [source for source in sources if source.path not in checked]
    broken = {f"{source.collection}/{source.name}" for source in faulty}
    broken |= {_id_of(finding.place.file) for finding in read_findings}
    drafts = {entry.id for entry in entries if entry.item.draft}
    published = [entry for entry in entries if not entry.item.draft]
    shown = [source for source in sources if f"{source.collection}/{source.name}" not in drafts]
    found += _missing_media(shown, bodies, known_media)
    for source in shown:
        found += in_the_way(f"{source.collection}/{source.name}", source.path, docs)
    unsure = [(collections[source.collection].model, source, bodies[source.path]) for source in faulty]
    graph, ties = link(published, settings, broken, drafts, unsure)
    light = {entry_id: replace(entry, source=entry.source.light()) for entry_id, entry in graph.entries.items()}
    return replace(graph, entries=light), [*found, *ties]


def _id_of(file: str) -> str:
    return file.removeprefix("content/").removesuffix(".md")


class _CachedRendering:
    """The bodies of sources, rendered in the background; those that are known from before are not rendered again."""

    def __init__(self, cache: BodyCache | None) -> None:
        self._known: BodyCache = {} if cache is None else cache
        self._keys: dict[str, str] = {}
        self._rendering = Rendering()

    def add(self, source: Source) -> None:
        key = self._keys[source.path] = f"{source.path}@{source.digest}"
        if key not in self._known:
            self._rendering.add(Job(source.path, source.body, source.body_line))

    def bodies(self) -> dict[str, Body]:
        self._known.update((self._keys[path], body) for path, body in self._rendering.bodies().items())
        return {path: self._known[key] for path, key in self._keys.items()}


# Where front matter names a file of content/media/.
_FILES = (("cover", "image"), ("sound", "file"), ("sound", "captions"))


def _missing_media(
    sources: Sequence[Source],
    bodies: Mapping[str, Body],
    known: Set[str],
) -> Iterator[Diagnostic]:
    """Pictures and sounds that items show but that are not in content/media/ (`known` has those refused there too)."""
    for source in sources:
        for used in bodies[source.path].media:
            if used.target not in known:
                yield error("media-missing", used.place, name=used.target)
        for field, key in _FILES:
            part = source.front.get(field)
            name = part.get(key) if isinstance(part, dict) else None
            if isinstance(name, str) and name not in known:
                yield error("media-missing", place_of(source, (field, key)), name=name)
