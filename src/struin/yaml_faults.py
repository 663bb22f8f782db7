"""Tells which mistake an editor made where the YAML parser gave up (libyaml or PyYAML's own)."""

from __future__ import annotations

import re
from typing import Any

import yaml

_KEY_ALONE = re.compile(r"\s+[A-Za-z_][A-Za-z0-9_-]*\s*")


def explain(problem: yaml.MarkedYAMLError, lines: list[str]) -> tuple[str, int, int, dict[str, Any]]:
    """The diagnostic's code, line and column (from 0) and values; `lines` is the text that was parsed."""
    words = f"{problem.context or ''} {problem.problem or ''}"
    end: Any = problem.problem_mark or problem.context_mark
    line, column = (min(end.line, len(lines) - 1), end.column) if end else (0, 0)
    start: Any = problem.context_mark or end
    begun = (start.line, start.column) if start else (0, 0)
    before = lines[line][:column]
    character = lines[line][column : column + 1]
    if "quoted" in words and ("end of stream" in words or "document" in words):
        return "yaml-quote-open", *begun, {}
    if "alias" in words or "anchor" in words:
        return "yaml-anchor", *begun, {"sign": "*" if "alias" in words else "&"}
    if "a tag" in words:
        return "yaml-tag", *begun, {}
    if "escape" in words or "quoted scalar" in words:
        return "yaml-escape", line, column, {}
    if "mapping values are not allowed" in words:
        code = "yaml-indent" if _KEY_ALONE.fullmatch(before) else "yaml-colon"
        return code, line, len(before) - len(before.lstrip()) if code == "yaml-indent" else column, {}
    if "cannot start any token" in words:
        return "yaml-character", line, column, {"character": character}
    if "could not find expected ':'" in words:
        return "yaml-no-colon", *begun, {}
    if "parsing a flow" in words and "expected ','" in words:
        return "yaml-bracket-open", *begun, _signs("flow sequence" in words)
    if "block scalar" in words:
        return "yaml-character", *begun, {"character": lines[begun[0]][begun[1] : begun[1] + 1]}
    if "node content" in words:
        if not character:  # the end of the head: the last bracket was not closed
            line, column = _last_bracket(lines)
            return "yaml-bracket-open", line, column, _signs(lines[line][column : column + 1] == "[")
        return "yaml-stray", line, column, {"character": character}
    if "sequence entries" in words or "block collection" in words or character == "-":
        return "yaml-list", line, column, {}
    if "<document start>" in words:
        ends = (number for number, text in enumerate(lines[1:], 1) if text.startswith(("...", "%")))
        end_line = next(ends, None)
        return ("yaml-indent", line, column, {}) if end_line is None else ("yaml-documents", end_line, 0, {})
    if "block mapping" in words:
        inside = before.rstrip().endswith(('"', "'"))
        return "yaml-quote-inside" if inside else "yaml-indent", line, column, {}
    return "yaml-syntax", line, column, {}


def _signs(square: bool) -> dict[str, str]:
    return {"open": "[", "close": "]"} if square else {"open": "{", "close": "}"}


def _last_bracket(lines: list[str]) -> tuple[int, int]:
    for number in range(len(lines) - 1, 0, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return number, column
    return 0, 0


def without_entry(text: str, line: int) -> str:
    """The text with the top-level entry around `line` (from 0) made empty; other lines keep their numbers."""
    lines = text.split("\n")
    first = min(line, len(lines) - 1)
    while first > 1 and (not lines[first] or lines[first][0] in " -#"):
        first -= 1
    last = max(first, line) + 1
    while last < len(lines) and (not lines[last] or lines[last][0] in " -#"):
        last += 1
    return "\n".join(lines[: max(first, 1)] + [""] * (last - max(first, 1)) + lines[last:])
