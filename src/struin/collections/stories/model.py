"""A story: one scene, one turn, one question to chew on."""

from __future__ import annotations

from typing import Annotated

from struin.model import Choice, Item, Text


class Narrator(Choice):
    PROFESSIONAL = "professional"
    PARENT = "parent"
    CHILD = "child"
    NEIGHBOUR = "neighbour"
    TEAM_LEADER = "team-leader"
    EXPERT = "expert-by-experience"
    RELATIVE = "relative"
    VOLUNTEER = "volunteer"
    TEACHER = "teacher"


class Story(Item):
    narrator: Narrator
    question: Annotated[str, Text(10, 160)]
