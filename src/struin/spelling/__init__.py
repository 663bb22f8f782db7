"""Spelling, for a hint: words that neither the dictionary of the language nor the bundle's own list knows.

Words that begin with a capital are left alone: they are mostly names. A language without a dictionary has no hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache
from pathlib import Path
from typing import Any

OWN_WORDS = "content/words.txt"  # one word a line; `#` begins a remark
_HERE = Path(__file__).parent
LONGEST = 50  # what is longer is no word, and looking for its parts takes long
_STRESS = str.maketrans("áéíóú", "aeiou")
_WORD = re.compile(r"(?<![\w@./-])[a-zà-ÿ]+(?:[’'-][a-zà-ÿ]+)*(?![\w@/]|\.\w)", re.IGNORECASE)


def unknown_words(texts: Iterable[str], language: str, own: Set[str] = frozenset()) -> list[str]:
    """The words in some texts that may be mistakes, each once, in their order."""
    dictionary = _dictionary(language)
    if dictionary is None:
        return []
    found: dict[str, None] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0]
            fresh = word[0].islower() and 1 < len(word) < LONGEST and word not in own and word not in found
            if fresh and not any(_known(form, dictionary) for form in _forms(word)):
                found[word] = None
    return list(found)


def _forms(word: str) -> tuple[str, ...]:
    """How a dictionary may know a word: with its own apostrophe, and without the accents of stress (‘níet’)."""
    plain = word.replace("’", "'")
    return plain, plain.translate(_STRESS)


def _known(word: str, dictionary: Any) -> bool:
    return dictionary.lookup(word) or all(map(dictionary.lookup, word.split("-")))


def own_words(root: Path) -> frozenset[str]:
    """The bundle's own list at `root`; empty where there is none or where it cannot be read."""
    try:
        lines = (root / OWN_WORDS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(filter(None, (line.partition("#")[0].strip() for line in lines)))


@cache
def _dictionary(language: str) -> Any:
    """Reading it takes seconds, so it waits until somebody asks."""
    file = _HERE / language / "dictionary.zip"
    if not file.is_file():
        return None
    from spylls.hunspell import Dictionary

    return Dictionary.from_zip(str(file))
