"""Measures full builds of made-up bundles beside plain Material with the same pages, and keeps the figures.

    python bench/run.py                            # 100, 1,000 and 10,000 items, three runs each
    python bench/run.py --sizes 1000 --runs 5

Each build runs in a fresh process on a folder without any earlier output or cache. The two builds of a pair
run one after the other, in alternating order, so that a slow minute of the machine hits both. The table goes
to the screen and, unless told otherwise, between the markers in bench/README.md.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import generate
from measure import Failed, Figure, run

HERE = Path(__file__).resolve().parent
START, END = "<!-- figures: start -->", "<!-- figures: end -->"
KINDS: dict[str, Callable[[Path, list[generate.Made]], None]] = {
    "struin": generate.write_struin,
    "material": generate.write_material,
}


@dataclass
class Series:
    """All runs of one kind of build at one size."""

    figures: list[Figure] = field(default_factory=list)

    @property
    def fastest(self) -> float:
        return min(figure.seconds for figure in self.figures)

    @property
    def median(self) -> float:
        return statistics.median(figure.seconds for figure in self.figures)

    @property
    def megabytes(self) -> float:
        return statistics.median(figure.megabytes for figure in self.figures)


def command(kind: str, folder: Path) -> list[str]:
    """How this kind is built: each by its own command, as its users do."""
    beside = Path(sys.executable).parent
    if kind == "struin":
        return [str(beside / "struin"), "build", "--root", str(folder)]
    return [str(beside / "mkdocs"), "build", "--config-file", str(folder / "mkdocs.yml")]


def measure(size: int, runs: int, again: bool) -> dict[str, Series]:
    """Series by kind for one size; `struin again` (a second build beside the first's cache) only if asked."""
    results: dict[str, Series] = {kind: Series() for kind in KINDS}
    with tempfile.TemporaryDirectory(prefix="struin-bench-") as name:
        made = generate.items(size)
        source = {kind: Path(name) / f"{kind}-source" for kind in KINDS}
        for kind, write in KINDS.items():
            write(source[kind], made)
        for number in range(runs):
            order = list(KINDS) if number % 2 == 0 else list(reversed(KINDS))
            for kind in order:
                folder = Path(name) / kind
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(source[kind], folder)
                keep(results, kind, run(command(kind, folder), folder), size, number)
                complete(folder, size)
                if again and kind == "struin":
                    keep(results, "struin again", run(command(kind, folder), folder), size, number)
    return results


def keep(results: dict[str, Series], kind: str, figure: Figure, size: int, number: int) -> None:
    results.setdefault(kind, Series()).figures.append(figure)
    print(
        f"  {size:>6} items, run {number + 1}: {kind:<13}{figure.seconds:7.2f} s {figure.megabytes:7.0f} MB",
        flush=True,
    )


def complete(folder: Path, size: int) -> None:
    """Raises Failed unless every item has its page: a build that leaves pages out is no measure."""
    pages = sum(len(list((folder / "site" / kind).glob("*/index.html"))) for kind in generate.COLLECTIONS)
    if pages < size:
        raise Failed(f"{folder.name} made {pages} pages of {size} items")


def table(all_results: dict[int, dict[str, Series]]) -> str:
    """The figures as a Markdown table, and the growth from each size to the next."""
    again = any("struin again" in results for results in all_results.values())
    head = ["Items", "Struin", "Material alone", "Ratio", "Struin, memory", "Material, memory"]
    rows = [[*head, "Struin, again"] if again else head]
    rows.append(["---:"] * len(rows[0]))
    for size, results in all_results.items():
        struin, material = results["struin"], results["material"]
        row = [f"{size:,}", seconds(struin), seconds(material), f"{struin.median / material.median:.2f} ×"]
        row += [f"{struin.megabytes:.0f} MB", f"{material.megabytes:.0f} MB"]
        rows.append([*row, seconds(results["struin again"])] if again else row)
    lines = [f"| {' | '.join(row)} |" for row in rows]
    sizes = sorted(all_results)
    for small, large in itertools.pairwise(sizes):
        growth = {kind: all_results[large][kind].median / all_results[small][kind].median for kind in KINDS}
        lines.append("")
        lines.append(
            f"From {small:,} to {large:,} items: Struin × {growth['struin']:.1f}, "
            f"Material alone × {growth['material']:.1f}."
        )
    return "\n".join(lines)


def seconds(series: Series) -> str:
    return f"{series.median:.2f} s ({series.fastest:.2f})"


def machine() -> str:
    """What the figures were measured on, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pymdown-extensions"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores ({processor()}), {memory:.0f} GiB of memory, "
        f"{system()}, Python {platform.python_version()}, {packages}."
    )


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )


def system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform(terse=True)


def write_down(text: str) -> None:
    """Puts `text` between the markers in bench/README.md."""
    page = HERE / "README.md"
    before, start, rest = page.read_text("utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise Failed(f"bench/README.md lacks the markers {START} and {END}")
    page.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure full builds beside plain Material.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], metavar="ITEMS")
    parser.add_argument("--runs", type=int, default=3, help="pairs of builds per size (default 3)")
    parser.add_argument("--again", action="store_true", help="also time a second Struin build in the same folder")
    parser.add_argument("--no-write", action="store_true", help="leave bench/README.md as it is")
    options = parser.parse_args()
    try:
        results = {size: measure(size, options.runs, options.again) for size in sorted(set(options.sizes))}
        text = f"{table(results)}\n\nMeasured on {machine()} Median of {options.runs} runs, fastest in brackets."
        print(f"\n{text}")
        if not options.no_write:
            write_down(text)
    except (Failed, ValueError) as problem:
        print(f"The bench stopped: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
