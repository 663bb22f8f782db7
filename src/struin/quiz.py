"""IMPORT: pages with questions in the dialect of mkdocs-quiz (`<quiz>` … `</quiz>`) become pages with exercises.

Boxes become a `choice`, `[[words]]` a `gap`. What an exercise needs and a quiz need not have is told, at the place
where it should be written; a quiz that nothing can be made of stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from struin.diagnostics import Diagnostic, Place, error, in_order, warning
from struin.filenames import slug
from struin.strings import Catalogue

_OPEN = re.compile(r"[ \t]*<quiz>[ \t]*$", re.IGNORECASE)
_CLOSE = re.compile(r"[ \t]*</quiz>[ \t]*$", re.IGNORECASE)
_OLD = re.compile(r"[ \t]*(?:<\?quiz\?>|quiz-start)[ \t]*$", re.IGNORECASE)
_FURNITURE = re.compile(r"[ \t]*<!--[ \t]*mkdocs-quiz\b.*-->[ \t]*$", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_BOX = re.compile(r"[ \t]*[-*][ \t]+\[([ xX]?)\][ \t]*(.*)$")
_FEEDBACK = re.compile(r"[ \t]*>[ \t]?(.*)$")
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$")
_GAP = re.compile(r"\[\[[^\[\]\n]+\]\]")
# At the beginning of a line these would mean something else in an exercise.
_OURS = re.compile(r"(?:[-*+]|\d+[.)]|#{1,6}|/{3,})(?:[ \t]|$)|\w+:[ \t]")
_WORDS_OF_ID = 6


@dataclass
class _Answer:
    line: int
    right: bool
    text: list[str]
    feedback: list[str] = field(default_factory=list)


@dataclass
class _Quiz:
    """A quiz as it was written: lines without the tags; `line` is that of `<quiz>`, from 1."""

    line: int
    question: list[str] = field(default_factory=list)
    answers: list[_Answer] = field(default_factory=list)
    content: list[str] = field(default_factory=list)


class _Conversion:
    def __init__(self, path: str, words: Catalogue) -> None:
        self.path, self.words = path, words
        self.found: list[Diagnostic] = []
        self._ids: set[str] = set()

    def block(self, lines: Sequence[str], number: int) -> list[str] | None:
        """The exercise for the lines of a quiz; None if there is none in it. `number` is the line of `<quiz>`."""
        quiz = _read(lines, number)
        if not any(line.strip() for line in quiz.question):
            self._fault("quiz-no-question", number)
        elif quiz.answers and not any(answer.right for answer in quiz.answers):
            self._fault("quiz-none-right", number)
        elif quiz.answers:
            return self._choice(quiz)
        elif any(_GAP.search(line) for line in quiz.question):
            return self._gap(quiz)
        else:
            self._fault("quiz-nothing", number)
        return None

    def _fault(self, code: str, line: int) -> None:
        self.found.append(error(code, Place(self.path, line)))

    def _choice(self, quiz: _Quiz) -> list[str]:
        made = [f"/// choice | id: {self._id(quiz.question)}", "", *_trimmed(quiz.question), ""]
        for answer in quiz.answers:
            first, *more = answer.text
            made.append(f"- [{'x' if answer.right else ' '}] {first}")
            made += [f"  {line.strip()}" for line in more]
            made += [f"  > {line}".rstrip() for line in answer.feedback]
            if not answer.feedback:
                self.found.append(warning("quiz-feedback-missing", Place(self.path, answer.line), text=first))
        return self._closed(made, quiz)

    def _gap(self, quiz: _Quiz) -> list[str]:
        header = f"/// gap | id: {self._id(quiz.question)}"
        made = [header, "", self.words.text("quiz.gap"), "", *_trimmed(quiz.question)]
        return self._closed(made, quiz)

    def _closed(self, made: list[str], quiz: _Quiz) -> list[str]:
        """The block with what follows after it; that stands below the block if it would mean something in it."""
        content = _trimmed(quiz.content)
        if not content:
            return [*made, "///"]
        if any(_OURS.match(line) for line in content):
            self.found.append(warning("quiz-content-below", Place(self.path, quiz.line)))
            return [*made, "///", "", *content]
        after = self.words.text("markup.keyword.after")
        return [*made, "", f"{after}: {content[0].strip()}", *content[1:], "///"]

    def _id(self, question: Sequence[str]) -> str:
        """A name from the first words of the question; numbered if another has it already."""
        plain = _GAP.sub("", next(line for line in question if line.strip()))
        name = base = slug(" ".join(re.sub(r"[^\w\s'’-]", " ", plain).split()[:_WORDS_OF_ID])) or "quiz"
        number = 1
        while name in self._ids:
            number += 1
            name = f"{base}-{number}"
        self._ids.add(name)
        return name


def convert(text: str, path: str, words: Catalogue) -> tuple[str, list[Diagnostic]]:
    """The page with its quizzes as exercises, and what there is to say about them; `path` is told with each finding."""
    conversion = _Conversion(path, words)
    lines = text.replace("\r\n", "\n").split("\n")
    made: list[str] = []
    fence = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        mark = _FENCE.match(line)
        if fence or mark:
            closes = fence and mark and mark[1].startswith(fence) and not line.strip(" \t`~")
            fence = "" if closes else fence or (mark[1] if mark else "")
        elif _OLD.match(line):
            conversion.found.append(error("quiz-old-dialect", Place(path, index)))
        elif _FURNITURE.match(line):
            continue
        elif _OPEN.match(line):
            end = next((at for at in range(index, len(lines)) if _CLOSE.match(lines[at])), None)
            if end is None:
                conversion.found.append(error("quiz-unclosed", Place(path, index)))
                return "\n".join([*made, *lines[index - 1 :]]), in_order(conversion.found)
            block = conversion.block(lines[index:end], index)
            made += lines[index - 1 : end + 1] if block is None else block
            index = end + 1
            continue
        made.append(line)
    return "\n".join(made), in_order(conversion.found)


def _read(lines: Sequence[str], number: int) -> _Quiz:
    """What is question, answer, feedback and content among the lines of a quiz."""
    quiz = _Quiz(number)
    fence, ruled = "", False
    boxes = any(_BOX.match(line) for line in lines)
    for count, line in enumerate(lines, number + 1):
        mark = _FENCE.match(line)
        into = quiz.content if ruled or quiz.content else quiz.question
        if fence or mark:
            closes = fence and mark and mark[1].startswith(fence) and not line.strip(" \t`~")
            fence = "" if closes else fence or (mark[1] if mark else "")
            (quiz.content if quiz.answers else into).append(line)
        elif not quiz.content and (box := _BOX.match(line)):
            quiz.answers.append(_Answer(count, box[1] in ("x", "X"), [box[2].strip()]))
        elif not boxes and not ruled and _RULE.match(line):
            ruled = True
        elif not quiz.answers or quiz.content:
            into.append(line)
        elif feedback := _FEEDBACK.match(line):
            quiz.answers[-1].feedback.append(feedback[1])
        elif line[:1] in (" ", "\t") and line.strip() and not quiz.answers[-1].feedback:
            quiz.answers[-1].text.append(line)
        elif line.strip():
            quiz.content.append(line)
    return quiz


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Without empty lines at the ends."""
    return "\n".join(lines).strip("\n").rstrip().split("\n") if any(line.strip() for line in lines) else []
