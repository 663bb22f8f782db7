"""The command line when things go wrong: Ctrl-C, a closed pipe, a full disk, no Git, and odd ways to write a thing.

Each ends with an exit code that says what it was, one clear sentence, and nothing lost or half done.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import snapshot
from bundles import project, quote, story
from struin.cli import NOBODY_READS, PROBLEMS, STOPPED, WRONG_USE, main
from struin.filenames import item_id
from struin.interrupts import interrupts_put_off
from struin.rewriting import write_all

SECONDS = 120
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, pipes and limits of Unix")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    items = {
        "content/stories/de-jas.md": story(),
        "content/quotes/een-stoel.md": quote(body="Bij [de jas](../stories/de-jas.md) stond een stoel te veel.\n"),
    }
    return project(tmp_path_factory.mktemp("adversity") / "bundle", items)


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "bundle"))


def start(root: Path, *arguments: str, **settings: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "struin", *arguments]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True, **settings}
    return subprocess.Popen(command, cwd=root, **given)  # type: ignore[call-overload, no-any-return]


def run(root: Path, *arguments: str, **settings: object) -> tuple[int, str, str]:
    """Exit code, output and error output."""
    with start(root, *arguments, **settings) as process:
        out, err = process.communicate(timeout=SECONDS)
    return process.returncode, (out or b"").decode(), (err or b"").decode()


# --- Ctrl-C


def alive(group: int) -> list[str]:
    """The processes of a group that still run."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return []
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [row[2] for row in rows if int(row[0]) == group and not row[1].startswith("Z")]


def stopped(process: subprocess.Popen[bytes]) -> str:
    """What a command says of Ctrl-C, which a terminal sends to all that it started too."""
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == STOPPED
    for _ in range(SECONDS * 20):  # helpers see that nobody needs them, each in its own time
        if not alive(process.pid):
            break
        threading.Event().wait(0.05)
    assert alive(process.pid) == []
    return err.decode()


def test_a_check_that_goes_on_ends_with_one_line(root: Path) -> None:
    with start(root, "check", "--watch") as process:
        assert process.stdout is not None
        while "wacht op een wijziging" not in process.stdout.readline().decode():
            assert process.poll() is None
        assert stopped(process) == "Gestopt.\n"


def test_a_build_that_is_stopped_leaves_the_site_as_it_was_and_no_trace(root: Path) -> None:
    """MkDocs opens every page of docs/; at one that is a pipe it waits, and so do we: then it is in the midst of it."""
    assert run(root, "build")[0] == 0
    shutil.rmtree(root / ".cache", ignore_errors=True)
    before = snapshot(root)
    os.mkfifo(root / "docs/wacht.md")
    environment = {**os.environ, "TMPDIR": str(root.parent)}
    with start(root, "build", env=environment) as process, (root / "docs/wacht.md").open("wb"):
        assert stopped(process) == "Gestopt.\n"
    (root / "docs/wacht.md").unlink()
    shutil.rmtree(root / ".cache", ignore_errors=True)
    assert snapshot(root) == before
    assert [path.name for path in root.parent.iterdir()] == ["bundle"]


def test_ctrl_c_is_put_off_while_something_must_not_stay_half_done() -> None:
    reached = []

    def whole() -> None:
        with interrupts_put_off():
            signal.raise_signal(signal.SIGINT)
            reached.append("end")

    with pytest.raises(KeyboardInterrupt):
        whole()
    assert reached == ["end"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("oud", encoding="utf-8")
    (tmp_path / "map").write_text("geen map", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as problem:
        write_all(tmp_path, {"a.md": "nieuw", "map/b.md": "nieuw"})
    assert problem.value.filename == "map/b.md"
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.md": "oud",
        "map": "geen map",
    }


# --- who reads along

TELLING = [
    ["check", "--format", "json"],
    ["report"],
    ["report", "--format", "json"],
    ["passport", "--format", "json"],
    ["schema", "stories"],
]


@pytest.mark.parametrize("arguments", TELLING, ids=" ".join)
def test_a_pipe_that_nobody_reads_ends_a_command_as_any_other(made: Path, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run(made, *arguments, stdout=writing) == (NOBODY_READS, "", "")
    finally:
        os.close(writing)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_is_full_is_told(made: Path, unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(made, "passport", stdout=full, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert done == (PROBLEMS, "", "Het lukt niet: de schijf is vol, of het bestand wordt te groot.\n")


# --- the machine

FULL = """\
import resource, signal, sys
from struin.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rename", "stories/de-jas", "de-mantel"], "‘content/stories/de-mantel.md’ is niet te schrijven: {full}."),
        (["withdraw", "stories/de-jas", "--reason", "rights"], "‘content/quotes/een-stoel.md’ is niet te schrijven: "),
        (["new", "stories", "De mok"], "content/stories/de-mok.md is niet te schrijven: {full}.\n"),
        (["schema"], ".json is niet te schrijven: {full}.\n"),
    ],
    ids=lambda value: value[0],
)
def test_a_full_disk_loses_nothing(root: Path, arguments: list[str], told: str) -> None:
    before = snapshot(root)
    done = subprocess.run([sys.executable, "-c", FULL, *arguments], cwd=root, capture_output=True, timeout=SECONDS)
    assert done.returncode == PROBLEMS
    assert told.format(full="de schijf is vol, of het bestand wordt te groot") in done.stderr.decode()
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("path", "told"),
    [("/nergens", "Git staat niet op deze computer"), (None, "deze map staat niet in een Git-repository.\n")],
)
def test_a_comparison_without_git_says_what_is_missing(made: Path, path: str | None, told: str) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(made.parent)}
    code, out, err = run(made, "report", "--base", "main", env={**environment, "PATH": path or os.environ["PATH"]})
    assert (code, out) == (WRONG_USE, "")
    assert err.startswith(f"Git kent ‘main’ hier niet: {told.rstrip()}")


def test_a_file_that_is_no_text_stops_a_change_before_it_begins(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/oud.md").write_bytes(b"De jas van Ren\xe9: stories/de-jas\n")
    before = snapshot(root)
    for arguments in (["rename", "stories/de-jas", "de-mantel"], ["withdraw", "stories/de-jas", "--reason", "rights"]):
        assert main([*arguments, "--root", str(root)]) == PROBLEMS
        assert capsys.readouterr().err == (
            "‘docs/oud.md’ is niet te lezen zoals het er staat. Kijk met ‘struin check’ wat eraan schort. "
            "Er is niets veranderd.\n"
        )
    assert snapshot(root) == before


@pytest.mark.parametrize("written", ["a: [b", "!!x", "- a", b"\xff"], ids=repr)
def test_settings_that_cannot_be_read_stop_an_export(
    root: Path, written: str | bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "mkdocs.yml").write_bytes(written if isinstance(written, bytes) else written.encode())
    assert main(["export", "deck", "--root", str(root), "--out", str(root / "kaarten.pdf")]) == PROBLEMS
    assert capsys.readouterr().err == (
        "De instellingen in mkdocs.yml kloppen niet. Bij ‘struin build’ lees je waar het aan schort.\n"
    )
    assert not (root / "kaarten.pdf").exists()


# --- how things are called


@pytest.mark.parametrize(
    "written",
    [
        "stories/de-jas",
        "stories/de-jas.md",
        "content/stories/de-jas.md",
        "./content/stories/de-jas.md",
        "content\\stories\\de-jas.md",
        "stories\\de-jas",
        " stories/de-jas ",
        "/bundel/content/stories/de-jas.md",
    ],
)
def test_a_path_will_do_for_a_name(written: str) -> None:
    assert item_id(written, Path("/bundel")) == "stories/de-jas"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("de-jas", "; bedoel je ‘stories/de-jas’?"),
        ("STORIES/DE-JAS", "; bedoel je ‘stories/de-jas’?"),
        ("stories/de-jasje", "; bedoel je ‘stories/de-jas’?"),
        ("stories/../stories/de-jas", "; bedoel je ‘stories/de-jas’?"),
        ("", ". Schrijf de map en de naam van het bestand, zoals stories/de-jas-aan."),
        ("stories/", ". Schrijf de map en de naam van het bestand, zoals stories/de-jas-aan."),
        (f"stories/{'x' * 300}", ". Schrijf de map en de naam van het bestand, zoals stories/de-jas-aan."),
    ],
)
def test_an_item_that_is_not_there_is_told_with_the_one_that_was_meant(
    made: Path, written: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(made)
    for arguments in (["rename", written, "de-mantel"], ["withdraw", written, "--reason", "rights"]):
        assert main([*arguments, "--root", str(made)]) == WRONG_USE
        assert capsys.readouterr().err == f"Er is geen tekst ‘{written}’{told}\n"
    assert snapshot(made) == before


def test_what_was_withdrawn_already_is_told_as_such(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["withdraw", "stories/de-jas", "--reason", "rights", "--root", str(root)]
    main(arguments)
    capsys.readouterr()
    assert main(arguments) == WRONG_USE
    assert capsys.readouterr().err.startswith("‘stories/de-jas’ is al weggehaald, op 20")


@pytest.mark.parametrize("command", [["new", "{}", "De mok"], ["schema", "{}"]], ids=lambda value: value[0])
@pytest.mark.parametrize(
    "written", ["STORIES", "storys", "verhalen", "Verhaal", "content/stories/", "content\\stories"]
)
def test_a_kind_that_is_not_there_is_told_with_the_one_that_was_meant(
    made: Path, command: list[str], written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*(part.format(written) for part in command), "--root", str(made)]) == WRONG_USE
    assert capsys.readouterr().err.startswith(f"Er is geen soort ‘{written}’; bedoel je ‘stories’? Kies uit: ")


def in_places(made: Path) -> Iterator[tuple[Path, str]]:
    stories = made / "content/stories"
    yield stories, f"In ‘{stories}’ staat geen map ‘content’; de bundel staat in ‘{made}’."
    yield made / "nergens", f"De map ‘{made / 'nergens'}’ bestaat niet."
    yield made.parent, f"In ‘{made.parent}’ staat geen map ‘content’."


def test_a_folder_that_is_no_bundle_is_told_with_the_one_that_is(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, told in in_places(made):
        assert main(["check", "--root", str(place)]) == WRONG_USE
        assert capsys.readouterr().err.startswith(told)


def test_the_bundle_may_be_named_before_the_command_too(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(made), "check"]) == main(["check", "--root", str(made)]) == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["chek"], "‘chek’ kan hier niet; bedoel je ‘check’? Kies uit: check, new, serve, "),
        (["check", "--format", "xlm"], "‘xlm’ kan hier niet; kies uit: text, github, "),
        (["new", "stories"], "er ontbreekt nog iets: title – de titel van de tekst. Kijk met ‘struin new --help’"),
        (["new", "stories", "De", "jas"], "‘jas’ is te veel; zet woorden die bij elkaar horen samen tussen "),
        (["report", "--base"], "achter --base hoort nog iets te staan. "),
        (["passport", "--days", "tien"], "achter --days hoort een getal, en geen ‘tien’. "),
        (["check", "--watch=ja"], "achter --watch hoort niets, en zeker geen ‘ja’. "),
        (["export", "session", "x", "--o", "y"], "er ontbreekt nog iets: --to – wat het wordt. "),
    ],
)
def test_wrong_use_is_told_in_the_readers_language(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == WRONG_USE
    usage, _, told = capsys.readouterr().err.partition("\nZo werkt het niet: ")
    assert usage.startswith("Gebruik: struin")
    assert told.startswith(reason)


def test_help_has_no_word_of_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "session", "--help"])
    out = capsys.readouterr().out
    assert not {"usage", "options", "positional", "show", "exit"} & set(out.replace(":", " ").lower().split())


def test_a_port_that_cannot_be_is_told(made: Path) -> None:
    told = "Poort 99999 bestaat niet. Kies een getal van 1024 tot en met 65535, zoals --port 8000.\n"
    assert run(made, "serve", "--port", "99999") == (WRONG_USE, "", told)
