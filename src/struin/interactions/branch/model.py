"""A story that branches: scenes with choices that lead to other scenes. A scene without choices is an ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from struin.interaction import Answer, Interaction, Reader, Section


class Branch(Interaction):
    takes = ("entries", "arrows", "parts")

    scenes: tuple[Section, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        scenes = reader.sections()
        if reader.block.entries:
            reader.fault("branch-choice-outside", reader.block.entries[0].place)
        if len(scenes) < 2:
            reader.fault("branch-too-few")
        known: dict[str, Section] = {}
        for part, scene in zip(reader.block.parts, scenes, strict=True):
            if not part.id:
                reader.fault("branch-id-missing", scene.place, scene=scene.title.text)
            elif scene.id in known:
                reader.fault("branch-id-twice", scene.place, id=scene.id, line=known[scene.id].place.line)
            if scene.lead is None:
                reader.fault("branch-scene-empty", scene.place, scene=scene.title.text)
            known.setdefault(scene.id, scene)
        leads = [choice for scene in scenes for choice in scene.answers]
        for choice in leads:
            if choice.target is None:
                reader.fault("branch-leads-nowhere", choice.place, text=choice.text.text)
            elif choice.target.text not in known:
                named = ", ".join(part.id for part in reader.block.parts if part.id)
                reader.fault("branch-scene-unknown", choice.target.place, id=choice.target.text, known=named)
        if scenes and all(choice.target and choice.target.text in known for choice in leads):
            _told(reader, scenes, known)
        return cls(**reader.common(prompt=False), scenes=tuple(scenes))

    def keys(self) -> Iterable[str]:
        """Where a choice leads counts too: the same way may now end elsewhere."""
        return (
            f"{scene.id} {choice.key} {choice.target.text if choice.target else ''}"
            for scene in self.scenes
            for choice in scene.answers
        )

    @property
    def endings(self) -> tuple[Section, ...]:
        return tuple(scene for scene in self.scenes if not scene.answers)

    def number(self, choice: Answer) -> int:
        """The place of the scene that a choice leads to: on paper one looks it up."""
        target = choice.target.text if choice.target else ""
        return next((number for number, scene in enumerate(self.scenes, 1) if scene.id == target), 0)


def _told(reader: Reader, scenes: list[Section], known: dict[str, Section]) -> None:
    """What is wrong with the ways through the story, each of which leads somewhere."""
    if all(scene.answers for scene in scenes):
        reader.fault("branch-no-ending")
        return
    there = {scene.id: {choice.target.text for choice in scene.answers if choice.target} for scene in known.values()}
    reached = set(_reached(scenes[0].id, there))
    back: dict[str, set[str]] = {name: set() for name in known}
    for name, targets in there.items():
        for target in targets:
            back[target].add(name)
    ends = {name for ending in known.values() if not ending.answers for name in _reached(ending.id, back)}
    for scene in known.values():
        if scene.id not in reached:
            reader.fault("branch-unreachable", scene.place, scene=scene.title.text, id=scene.id)
        elif scene.id not in ends:
            reader.fault("branch-endless", scene.place, scene=scene.title.text)


def _reached(start: str, ways: dict[str, set[str]]) -> Iterator[str]:
    """All that can be reached from a scene, itself too."""
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        yield name
        waiting += ways[name] - seen
        seen |= ways[name]
