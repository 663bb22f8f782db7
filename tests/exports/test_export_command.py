"""`struin export`: a whole file or none, and for what was asked wrongly a sentence that helps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from exporting import FILES
from struin.cli import main
from struin.exports import exports, taking
from world import bundle_world, item, make_world

Said = tuple[int, str, str]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = bundle_world(tmp_path_factory.mktemp("root"), FILES)
    return make_world(folder, {"mkdocs.yml": 'site_name: Proef\nsite_url: !ENV [SITE_URL, ""]\n'})


@pytest.fixture
def export(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Runs the command in an empty folder; its exit code and what it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)

    def run(*arguments: str) -> Said:
        try:
            code = main(["export", *arguments, "--root", str(root)])
        except SystemExit as ended:
            code = int(str(ended.code))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_session_becomes_a_file_with_its_name_in_the_folder_one_is_in(
    export: Callable[..., Said], tmp_path: Path
) -> None:
    assert export("session", "ochtend", "--to", "docx") == (0, "ochtend.docx staat klaar.\n", "")
    assert export("session", "sessions/ochtend", "--to", "md") == (0, "ochtend.md staat klaar.\n", "")
    assert export("session", "ochtend", "--to", "ics", "--date", "2026-12-01")[0] == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["ochtend.docx", "ochtend.ics", "ochtend.md"]
    assert (tmp_path / "ochtend.md").read_text(encoding="utf-8").startswith("# Een ochtend om de tafel\n")


def test_every_format_is_offered_to_what_it_takes(export: Callable[..., Said], tmp_path: Path) -> None:
    assert set(taking("session")) >= {"docx", "ics", "md", "pdf"}
    assert taking("deck") == ["deck"]
    for kind in ("session", "exercise"):
        help_text = export(kind, "--help")[1]
        assert all(form in help_text for form in taking(kind))


def test_out_names_the_file_or_the_folder(export: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    assert export("session", "ochtend", "--to", "md", "--out", "anders.txt")[0] == 0
    assert export("session", "ochtend", "--to", "md", "--out", "map")[1] == f"{Path('map/ochtend.md')} staat klaar.\n"
    assert (tmp_path / "anders.txt").read_bytes() == (tmp_path / "map/ochtend.md").read_bytes()


def test_a_day_is_told_where_it_is_given(export: Callable[..., Said], tmp_path: Path) -> None:
    assert export("session", "ochtend", "--to", "md", "--date", "2026-12-01")[0] == 0
    assert "dinsdag 1 december 2026" in (tmp_path / "ochtend.md").read_text(encoding="utf-8")


def test_the_deck_says_that_it_has_no_codes_when_the_address_is_not_known(
    export: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = export("deck", "dichtbij")
    assert (code, out) == (0, "kaarten-dichtbij.pdf staat klaar.\n")
    assert "Op de kaarten staat geen QR-code" in err
    assert "SITE_URL=" in err
    monkeypatch.setenv("SITE_URL", "https://example.org/struinen")
    without = (tmp_path / "kaarten-dichtbij.pdf").read_bytes()
    assert export("deck", "dichtbij") == (0, "kaarten-dichtbij.pdf staat klaar.\n", "")
    assert (tmp_path / "kaarten-dichtbij.pdf").read_bytes() != without
    assert export("deck") == (0, "kaarten.pdf staat klaar.\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["session", "ochtent", "--to", "md"], "Er is geen sessie ‘ochtent’; bedoel je ‘sessions/ochtend’?"),
        (["session", "zonsondergang", "--to", "md"], "Er is geen sessie ‘zonsondergang’. Kijk in content/sessions"),
        (["session", "exercises/kring", "--to", "md"], "Er is geen sessie ‘exercises/kring’"),
        (["session", "../../etc/passwd", "--to", "md"], "Er is geen sessie ‘../../etc/passwd’"),
        (["exercise", "kringg", "--to", "scorm12"], "Er is geen oefening ‘kringg’; bedoel je ‘exercises/kring’?"),
        (["deck", "opn"], "Er is geen principe ‘opn’; bedoel je ‘open’? Kies uit: open, dichtbij."),
        (["deck", "regen"], "Er is geen principe ‘regen’. Kies uit: open, dichtbij."),
        (["session", "ochtend", "--to", "doc"], "‘doc’ is geen vorm; bedoel je ‘docx’? Kies uit: "),
        (["session", "ochtend", "--to", "xyz"], "‘xyz’ is geen vorm. Kies uit: "),
        (["exercise", "kring", "--to", "docx"], "‘docx’ kan niet van een oefening. Kies uit: "),
        (["session", "ochtend", "--to", "deck"], "‘deck’ kan niet van een sessie. Kies uit: "),
        (
            ["session", "ochtend", "--to", "ics"],
            "Een agenda-bestand heeft een dag nodig. Zet die erbij: struin export session ochtend --to ics --date ",
        ),
        (["session", "ochtend", "--to", "ics", "--date", "1 december"], "‘1 december’ is geen dag."),
        (["session", "ochtend", "--to", "ics", "--date", "2026-02-30"], "‘2026-02-30’ is geen dag."),
        (["session", "ochtend", "--to", "gift", "--date", "2026-12-01"], "In ‘gift’ staat geen dag."),
        (["session", "ochtend"], "Zo werkt het niet: "),
        (["sesion", "ochtend"], "Zo werkt het niet: "),
    ],
)
def test_what_was_asked_wrongly_is_told_and_no_file_is_made(
    arguments: list[str], said: str, export: Callable[..., Said], tmp_path: Path
) -> None:
    code, out, err = export(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_the_old_file_stays(export: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("van mij", encoding="utf-8")
    for out in ("bestand/ochtend.md", "geen-map/ochtend.md", "/proc/ochtend.md"):
        code, _, err = export("session", "ochtend", "--to", "md", "--out", out)
        assert code == 1
        assert f"{out} is niet te schrijven" in err
        assert "Er is niets veranderd." in err
    assert (tmp_path / "bestand").read_text(encoding="utf-8") == "van mij"
    assert [file.name for file in tmp_path.iterdir()] == ["bestand"]


def test_a_full_disk_leaves_what_was_there(root: Path, tmp_path: Path) -> None:
    """A limit on the size of files stops the writing half-way."""
    if sys.platform == "win32":
        pytest.skip("no such limit")
    (tmp_path / "ochtend.docx").write_text("van mij", encoding="utf-8")
    code = (
        "import resource, signal, sys\nfrom struin.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\nsys.exit(main(sys.argv[1:]))"
    )
    arguments = ["export", "session", "ochtend", "--to", "docx", "--root", str(root)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == 1
    assert "ochtend.docx is niet te schrijven" in done.stderr.decode()
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"ochtend.docx": "van mij"}


def test_errors_in_the_content_are_told_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path / "root", {"stories/jas.md": item("stories", narrator="neighbor")})
    monkeypatch.chdir(tmp_path)
    assert main(["export", "deck", "--root", str(root)]) == 1
    assert "bedoel je ‘neighbour’?" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["root"]


PROGRAM = """
import hashlib, sys
from datetime import date
from pathlib import Path
from struin.exports import CannotExport, exports
from struin.pipeline import load
from struin.present import Presenter, Site

if __name__ == "__main__":
    presenter = Presenter(load(Path(sys.argv[1])), Site(True, None, "https://example.org/struinen/"))
    for form, module in exports().items():
        for kind, subject in (("session", "sessions/ochtend"), ("session", "sessions/vreemd"), ("deck", "")):
            if kind in module.TAKES:
                day = [date(2026, 12, 1)] if getattr(module, "DATED", "") else []
                try:
                    made = module.make(presenter, subject, *day)
                except CannotExport as problem:
                    made = problem.code.encode()
                print(form, hashlib.sha256(made).hexdigest(), len(made) > 1000)
"""


def test_every_format_gives_the_same_bytes_in_any_process_at_any_time_and_place(root: Path, tmp_path: Path) -> None:
    """Two processes with another order of sets, another zone, another language and another folder."""
    program = tmp_path / "make.py"
    program.write_text(PROGRAM, encoding="utf-8")

    def run(seed: str, zone: str, language: str, folder: Path) -> list[str]:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        command = [sys.executable, str(program), str(root)]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=240, check=True)
        return done.stdout.decode().splitlines()

    (tmp_path / "elders").mkdir()
    one, other = run("1", "UTC", "C", tmp_path), run("2", "Pacific/Auckland", "C.UTF-8", tmp_path / "elders")
    assert one == other
    told = {line.split()[0] for line in one}
    assert told == {name for name, module in exports().items() if module.TAKES & {"session", "deck"}}
    mine = [line.split() for line in one if line.split()[0] in ("deck", "docx", "ics", "md", "pdf")]
    assert [whole for _, _, whole in mine] == ["True"] * 9
    assert len({digest for _, digest, _ in mine}) == 9
