"""No body costs more than its limit, and a heavy one harms no other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from struin.diagnostics import Place
from struin.markup import Body, Job, pool, render_all, render_one

HEAVY = "![" * 4000


def jobs(count: int) -> list[Job]:
    return [Job(f"content/stories/tekst-{n}.md", f"Een *zin* van nummer {n}.\n", 12) for n in range(count)]


def codes(bodies: dict[str, Body]) -> dict[str, list[str]]:
    return {path: [d.code for d in body.diagnostics] for path, body in bodies.items() if body.diagnostics}


def test_nothing_to_render_starts_nothing() -> None:
    assert render_all([]) == {}


@pytest.mark.parametrize("count", [1, 7, 130])
def test_all_bodies_come_back_in_order_and_as_if_alone(count: int) -> None:
    wanted = jobs(count)
    bodies = render_all(wanted)
    assert list(bodies) == [job.path for job in wanted]
    assert all(bodies[job.path] == render_one(job) for job in wanted)


def test_a_slow_body_is_named_within_the_limit_and_its_neighbours_are_whole() -> None:
    render_all(jobs(20))
    wanted = jobs(60)
    wanted[33] = Job("content/stories/zwaar.md", HEAVY, 12)
    start = time.perf_counter()
    bodies = render_all(wanted, seconds=5)
    spent = time.perf_counter() - start
    assert codes(bodies) == {"content/stories/zwaar.md": ["body-too-slow"]}
    assert bodies["content/stories/zwaar.md"].diagnostics[0].place == Place("content/stories/zwaar.md", 12, 1)
    assert all(body.html for path, body in bodies.items() if path != "content/stories/zwaar.md")
    assert spent < 7


def test_a_slow_body_alone_is_limited_too() -> None:
    bodies = render_all([Job("content/stories/zwaar.md", HEAVY, 12)], seconds=1)
    assert codes(bodies) == {"content/stories/zwaar.md": ["body-too-slow"]}


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is limited on Linux only")  # noqa: PTH110
def test_a_body_that_wants_too_much_memory_is_named() -> None:
    greedy = Job("content/stories/groot.md", "*[a]: " + "y" * 90_000 + "\n\n" + "a " * 50_000, 3)
    bodies = render_all([greedy, *jobs(2)], megabytes=120, seconds=20)
    assert codes(bodies) == {"content/stories/groot.md": ["body-too-heavy"]}


def test_a_program_without_guard_or_file_renders_too(tmp_path: Path) -> None:
    program = (
        "print('once')\nfrom struin.markup import Job, render_all\n"
        "print(render_all([Job('content/a/b.md', '*x*')])['content/a/b.md'].html)\n"
    )
    file = tmp_path / "program.py"
    file.write_text(program)
    for command, given in (([sys.executable, str(file)], None), ([sys.executable, "-"], program)):
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=True)
        assert (done.stdout, done.stderr) == ("once\n<p><em>x</em></p>\n", "")


def test_a_worker_that_dies_is_replaced() -> None:
    render_all(jobs(1), megabytes=301)
    for (_, _, limit), one in list(pool._pools.items()):
        if limit == 301:
            for worker in list(one._pool_manager.worker_manager.workers.values()):
                worker.kill()
    assert codes(render_all(jobs(3), megabytes=301)) == {}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("x" * 200_001, "body-too-big"),
        ("- " * 3000 + "x", "body-too-deep"),
        ("een\x00twee", "body-control-character"),
        (
            '<div class="tabbed-set tabbed-alternate" markdown="1">\n\n</div>\n\n=== "x"\n\n    y\n',
            "body-unreadable",
        ),
    ],
)
def test_odd_bodies_are_findings_and_never_exceptions(body: str, code: str) -> None:
    found = render_all([Job("content/stories/raar.md", body, 4)])["content/stories/raar.md"].diagnostics
    assert code in [d.code for d in found]


def test_an_extension_that_stumbles_gives_a_finding_and_a_fresh_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from markdown import Markdown

    job = jobs(1)[0]
    whole = render_one(job)

    def stumble(self: Markdown, source: str) -> str:
        raise IndexError(source)

    with monkeypatch.context() as patched:
        patched.setattr(Markdown, "convert", stumble)
        assert [d.code for d in render_one(job).diagnostics] == ["body-unreadable"]
    assert render_one(job) == whole
