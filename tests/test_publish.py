"""Publishing is one swap: whatever happens to a build, the site is whole, and nothing else is touched."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from struin import publish as publishing
from struin.publish import MARKER, PublishError, PublishFailed, PublishRefused, publish
from struin.strings import LANGUAGES, catalogue

Build = Callable[[Path], None]
SOURCE = str(Path(publishing.__file__).resolve().parents[1])


def tree(folder: Path) -> dict[str, str]:
    """Every path under a folder with the hash of its bytes; a folder or a link says so."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            digest = f"-> {path.readlink()}"
        else:
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        found[path.relative_to(folder).as_posix()] = digest
    return found


def pages(word: str, count: int = 12) -> Build:
    """A build of `count` pages that all say `word`."""

    def build(out: Path) -> None:
        for number in range(count):
            page = out / f"verhalen/{number}/index.html"
            page.parent.mkdir(parents=True)
            page.write_text(f"<h1>{word} {number}</h1>\n" * 50, encoding="utf-8")
        (out / "index.html").write_text(word, encoding="utf-8")

    return build


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site in a project of its own."""
    folder = tmp_path / "project" / "site"
    folder.parent.mkdir()
    publish(folder, pages("oud"), root=folder.parent)
    return folder


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def child(code: str, *args: object) -> subprocess.Popen[str]:
    """Another Python process, that can be killed; it talks over its standard streams."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1"},
    )


@contextlib.contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_build_becomes_the_site_with_a_marker_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, pages("nieuw"), root=tmp_path)
    assert (site / "index.html").read_text(encoding="utf-8") == "nieuw"
    assert (site / MARKER).is_file()
    assert beside(site) == []


def test_the_next_build_replaces_the_site_as_a_whole(site: Path) -> None:
    publish(site, pages("nieuw", count=3), root=site.parent)
    assert sorted(p.name for p in (site / "verhalen").iterdir()) == ["0", "1", "2"]
    assert (site / "index.html").read_text(encoding="utf-8") == "nieuw"
    assert beside(site) == []


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", pages("nieuw"), root=tmp_path)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_build_that_throws_leaves_the_site_and_nothing_beside_it(site: Path) -> None:
    before = tree(site)

    def build(out: Path) -> None:
        pages("half")(out)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(site, build, root=site.parent)
    assert tree(site) == before
    assert beside(site) == []


def test_ctrl_c_leaves_the_site_and_nothing_beside_it(site: Path) -> None:
    before = tree(site)

    def build(out: Path) -> None:
        pages("half")(out)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(site, build, root=site.parent)
    assert tree(site) == before
    assert beside(site) == []


def test_a_build_that_makes_nothing_is_not_published(site: Path) -> None:
    before = tree(site)
    with pytest.raises(PublishFailed, match="geen enkel bestand"):
        publish(site, lambda out: None, root=site.parent)
    assert tree(site) == before


def test_a_build_that_removes_the_marker_still_gets_one(site: Path) -> None:
    def build(out: Path) -> None:
        (out / MARKER).unlink()
        (out / "index.html").write_text("nieuw", encoding="utf-8")

    publish(site, build, root=site.parent)
    assert sorted(tree(site)) == [MARKER, "index.html"]
    publish(site, pages("nog eens"), root=site.parent)


# What is refused


def folder_of_someone_else(root: Path) -> Path:
    (root / "foto").mkdir()
    (root / "foto" / "vakantie.jpg").write_bytes(b"\xff\xd8")
    return root / "foto"


def link_to_a_site(root: Path) -> Path:
    publish(root / "echt", pages("oud"), root=root)
    (root / "link").symlink_to(root / "echt", target_is_directory=True)
    return root / "link"


def a_file(root: Path) -> Path:
    (root / "site").write_text("geen map", encoding="utf-8")
    return root / "site"


REFUSED: dict[str, Callable[[Path], Path]] = {
    "foreign": folder_of_someone_else,
    "symlink": link_to_a_site,
    "not-a-folder": a_file,
    "project": lambda root: root,
    "source": lambda root: root / "content",
    "no-parent": lambda root: root / "nergens" / "site",
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_folder_that_is_not_ours_is_refused_before_anything_is_built(code: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    target = REFUSED[code](root)
    before = tree(tmp_path)
    with pytest.raises(PublishRefused) as caught:
        publish(target, lambda out: pytest.fail("it was built"), root=root)
    assert caught.value.code == code
    assert str(target.name) in str(caught.value) or code == "no-parent"
    assert tree(tmp_path) == before


@pytest.mark.parametrize("place", [".", "..", "/", "docs", "docs/site", "content/stories", ".git", "src/x", "docs/.."])
def test_the_project_its_parents_and_its_sources_are_refused_even_with_a_marker(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    for name in ("docs/site", "content/stories", ".git", "src/x"):
        (root / name).mkdir(parents=True)
        (root / name / MARKER).touch()
    (root / MARKER).touch()
    monkeypatch.chdir(root)
    before = tree(tmp_path)
    with pytest.raises(PublishRefused) as caught:
        publish(Path(place), lambda out: pytest.fail("it was built"))
    assert caught.value.code in ("project", "source")
    assert tree(tmp_path) == before


def test_the_home_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, root = tmp_path / "home", tmp_path / "project"
    home.mkdir()
    root.mkdir()
    monkeypatch.setenv("HOME", str(home))
    with pytest.raises(PublishRefused) as caught:
        publish(home, lambda out: pytest.fail("it was built"), root=root)
    assert caught.value.code == "home"


def test_a_source_is_recognised_through_a_link_in_its_path(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "docs" / "map").mkdir(parents=True)
    (tmp_path / "omweg").symlink_to(root / "docs", target_is_directory=True)
    with pytest.raises(PublishRefused) as caught:
        publish(tmp_path / "omweg" / "map", lambda out: pytest.fail("it was built"), root=root)
    assert caught.value.code == "source"


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_a_folder_put_there_during_the_build_goes_back_untouched(
    exchange: bool, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last look and the swap are two moments; between them someone else may be at work."""
    if not exchange:
        monkeypatch.setattr(publishing, "exchange", lambda one, other: False)
    real = publishing._refuse_foreign
    looked = 0

    def someone_comes_after_the_last_look(folder: Path) -> None:
        nonlocal looked
        real(folder)
        looked += 1
        if looked == 3:
            shutil.rmtree(site)
            site.mkdir()
            (site / "van-een-ander.txt").write_text("niet weggooien", encoding="utf-8")

    monkeypatch.setattr(publishing, "_refuse_foreign", someone_comes_after_the_last_look)
    with pytest.raises(PublishRefused) as caught:
        publish(site, pages("nieuw"), root=site.parent)
    assert caught.value.code == "foreign"
    assert list(tree(site)) == ["van-een-ander.txt"]
    assert beside(site) == []


# Killed


MID_BUILD = """
import sys
from pathlib import Path
from struin.publish import publish

def build(out):
    for number in range(40):
        (out / f"{number}.html").write_text("half" * 1000)
        if number == 20:
            print("half-way", flush=True)
            sys.stdin.read()

publish(Path(sys.argv[1]), build, root=Path(sys.argv[1]).parent)
"""


def test_a_build_killed_half_way_leaves_the_site_and_the_next_build_clears_up(site: Path) -> None:
    before = tree(site)
    with ended(child(MID_BUILD, site)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        assert len(beside(site)) == 1
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert tree(site) == before
    assert len(beside(site)) == 1
    publish(site, pages("nieuw"), root=site.parent)
    assert beside(site) == []


def test_a_living_build_is_not_taken_for_a_dead_one(site: Path) -> None:
    with ended(child(MID_BUILD, site)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        publish(site, pages("nieuw"), root=site.parent)
        assert len(beside(site)) == 1
        process.communicate()  # end of its standard input: it goes on, and publishes later
    assert process.returncode == 0
    assert len(tree(site)) == 41
    assert beside(site) == []


# Forks one child after another; the n-th kills itself at the n-th line that the publishing code runs. After
# it the parent looks at what is there, until a child reaches the end: so the kill came between any two lines.
EVERY_LINE = """
import hashlib, json, os, signal, sys
from pathlib import Path
from struin import publish as publishing, filesystem
from struin.publish import publish

site, two_steps = Path(sys.argv[1]), sys.argv[2] == "two-steps"
if two_steps:
    publishing.exchange = lambda one, other: False
files = {publishing.__file__, filesystem.__file__}

def word_of(folder):
    words = {path.read_text()[:4] for path in folder.rglob("*.html")}
    count = sum(1 for _ in folder.rglob("*"))
    return f"{'+'.join(sorted(words))} {count}" if folder.is_dir() else "absent"

def build_of(word):
    def build(out):
        for name in ("a", "b", "c"):
            (out / name).mkdir()
            (out / name / "index.html").write_text(word)
    return build

def run(word, stop_at):
    at = 0
    def trace(frame, event, arg):
        nonlocal at
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            at += 1
            if at == stop_at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)
    publish(site, build_of(word), root=site.parent)
    os._exit(0)

publish(site, build_of("oud0"), root=site.parent)
seen, stop_at, killed, recovered = [], 0, True, 0
while killed:
    stop_at += 1
    before = word_of(site)
    pid = os.fork()
    if pid == 0:
        run(f"n{stop_at:03}", stop_at)
    status = os.waitpid(pid, 0)[1]
    killed = os.WIFSIGNALED(status)
    after = word_of(site)
    if two_steps and after == "absent":
        # The next build puts the old site back before it starts, so that its own failure leaves that.
        def fails(out):
            raise InterruptedError
        try:
            publish(site, fails, root=site.parent)
        except InterruptedError:
            recovered += 1
        after = word_of(site)
    new = f"n{stop_at:03} 7"
    seen.append("old" if after == before else "new" if after == new else f"BROKEN: {after}")
publish(site, build_of("slot"), root=site.parent)
left = sorted(path.name for path in site.parent.iterdir())
print(json.dumps({"seen": seen, "recovered": recovered, "left": left, "now": word_of(site)}))
"""


@pytest.mark.parametrize("way", ["exchange", "two-steps"])
def test_killed_at_any_line_the_site_is_the_old_or_the_new_one(way: str, tmp_path: Path) -> None:
    site = tmp_path / "project" / "site"
    site.parent.mkdir()
    with ended(child(EVERY_LINE, site, way)) as process:
        told, _ = process.communicate()
    result = json.loads(told)
    assert set(result["seen"]) == {"old", "new"}
    assert len(result["seen"]) > 60
    assert result["seen"][-1] == "new"
    assert (result["recovered"] > 0) == (way == "two-steps")
    assert result["left"] == ["site"]
    assert result["now"] == "slot 7"


PUBLISH_ON_AND_ON = """
import sys
from pathlib import Path
from struin import publish as publishing

site = Path(sys.argv[1])
swap = publishing._swap

def told(shop, place):
    print("swap", flush=True)
    swap(shop, place)

def build(out):
    for number in range(30):
        (out / f"{number}.html").write_text("nieuw")

publishing._swap = told
while True:
    publishing.publish(site, build, root=site.parent)
"""


def test_killed_by_another_at_random_moments_around_the_swap_the_site_is_whole(site: Path) -> None:
    """Here the kill comes from outside, so also within a system call; the pipe says when the swap begins."""
    dice = random.Random(20261121)
    old, new = tree(site), 31
    for _ in range(25):
        with ended(child(PUBLISH_ON_AND_ON, site)) as process:
            assert process.stdout is not None
            for _ in range(dice.randint(1, 4)):
                assert process.stdout.readline() == "swap\n"
            for _ in range(dice.randint(0, 20_000)):
                pass
            process.kill()
            process.wait()
        now = tree(site)
        assert now == old or len(now) == new
    publish(site, pages("slot"), root=site.parent)
    assert beside(site) == []


def test_what_is_not_a_dead_workshop_is_never_cleared(site: Path) -> None:
    """Only our naming, our lock and our marker together make a leftover."""
    strangers = site.parent
    (strangers / ".site.struin-0123456789abcdef").mkdir()  # our naming, but no lock, and something in it
    (strangers / ".site.struin-0123456789abcdef" / "brief.txt").touch()
    (strangers / ".site.struin-aantekeningen").mkdir()  # not our naming
    (strangers / ".site.struin-fedcba9876543210").touch()  # a file
    (strangers / "elders").mkdir()
    (strangers / ".site.struin-aaaaaaaaaaaaaaaa").symlink_to("elders", target_is_directory=True)
    foreign = strangers / ".site.struin-bbbbbbbbbbbbbbbb"  # a workshop, with a folder in it that carries no marker
    (foreign / "new").mkdir(parents=True)
    (foreign / "new" / "werk.txt").touch()
    (foreign / ".struin-lock").touch()
    other = strangers / ".elders.struin-cccccccccccccccc"  # of another site in the same folder
    (other / "new").mkdir(parents=True)
    (other / ".struin-lock").touch()
    before = tree(strangers).keys() - tree(site).keys()
    publish(site, pages("oud"), root=site.parent)
    assert before <= tree(strangers).keys()


# Two at once


def test_two_builds_at_once_both_end_well_and_one_of_them_is_the_site(site: Path) -> None:
    both_built = threading.Barrier(2)
    failures: list[BaseException] = []

    def run(word: str) -> None:
        def build(out: Path) -> None:
            pages(word)(out)
            both_built.wait()

        try:
            publish(site, build, root=site.parent)
        except BaseException as error:
            failures.append(error)

    for _ in range(10):
        threads = [threading.Thread(target=run, args=(word,)) for word in ("een", "twee")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        word = (site / "index.html").read_text(encoding="utf-8")
        assert word in ("een", "twee")
        assert all(p.read_text(encoding="utf-8").startswith(f"<h1>{word}") for p in site.rglob("verhalen/*/*"))
        assert beside(site) == []


PUBLISH_OFTEN = """
import sys
from pathlib import Path
from struin import publish as publishing

site, word, two_steps = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "two-steps"
if two_steps:
    publishing.exchange = lambda one, other: False

def build(out):
    for number in range(10):
        (out / f"{number}.html").write_text(word)

print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    publishing.publish(site, build, root=site.parent, durable=False)
"""


@pytest.mark.parametrize("way", ["exchange", "two-steps"])
def test_processes_that_publish_over_each_other_never_mix_or_fail(way: str, site: Path) -> None:
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(ended(child(PUBLISH_OFTEN, site, word, way))) for word in "abc"]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.wait() for process in processes] == [0, 0, 0]
    assert len({path.read_text(encoding="utf-8") for path in site.glob("*.html")}) == 1
    assert len(tree(site)) == 11
    assert beside(site) == []


# The machine's limits


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 256 kB."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount; the file-size limit below tries the same without it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_site(small_disk: Path) -> None:
    site = small_disk / "site"
    publish(site, pages("oud", count=3), root=small_disk)
    before = tree(site)
    with pytest.raises(PublishFailed, match="schijf is vol"):
        publish(site, pages("nieuw", count=5000), root=small_disk)
    assert tree(site) == before
    assert beside(site) == []
    publish(site, pages("nieuw", count=3), root=small_disk)
    assert tree(site) != before


def test_a_disk_that_is_the_site_itself_is_refused(small_disk: Path) -> None:
    with pytest.raises(PublishRefused) as caught:
        publish(small_disk, pages("nieuw"), root=small_disk.parent / "project")
    assert caught.value.code == "mount"


TOO_BIG = """
import resource, sys
from pathlib import Path
from struin.publish import PublishFailed, publish

resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    publish(Path(sys.argv[1]), lambda out: (out / "groot.html").write_bytes(b"x" * 100_000))
except PublishFailed as failure:
    print(failure.code)
"""


def test_a_file_that_grows_past_the_limit_leaves_the_site(site: Path) -> None:
    before = tree(site)
    with ended(child(TOO_BIG, site)) as process:
        told, _ = process.communicate()
    assert told == "disk-full\n"
    assert tree(site) == before
    assert beside(site) == []


def test_a_full_disk_is_recognised_behind_the_host_that_wraps_it(site: Path) -> None:
    def build(out: Path) -> None:
        try:
            raise OSError(28, "No space left on device")
        except OSError as error:
            raise RuntimeError("the host gave up") from error

    with pytest.raises(PublishFailed) as caught:
        publish(site, build, root=site.parent)
    assert caught.value.code == "disk-full"


# Words


def test_every_refusal_and_failure_has_its_words_in_every_language() -> None:
    source = Path(publishing.__file__).read_text(encoding="utf-8")
    for kind in (PublishRefused, PublishFailed):
        prefix = f"publish.{kind.area}."
        keys = sorted(filter(lambda key: key.startswith(prefix), catalogue().keys()))
        for key in keys:
            code = key.removeprefix(prefix)
            assert f'{kind.__name__}("{code}"' in source, f"{key} is not used"
            for language in LANGUAGES:
                error: PublishError = kind(code, folder="site", parent=".", what="site/index.html")
                assert error.message(language)
