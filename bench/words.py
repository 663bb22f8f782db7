"""Dutch words and sentence moulds for made-up bundles: enough variety that no two texts share a paragraph.

Two nouns make a compound (`keuken` + `tafel`), as in real Dutch; so the vocabulary keeps growing with the
number of items, which is what a search index and a likeness measure have to live with.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import yaml


def _read() -> dict[str, list[str]]:
    """Lists of words and phrases by name."""
    lists = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))
    return {name: re.split(r" \| " if "|" in text else " ", text) for name, text in lists.items()}


WORDS = _read()


class Writer:
    """Writes sentences from one source of chance; the same seed writes the same text."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def noun(self) -> str:
        """A noun, every third time a compound of two; common ones come up more than rare ones."""
        word = self._common("nouns")
        return word + self._common("nouns") if self.chance.random() < 0.33 else word

    def thing(self) -> str:
        return f"de {self.pick('adjectives')} {self.noun()}" if self.chance.random() < 0.5 else f"de {self.noun()}"

    def who(self) -> str:
        return self.pick("names") if self.chance.random() < 0.6 else f"de {self.pick('people')}"

    def did(self) -> str:
        return f"{self.pick('did')} {self.thing()}"

    def place(self) -> str:
        return f"{self.pick('where')} {self.thing()}"

    def sentence(self) -> str:
        mould = self.chance.randrange(8)
        if mould == 0:
            words = f"{self.pick('when')} {self.pick('did')} {self.who()} {self.thing()}"
        elif mould == 1:
            words = f"{self.who()} {self.pick('went')} {self.place()}"
        elif mould == 2:
            words = f"‘{self.pick('said')},’ zei {self.who()}, en {self.did()}"
        elif mould == 3:
            words = f"{self.thing()} stond {self.place()}, precies zoals {self.who()} het had gezegd"
        elif mould == 4:
            words = f"niemand {self.did()}, ook {self.who()} niet"
        elif mould == 5:
            words = f"{self.pick('when')} {self.pick('went')} {self.who()} nog even, {self.place()}"
        elif mould == 6:
            words = f"er lag *{self.noun()}* {self.place()}; {self.who()} {self.pick('did')} het niet"
        else:
            words = f"{self.who()} {self.did()} en {self.who()} {self.pick('went')}"
        return words[0].upper() + words[1:] + "."

    def line(self, shortest: int, longest: int) -> str:
        """One line of at least `shortest` and at most `longest` characters, without marks of emphasis."""
        text = ""
        while len(text) < shortest:
            longer = f"{text} {self.sentence()}".strip().replace("*", "")
            text = longer if len(longer) <= longest else f"{text} {self.who().capitalize()} knikt.".strip()
        return text

    def prose(self, words: int) -> str:
        """Paragraphs of three to six sentences, at least `words` words together."""
        paragraphs: list[str] = []
        count = 0
        while count < words:
            paragraph = " ".join(self.sentence() for _ in range(self.chance.randint(3, 6)))
            count += len(paragraph.split())
            paragraphs.append(paragraph)
        return "\n\n".join(paragraphs)

    def pick(self, name: str) -> str:
        return self.chance.choice(WORDS[name])

    def _common(self, name: str) -> str:
        words = WORDS[name]
        return words[int(len(words) * self.chance.random() ** 1.7)]
