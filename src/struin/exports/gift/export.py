"""Moodle GIFT: the self-checks of an exercise or a session as questions for a question bank.

The format knows choosing, matching, a missing word and writing. Where Struin has no right answer, every answer counts
in full, so that nobody is told to be wrong. What does not fit is left out, and named in a comment at the top.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from struin.exports.lessons import Chapter, Lesson, name_of, pieces, questions
from struin.exports.wording import BLOCKS, clean, links_of, plain, well_formed
from struin.present import Presenter
from struin.strings import Catalogue

SUFFIX = "gift.txt"
TAKES = frozenset({"exercise", "session"})
_CONTROL = re.compile(r"([\\~=#{}:])")
# The only shares of a question's points that Moodle knows, by the number of answers that share them.
_SHARES = ("100", "50", "33.33333", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10")


@dataclass(frozen=True)
class _Question:
    """`stem` is HTML; `answers` is what stands between the braces, None for text alone. `tail` is what follows a
    missing word."""

    name: str
    stem: str
    answers: str | None
    tail: str = ""


class _Maker:
    """Makes the questions of one presenter's bundle."""

    def __init__(self, presenter: Presenter) -> None:
        self.words: Catalogue = presenter.bundle.words
        self._link = links_of(presenter)

    def html(self, *pieces: Any) -> str:
        """Fragments, or HTML, one after the other, as this format writes them; "" for nothing."""
        whole = " ".join(well_formed(getattr(each, "html", each), self._link) for each in pieces if each)
        return f"[html]{escaped(whole)}" if whole.strip() else ""

    def feedback(self, *pieces: Any) -> str:
        made = self.html(*pieces)
        return f"#{made}" if made else ""

    def after(self, *pieces: Any) -> str:
        made = self.html(*pieces)
        return f"####{made}" if made else ""

    def text(self, key: str, **values: object) -> str:
        return self.words.text(f"gift.{key}", **values)

    # --- types

    def choice(self, it: Any) -> Iterator[_Question]:
        right = sum(bool(answer.right) for answer in it.answers)
        wrong = len(it.answers) - right
        lines = []
        for answer in it.answers:
            sign = "=" if answer.right else "~"
            if it.several:
                share = _SHARES[right - 1] if answer.right else f"-{_SHARES[min(wrong, len(_SHARES)) - 1]}"
                sign = f"~%{share}%"
            lines.append(f"{sign}{self.html(answer.text)}{self.feedback(answer.feedback)}")
        yield _Question("", self._asked(it), _lines(*lines, self.after(it.after)))

    def match(self, it: Any) -> Iterator[_Question]:
        targets = {target.key: target for target in it.targets}
        leads = [f"<p><strong>{each.text.html}</strong></p>{each.lead.html}" for each in it.targets if each.lead]
        pairs = [f"={self.html(card.text)} -> {_right(targets[card.target].text.text)}" for card in it.mixed_cards]
        said = [_beside(card.text, card.feedback) for card in it.cards if card.feedback]
        yield _Question("", self._asked(it, *leads), _lines(*pairs, self.after(*said, it.after)))

    def order(self, it: Any) -> Iterator[_Question]:
        place = {step.key: number for number, step in enumerate(it.steps, 1)}
        pairs = [f"={self.html(step.text)} -> {place[step.key]}" for step in it.mixed]
        said = [_beside(step.text, step.feedback) for step in it.steps if step.feedback]
        how = f"<p>{self.text('order')}</p>"
        yield _Question("", self._asked(it, how), _lines(*pairs, self.after(*said, it.after)))

    def gap(self, it: Any) -> Iterator[_Question]:
        for hole in it.holes:
            before: list[str] = []
            after: list[str] = []
            passed = False
            for piece in it.pieces:
                (after if passed else before).append(piece.text.html)
                if piece.hole and piece.hole.key == hole.key:
                    passed = True
                    after.append(piece.tail)
                elif piece.hole:
                    (after if passed else before).append(f"({piece.hole.number}) ______{piece.tail}")
            yield self._missing_word(it, hole, "".join(before), "".join(after))

    def _missing_word(self, it: Any, hole: Any, before: str, after: str) -> _Question:
        # Each half is not well-formed by itself: the paragraph goes on behind the gap. As a whole it is.
        whole = well_formed(f"{before}<code>\ue001</code>{after}", self._link)
        left, _, right = whole.partition("<code>\ue001</code>")
        said = self.feedback(hole.feedback)
        if hole.words:
            first = next(word.key for word in hole.words if word.right)
            lines = [
                f"{'=' if word.key == first else '~%100%' if word.right else '~'}[plain]{escaped(word.text)}{said}"
                for word in hole.mixed
            ]
        else:
            lines = [f"=%100%{escaped(each)}{said}" for each in hole.accepted]
        prompt = well_formed(it.prompt.html, self._link) if it.prompt else ""
        stem = f"[html]{escaped(f'{prompt} {left}')}"
        return _Question(f"-{hole.key}", stem, _lines(*lines, self.after(it.after)), _behind(right))

    def statements(self, it: Any) -> Iterator[_Question]:
        usual = [self.words.text(f"statements.{each}") for each in ("disagree", "doubt", "agree")]
        labels = [label.text for label in it.labels] or usual
        for answer in it.answers:
            chosen = [(label, answer.feedback) for label in labels]
            yield _Question(f"-{answer.key}", self._asked(it, answer.text), self._any(chosen, it.after))

    def scale(self, it: Any) -> Iterator[_Question]:
        half = len(it.labels) / 2
        for each in it.statements:
            said = each.answer.feedback
            chosen = [(label.text, said if step <= half else None) for step, label in enumerate(it.labels, 1)]
            yield _Question(f"-{each.answer.key}", self._asked(it, each.answer.text), self._any(chosen, it.after))

    def dilemma(self, it: Any) -> Iterator[_Question]:
        voices = [_beside(voice.title, voice.lead) for voice in it.voices]
        chosen = [(answer.text, answer.feedback) for answer in it.answers]
        yield _Question("", self._asked(it), self._any(chosen, *voices, it.after))
        why = f"<p>{self.words.text('dilemma.why')} {self.words.text('dilemma.why_how')}</p>"
        yield _Question("-why", self._asked(it, why), _lines(self.after(*voices)))

    def reflect(self, it: Any) -> Iterator[_Question]:
        yield _Question("", self._asked(it), _lines(self.after(*it.examples, it.after)))

    def intention(self, it: Any) -> Iterator[_Question]:
        listed = "".join(f"<li>{answer.text.html}</li>" for answer in it.answers)
        how = self.words.text("intention.how_own" if it.own else "intention.how")
        yield _Question("", self._asked(it, f"<p>{how}</p><ul>{listed}</ul>"), _lines(self.after(it.after)))

    def _asked(self, it: Any, *more: Any) -> str:
        return self.html(it.prompt, *more)

    def _any(self, chosen: list[tuple[Any, Any]], *after: Any) -> str:
        """Answers that all count in full; one has the sign for a right answer, so that only one may be chosen."""
        lines = [
            f"{'~%100%' if number else '='}{self.html(getattr(text, 'html', None) or _span(text))}{self.feedback(said)}"
            for number, (text, said) in enumerate(chosen)
        ]
        return _lines(*lines, self.after(*after))


# What the format can hold; a picture it cannot, nor a card that turns or a story that branches.
HELD: Mapping[str, Callable[[_Maker, Any], Iterator[_Question]]] = {
    "choice": _Maker.choice,
    "dilemma": _Maker.dilemma,
    "gap": _Maker.gap,
    "intention": _Maker.intention,
    "match": _Maker.match,
    "order": _Maker.order,
    "reflect": _Maker.reflect,
    "scale": _Maker.scale,
    "statements": _Maker.statements,
}


def holds(it: Any) -> bool:
    """Whether a self-check fits. More right answers than Moodle can share points among do not."""
    most = len(_SHARES)
    return it.type in HELD and not (it.type == "choice" and sum(bool(each.right) for each in it.answers) > most)


@dataclass(frozen=True)
class Questions:
    text: str


def plan(presenter: Presenter, subject: str) -> Questions:
    """The questions of an exercise or a session by its id. Raises CannotExport when none of them fits."""
    made = questions(presenter, subject, holds)
    maker = _Maker(presenter)
    parts = [_head(presenter, made)]
    for chapter in made.chapters:
        if any(map(holds, chapter.interactions)):
            parts += _chapter(presenter, maker, made, chapter)
    return Questions(clean("\n\n".join(parts) + "\n"))


def written(plan: Questions) -> bytes:
    return plan.text.encode()


def make(presenter: Presenter, subject: str) -> bytes:
    return written(plan(presenter, subject))


def _head(presenter: Presenter, made: Lesson) -> str:
    text, settings = presenter.bundle.words.text, presenter.bundle.settings
    left = [
        f"{text(f'{it.type}.name')} ({chapter.title})"
        for chapter in made.chapters
        for it in chapter.interactions
        if not holds(it)
    ]
    lines = [
        f"{settings.name}: {made.title}",
        f"{made.url or settings.name} · {settings.licence}",
        text("gift.about"),
        *([text("gift.left", what=", ".join(dict.fromkeys(left)))] if left else []),
    ]
    return "\n".join(f"// {_comment(line)}" for line in lines)


def _chapter(presenter: Presenter, maker: _Maker, made: Lesson, chapter: Chapter) -> Iterator[str]:
    entry = chapter.entry
    assert entry is not None
    bundle = presenter.bundle.settings.name
    path = [bundle, made.title, *([chapter.title] if made.session else [])]
    yield "$CATEGORY: $course$/top/" + "/".join(_comment(each).replace("/", "//") for each in path)
    number = 0
    last = ""
    for html, it in pieces(entry):
        name = name_of(presenter, entry.id, it.id) if it else f"{last}-after"
        last = name
        if plain(html):
            yield _written(f"{name}-before" if it else name, chapter.title, _Question("", maker.html(html), None))
        if it is None or not holds(it):
            continue
        for question in HELD[it.type](maker, it):
            number += 1
            yield _written(f"{name}{question.name}", f"{chapter.title} {number}", question)


def _written(name: str, title: str, question: _Question) -> str:
    body = "" if question.answers is None else f" {{{question.answers}}}"
    return f"// [id:{name}]\n::{escaped(title)}::{question.stem}{body}{question.tail}"


def escaped(text: str) -> str:
    """Text on one line, its signs of the format made harmless."""
    return _CONTROL.sub(r"\\\1", " ".join(clean(text).split()))


def _behind(text: str) -> str:
    """What follows a missing word: a full stop right behind it, a word with a space between."""
    return f" {escaped(text)}" if text[:1].isspace() else escaped(text)


def _right(text: str) -> str:
    """The second half of a pair is plain text, and must not hold the arrow between the halves."""
    return escaped(text.replace("->", "→"))


def _comment(text: str) -> str:
    """Text in a comment or a category: one line, and nothing that would be read as an id or a tag."""
    return " ".join(clean(text).split()).replace("[", "(").replace("]", ")")


def _beside(title: Any, said: Any) -> str:
    return f"<p><strong>{title.html}</strong></p>{_block(said.html)}"


def _block(html: str) -> str:
    return html if re.match(rf"<(?:{'|'.join(BLOCKS)})\b", html) else f"<p>{html}</p>"


def _span(text: str) -> str:
    return escape(text, quote=False)


def _lines(*lines: str) -> str:
    """What stands between the braces, one answer on each line; an empty line would end the question."""
    filled = [line for line in lines if line]
    return "".join(f"\n{line}" for line in filled) + ("\n" if filled else "")
