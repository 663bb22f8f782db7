"""What a stranger might send: bodies from vectors/malicious.yml, and front matter, as files of a small bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bundles import story

_VECTORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "vectors" / "malicious.yml").read_text(encoding="utf-8")
)
# Those that have to be refused; a few of the vectors are only there to show that something harmless stays.
BODIES: dict[str, str] = {name: str(vector["body"]) for name, vector in _VECTORS.items() if vector["finds"]}

IMG = "<img src=x onerror=alert(1)>"
# A line for the front matter of a story; `title:` and the like take the place of the line that is there.
FRONTS: dict[str, str] = {
    "title-img": f"title: De jas {IMG}",
    "title-script": "title: <script>alert(1)</script>",
    "title-end": 'title: "</title><script>alert(1)</script>"',
    "title-quote": "title: 'x\"><svg onload=alert(1)>'",
    "title-bold": "title: Een <b>vette</b> jas",
    "title-entity": "title: Een &lt;b&gt; of <b",
    "summary-img": f"summary: Een samenvatting {IMG}",
    "summary-script": "summary: <script>alert(1)</script> en meer",
    "summary-meta": 'summary: \'" http-equiv=refresh content="0;url=https://evil.example"><meta x="\'',
    "narrator": f"narrator: parent {IMG}",
    "question": f"question: Wat zie je {IMG}",
    "theme": f"themes: ['{IMG}']",
    "theme-known": "themes: [luisteren, '<script>alert(1)</script>']",
    "audience": f"audience: ['{IMG}']",
    "principle": f"principles: ['{IMG}']",
    "principle-way-out": "principles: [../../mkdocs]",
    "relation": f"relations: {{contrasts: ['stories/{IMG}']}}",
    "relation-javascript": "relations: {contrasts: ['javascript:alert(1)']}",
    "relation-way-out": "relations: {contrasts: ['stories/../../mkdocs']}",
    "relation-type": f"relations: {{'{IMG}': [stories/verhaal-0]}}",
    "cover-javascript": "cover: {image: 'javascript:alert(1)', alt: Een jas}",
    "cover-data": "cover: {image: 'data:text/html,<script>alert(1)</script>', alt: Een jas}",
    "cover-elsewhere": "cover: {image: 'https://evil.example/x.png', alt: Een jas}",
    "cover-way-out": "cover: {image: ../../mkdocs.yml, alt: Een jas}",
    "cover-alt": f"cover: {{image: verhaal.svg, alt: '{IMG}'}}",
    "language-note": f"language_note: '{IMG}'",
    "licence": f"passport: {{origin: own, anonymised: true, licence: '{IMG}', review_by: 2099-01-01}}",
    "origin": f"passport: {{origin: '{IMG}', anonymised: true, licence: CC0, review_by: 2099-01-01}}",
    "template": "template: redirect.html",
    "template-file": "template: /etc/passwd",
    "redirect": "redirect: https://evil.example",
    "description": f"description: '{IMG}'",
    "author": f"author: '{IMG}'",
    "tags": f"tags: ['{IMG}']",
    "status": f"status: '{IMG}'",
    "icon": "icon: ../../../etc/passwd",
    "hide": "hide: [navigation]",
    "render-macros": "render_macros: true",
    "search": "search: {exclude: true}",
    "social": f"social: {{cards_layout_options: {{title: '{IMG}'}}}}",
    "key": f"'{IMG}': x",
    "control": 'title: "De\\u0007 jas"',
    "reversed": 'title: "De \\u202e jas"',
    "zero-width": 'title: "De\\u200b\\u2066 jas"',
    "tag": "title: !!python/name:os.system",
    "alias": "title: &a De jas\nsummary: *a",
    "merge": "<<: {title: De jas}",
}


def body_files() -> dict[str, str]:
    """Each strange body as a story of its own: `content/stories/vreemd-<number>.md`."""
    return {
        f"content/stories/vreemd-{number}.md": story(f"Vreemd {number}", body)
        for number, body in enumerate(BODIES.values())
    }


def front_files() -> dict[str, str]:
    """Each strange front matter in an otherwise good story: `content/stories/vreemd-<number>.md`."""
    return {f"content/stories/vreemd-{number}.md": with_front(line) for number, line in enumerate(FRONTS.values())}


def with_front(lines: str) -> str:
    """A good story in which these lines take the place of those with the same keys, or come at the top."""
    keys = {line.partition(":")[0] for line in lines.splitlines()}
    kept = [line for line in story().splitlines() if line.partition(":")[0] not in keys]
    return "\n".join([kept[0], lines, *kept[1:]]) + "\n"
