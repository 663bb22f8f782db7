"""QTI 3: one assessment item of each self-check. What is said about an answer stands below it, once it is given.

Where Struin has no right answer, the item has neither a correct response nor a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from struin.exports.qti.assessment_item import Item, Made, Response, Said
from struin.exports.wording import KNOWN, well_formed
from struin.strings import Catalogue

Addresses = Callable[[str], str]
_INLINE_ONLY = ("<p", "<ul", "<ol", "<blockquote", "<pre", "<dl", "<hr", "<div")


@dataclass
class Maker:
    """Makes the items of one bundle. `pictures` gives the address in the package of a file of content/media, and its
    measures in pixels, None where these are not known."""

    words: Catalogue
    link: Addresses
    pictures: Callable[[str], tuple[str, tuple[int, int] | None]]
    used: set[str] = field(default_factory=set)

    def item(self, it: Any, name: str, title: str, before: str) -> Item:
        """The item of a self-check of a type in HELD; `before` is the HTML of the text that stands above it."""
        made = HELD[it.type](self, it)
        hints = "".join(
            f"<details><summary>{self.t('interaction.hint', n=number)}</summary>{self.block(hint)}</details>"
            for number, hint in enumerate(it.hints, 1)
        )
        hints = f"<div>{hints}</div>" if hints else ""
        asked = f"<div>{self.block(it.prompt)}</div>" if it.prompt and not made.inside else ""
        lead = f"<div>{self.block(before)}</div>" if before else ""
        after = [Said(self.block(it.after))] if it.after else []
        if not made.responses:  # nothing is answered, so it is said at once
            return Item(name, title, f"{lead}{asked}{made.body}{hints}{''.join(each.html for each in after)}")
        return Item(
            name=name,
            title=title,
            body=f"{lead}{asked}{made.body}{hints}",
            responses=tuple(made.responses),
            said=(*made.said, *after),
            most=made.most,
            counts=made.counts,
        )

    def reading(self, name: str, title: str, html: str) -> Item:
        """Text that stands below the last self-check."""
        return Item(name, title, f"<div>{self.block(html)}</div>")

    # --- pieces

    def t(self, key: str, **values: object) -> str:
        return escape(self.words.text(key, **values))

    def xml(self, piece: Any) -> str:
        return well_formed(getattr(piece, "html", piece), self.link, self._picture, KNOWN)

    def block(self, piece: Any) -> str:
        """A piece as blocks: a line alone becomes a paragraph."""
        made = self.xml(piece)
        return made if made.startswith(_INLINE_ONLY) else f"<p>{made}</p>"

    def _picture(self, name: str) -> str:
        self.used.add(name)
        return self.pictures(name)[0]

    def titled(self, title: Any, said: Any) -> str:
        return f"<p><strong>{self.xml(title)}</strong></p>{self.block(said)}"

    def prompt(self, it: Any) -> str:
        return f"<qti-prompt>{self.block(it.prompt)}</qti-prompt>" if it.prompt else ""

    def chosen(self, response: str, answers: Iterable[Any]) -> list[Said]:
        return [Said(self.block(each.feedback), response, f"c-{each.key}") for each in answers if each.feedback]

    def options(self, answers: Iterable[Any], element: str = "qti-simple-choice") -> str:
        return "".join(f'<{element} identifier="c-{each.key}">{self.xml(each.text)}</{element}>' for each in answers)

    def written(self, name: str, prompt: str, lines: int) -> str:
        return (
            f'<qti-extended-text-interaction response-identifier="{name}" expected-lines="{lines}">'
            f"<qti-prompt><p>{prompt}</p></qti-prompt></qti-extended-text-interaction>"
        )

    # --- types

    def choice(self, it: Any) -> Made:
        right = tuple(f"c-{answer.key}" for answer in it.answers if answer.right)
        most = 0 if it.several else 1
        body = (
            f'<qti-choice-interaction response-identifier="RESPONSE" max-choices="{most}" shuffle="false">'
            f"{self.prompt(it)}{self.options(it.answers)}</qti-choice-interaction>"
        )
        response = Response("RESPONSE", "identifier", "multiple" if it.several else "single", right)
        return Made(body, [response], self.chosen("RESPONSE", it.answers), 1, "match", inside=True)

    def order(self, it: Any) -> Made:
        body = (
            '<qti-order-interaction response-identifier="RESPONSE" shuffle="false" orientation="vertical">'
            f"{self.prompt(it)}{self.options(it.mixed)}</qti-order-interaction>"
        )
        response = Response("RESPONSE", "identifier", "ordered", tuple(f"c-{step.key}" for step in it.steps))
        said = "".join(
            f"<li>{self.xml(step.text)}{self.block(step.feedback) if step.feedback else ''}</li>" for step in it.steps
        )
        return Made(body, [response], [Said(f"<ol>{said}</ol>")], 1, "match", inside=True)

    def match(self, it: Any) -> Made:
        def side(elements: Iterable[tuple[str, Any]], most: int) -> str:
            inside = "".join(
                f'<qti-simple-associable-choice identifier="{name}" match-max="{most}">{self.xml(text)}'
                "</qti-simple-associable-choice>"
                for name, text in elements
            )
            return f"<qti-simple-match-set>{inside}</qti-simple-match-set>"

        leads = "".join(self.titled(each.text, each.lead) for each in it.targets if each.lead)
        cards = side(((f"c-{card.key}", card.text) for card in it.mixed_cards), 1)
        # A group takes any number of cards, the other half of a pair one.
        targets = side(((f"t-{each.key}", each.text) for each in it.mixed_targets), 0 if it.groups else 1)
        body = (
            f"{f'<div>{leads}</div>' if leads else ''}"
            '<qti-match-interaction response-identifier="RESPONSE" shuffle="false" max-associations="0">'
            f"{self.prompt(it)}{cards}{targets}</qti-match-interaction>"
        )
        right = tuple(f"c-{card.key} t-{card.target}" for card in it.cards)
        names = {each.key: each.text for each in it.targets}
        said = "".join(
            f"<li><strong>{self.xml(card.text)}</strong> – {self.xml(names[card.target])}"
            f"{self.block(card.feedback) if card.feedback else ''}</li>"
            for card in it.cards
        )
        response = Response("RESPONSE", "directedPair", "multiple", right)
        return Made(body, [response], [Said(f"<ul>{said}</ul>")], 1, "match", inside=True)

    def gap(self, it: Any) -> Made:
        parts: list[str] = []
        for piece in it.pieces:
            parts.append(piece.text.html)
            if piece.hole:  # a mark that the writer of XML leaves alone
                parts.append(f"<code>\ue001{piece.hole.key}</code>{escape(piece.tail)}")
        text = self.block("".join(parts))
        responses = []
        for hole in it.holes:
            text = text.replace(f"<code>\ue001{hole.key}</code>", self._field(hole))
            if hole.words:
                right = tuple(f"c-{word.key}" for word in hole.words if word.right)
                responses.append(Response(f"R-{hole.key}", "identifier", "single", right[:1], right))
            else:
                right = tuple(hole.accepted)
                responses.append(Response(f"R-{hole.key}", "string", "single", right[:1], right))
        said = "".join(
            f"<li><strong>{escape(' / '.join(hole.accepted) if hole.words else hole.accepted[0])}</strong>"
            f"{self.block(hole.feedback) if hole.feedback else ''}</li>"
            for hole in it.holes
        )
        return Made(f"<div>{text}</div>", responses, [Said(f"<ol>{said}</ol>")], len(responses), "map")

    def _field(self, hole: Any) -> str:
        if not hole.words:
            longest = max(map(len, hole.accepted)) + 4
            return f'<qti-text-entry-interaction response-identifier="R-{hole.key}" expected-length="{longest}"/>'
        words = "".join(
            f'<qti-inline-choice identifier="c-{word.key}">{escape(word.text)}</qti-inline-choice>'
            for word in hole.mixed
        )
        return (
            f'<qti-inline-choice-interaction response-identifier="R-{hole.key}" shuffle="false">{words}'
            "</qti-inline-choice-interaction>"
        )

    def _lines(self, answers: Iterable[Any], labels: Sequence[tuple[str, str]]) -> tuple[str, list[Response]]:
        """Statements, each with the same labels to choose from."""
        body, responses = [], []
        steps = "".join(
            f'<qti-simple-choice identifier="l-{key}">{escape(text)}</qti-simple-choice>' for key, text in labels
        )
        for answer in answers:
            body.append(
                f'<qti-choice-interaction response-identifier="R-{answer.key}" max-choices="1" shuffle="false">'
                f"<qti-prompt>{self.block(answer.text)}</qti-prompt>{steps}</qti-choice-interaction>"
            )
            responses.append(Response(f"R-{answer.key}", "identifier"))
        return "".join(body), responses

    def statements(self, it: Any) -> Made:
        usual = [(each, self.words.text(f"statements.{each}")) for each in ("disagree", "doubt", "agree")]
        body, responses = self._lines(it.answers, [(label.key, label.text) for label in it.labels] or usual)
        said = [Said(self.titled(answer.text, answer.feedback)) for answer in it.answers]
        return Made(body, responses, said)

    def scale(self, it: Any) -> Made:
        answers = [each.answer for each in it.statements]
        body, responses = self._lines(answers, [(label.key, label.text) for label in it.labels])
        noted = [answer for answer in answers if answer.feedback]
        title = [Said(f"<p><strong>{self.t('scale.thoughts')}</strong></p>")] if noted else []
        return Made(body, responses, [*title, *(Said(self.titled(each.text, each.feedback)) for each in noted)])

    def dilemma(self, it: Any) -> Made:
        why = f"{self.t('dilemma.why')} {self.t('dilemma.why_how')}"
        body = self._one(it) + self.written("WHY", why, 4)
        voices = [Said(self.titled(voice.title, voice.lead)) for voice in it.voices]
        responses = [Response("RESPONSE", "identifier"), Response("WHY", "string")]
        return Made(body, responses, [*self.chosen("RESPONSE", it.answers), *voices], inside=True)

    def _one(self, it: Any) -> str:
        return (
            '<qti-choice-interaction response-identifier="RESPONSE" max-choices="1" shuffle="false">'
            f"{self.prompt(it)}{self.options(it.answers)}</qti-choice-interaction>"
        )

    def reflect(self, it: Any) -> Made:
        how = f"{self.t('reflect.own')}. {self.t('reflect.how')}"
        examples = [Said(self.block(example)) for example in it.examples]
        return Made(self.written("RESPONSE", how, it.lines), [Response("RESPONSE", "string")], examples)

    def intention(self, it: Any) -> Made:
        body, responses = self._one(it), [Response("RESPONSE", "identifier")]
        if it.own:
            body += self.written("OWN", self.t("intention.own_text"), 2)
            responses.append(Response("OWN", "string"))
        return Made(body, responses, inside=True)

    def flip(self, it: Any) -> Made:
        cards = "".join(
            f"<details><summary>{self.xml(card.text)}</summary>{self.block(card.feedback)}</details>"
            for card in it.cards
        )
        return Made(f"<div>{cards}</div>")

    def observe(self, it: Any) -> Made:
        address, size = self.pictures(it.picture)
        self.used.add(it.picture)
        own = self.written("OWN", self.t("observe.own"), 5)
        said = self.chosen("RESPONSE", it.points)
        responses = [Response("RESPONSE", "identifier", "multiple"), Response("OWN", "string")]
        picture = f'src="{escape(address)}" alt="{escape(it.alt)}"'
        if size is None:  # places in a picture of unknown measures cannot be named: the list is as good
            body = (
                f"<div><p><img {picture}/></p></div>"
                '<qti-choice-interaction response-identifier="RESPONSE" max-choices="0" shuffle="false">'
                f"{self.prompt(it)}{self.options(it.points)}</qti-choice-interaction>"
            )
            return Made(body + own, responses, said, inside=True)
        width, height = size
        spots = "".join(
            f'<qti-hotspot-choice identifier="c-{point.key}" shape="circle" '
            f'coords="{round(width * point.x / 100)},{round(height * point.y / 100)},{max(8, round(width * 0.05))}" '
            f'hotspot-label="{escape(point.text.text)}"/>'
            for point in it.points
        )
        body = (
            f'<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="0">{self.prompt(it)}'
            f'<img {picture} width="{width}" height="{height}"/>{spots}</qti-hotspot-interaction>'
        )
        named = [
            replace(each, html=f"<p><strong>{self.xml(point.text)}</strong></p>{each.html}")
            for each, point in zip(said, (point for point in it.points if point.feedback), strict=True)
        ]
        return Made(body + own, responses, named, inside=True)


# What the format can hold. A story that branches it cannot: its end would be marked as an answer.
HELD: Mapping[str, Callable[[Maker, Any], Made]] = {
    "choice": Maker.choice,
    "dilemma": Maker.dilemma,
    "flip": Maker.flip,
    "gap": Maker.gap,
    "intention": Maker.intention,
    "match": Maker.match,
    "observe": Maker.observe,
    "order": Maker.order,
    "reflect": Maker.reflect,
    "scale": Maker.scale,
    "statements": Maker.statements,
}
