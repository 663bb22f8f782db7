"""Everything that can be wrong with content, all at once: each fault with its place and hint, and nothing written.

The whole output stands in `snapshots/`. After a change of words: `UPDATE_SNAPSHOTS=1 pytest tests/test_bad_input.py`,
and read the difference.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from built import run
from struin.pipeline import check, load
from struin.present import Presenter, Site
from struin.report import FORMATS
from test_media import photo
from world import bundle_world, item, make_world

SNAPSHOTS = Path(__file__).parent / "snapshots"
NFD = "cafe\u0301"
GIVEN = {"reference": "T-1", "given_on": "2001-01-01", "valid_until": "2002-01-01"}


def story(old: str = "", new: str = "", body: str = "Er hangt een jas.\n") -> str:
    """The good story with one thing changed, so that what is wrong stands here as an editor would write it."""
    text = item("stories", body)
    assert text.count(old) == 1 or not old
    return text.replace(old, new) if old else text


def dated(text: str) -> str:
    """Dates without the quotes that a dumped text gets."""
    return re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text)


CONSENT_PAST = dated(item("stories", passport={"origin": "told", "consent": GIVEN}))
BOMB = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n"

# What is wrong, by the file that holds it: (content, codes that are told of it, in order).
FAULTS: Mapping[str, tuple[str | bytes, list[str]]] = {
    "stories/leeg.md": ("", ["file-empty"]),
    "stories/geen-kop.md": ("Er hangt een jas.\n", ["front-missing"]),
    "stories/kop-blijft-open.md": ("---\ntitle: De jas\n\nEr hangt een jas.\n", ["front-unclosed"]),
    "stories/tab.md": (story("  origin: own", "\torigin: own"), ["yaml-tab"]),
    "stories/dubbele-sleutel.md": (story("title: Een", "title: De jas\ntitle: Een"), ["yaml-duplicate-key"]),
    "stories/onbekende-sleutel.md": (story("question:", "qestion:"), ["field-missing", "field-unknown-meant"]),
    "stories/geen-titel.md": (story("title: Een verhaal\n"), ["field-missing"]),
    "stories/geen-samenvatting.md": (
        story("summary: Een regel die zin geeft om dit open te doen.\n"),
        ["field-missing"],
    ),
    "stories/aliassen.md": (story("title:", f"{BOMB}title:"), ["yaml-anchor"] * 6),
    "stories/diep.md": (story("title:", f"x: {'[' * 1000}{']' * 1000}\ntitle:"), ["yaml-depth"]),
    "stories/tien-megabyte.md": (story(body="x" * 10_000_000), ["file-too-large"]),
    "stories/latin.md": (story(body="Een caf\xe9.\n").encode("latin-1"), ["not-utf8"]),
    "stories/bom.md": (b"\xef\xbb\xbf" + story().encode(), ["bom"]),
    "stories/nul-teken.md": (story(body="Een\x00jas.\n"), ["control-character"]),
    "stories/dubbel.markdown": (story(), ["id-twice"]),
    "stories/Hoofdletter.md": (story(), ["name-capital"]),
    "stories/met spatie.md": (story(), ["name-space"]),
    "stories/met.punt.md": (story(), ["name-dot"]),
    f"stories/{NFD}.md": (story(), ["name-nfd"]),
    "stories/Kop.md": (story(), ["name-collision"]),
    "stories/naar-niets.md": (
        story("passport:", "relations:\n  shows: [principles/opne]\npassport:"),
        ["reference-unknown-meant"],
    ),
    "stories/naar-zichzelf.md": (
        story("passport:", "relations:\n  deepens: [stories/naar-zichzelf]\npassport:"),
        ["reference-to-itself"],
    ),
    "stories/verkeerde-soort.md": (
        story("passport:", "relations:\n  shows: [stories/dubbel]\npassport:"),
        ["reference-wrong-kind"],
    ),
    "stories/geen-datum.md": (story("2999-01-01", "2027-02-30"), ["field-wrong-type"]),
    "stories/minuten-als-tekst.md": (story("passport:", "minutes: een kwartier\npassport:"), ["field-wrong-type"]),
    "stories/geen-toestemming.md": (story("origin: own", "origin: told"), ["consent-missing"]),
    "stories/toestemming-voorbij.md": (CONSENT_PAST, ["consent-past"]),
    "stories/titel-met-img.md": (
        story("title: Een verhaal", "title: <img src=x onerror=alert(1)>"),
        ["text-has-markup"],
    ),
    "stories/geen-alt.md": (story(body="![](../media/thuis.jpg)\n"), ["alt-missing"]),
    "stories/plaatje-weg.md": (story(body="Kijk: ![Een jas](../media/jas.png)\n"), ["media-missing"]),
    "stories/script.md": (story(body="Een jas.\n\n<script>alert(1)</script>\n"), ["html-tag-refused"]),
    "stories/onerror.md": (
        story(body='Een <img src="../media/thuis.jpg" alt="x" onerror="alert(1)"> jas.\n'),
        ["html-attribute-refused"],
    ),
    "stories/javascript.md": (story(body="Een [jas](javascript:alert(1)).\n"), ["address-scheme"]),
    "stories/iframe.md": (story(body='<iframe src="https://example.org"></iframe>\n'), ["html-tag-refused"]),
    "stories/style.md": (story(body="<style>p { display: none }</style>\n\nEen jas.\n"), ["html-tag-refused"]),
    "stories/svg.md": (story(body="<svg onload=alert(1)></svg>\n"), ["html-tag-refused"]),
    "stories/meta.md": (story(body='<meta http-equiv="refresh" content="0;url=//x">\n'), ["html-tag-refused"]),
    "stories/eigen-namen.md": (
        story(body='Een jas.\n{: #__config }\n\nTwee.\n{: .md-header }\n\nDrie.\n{: data-md-component="x" }\n'),
        ["id-refused", "class-refused", "html-attribute-refused"],
    ),
    "stories/te-langzaam.md": (story(body="![" * 4000), ["body-too-slow"]),
    "stories/kapotte-link.md": (story(body="Zie [de jas](de-jas.md).\n"), ["reference-unknown"]),
    "stories/bezet.md": (story(), ["page-taken"]),
    "exercises/stap.md": (item("exercises", steps=[{"minutes": "vijf", "do": "Ga zitten."}]), ["field-wrong-type"]),
}
# What is not wrong, though it looks it.
FINE: Mapping[str, str | bytes] = {
    "stories/dubbel.md": story(),
    "stories/kop.md": story(),
    "stories/windows.md": story().replace("\n", "\r\n").encode(),
    "stories/accolades.md": story(body="Eerst {{ config }}, dan {% if x %}, {# niets #} en {% raw %}.\n"),
}


def bad_world(folder: Path) -> Path:
    """A bundle with every fault there is. A link leads out of it, and a photo says where it was made."""
    files: dict[str, str | bytes] = {path: content for path, (content, _) in FAULTS.items()}
    root = bundle_world(folder / "bundle", {**files, **FINE, "media/thuis.jpg": photo("jpg")})
    make_world(root, {"docs/stories/bezet.md": "# Al een bladzijde\n"})
    secret = folder / "geheim.md"
    secret.write_text(story(body="Dit is geheim.\n"), encoding="utf-8")
    (root / "content/stories/buiten.md").symlink_to(secret)
    return root


def checked(root: Path, form: str = "text") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "struin", "check", "--format", form],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@cache
def outcome(folder: Path) -> tuple[Path, dict[str, subprocess.CompletedProcess[str]], bool]:
    """The world, what each format told of it, and whether the world stayed as it was."""
    root = bad_world(folder)
    before = {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}
    done = {form: checked(root, form) for form in FORMATS}
    same = before == {path: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.rglob("*")}
    return root, done, same


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


def findings(folder: Path) -> list[dict[str, object]]:
    read: list[dict[str, object]] = json.loads(outcome(folder)[1]["json"].stdout)
    return read


def compared(name: str, text: str) -> None:
    file = SNAPSHOTS / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_every_fault_is_told_in_one_run_at_the_file_that_holds_it(folder: Path) -> None:
    told: dict[str, list[str]] = {}
    for finding in findings(folder):
        told.setdefault(str(finding["file"]), []).append(str(finding["code"]))
    expected = {f"content/{path}": codes for path, (_, codes) in FAULTS.items()}
    expected |= {"content/stories/buiten.md": ["symlink"], "content/media/thuis.jpg": ["media-location-removed"]}
    assert {path: sorted(codes) for path, codes in told.items()} == {path: sorted(c) for path, c in expected.items()}


def test_every_finding_has_a_line_a_column_a_message_and_a_hint(folder: Path) -> None:
    for finding in findings(folder):
        assert isinstance(finding["line"], int), finding
        assert isinstance(finding["column"], int), finding
        assert finding["line"] >= 1, finding
        assert finding["column"] >= 1, finding
        assert len(str(finding["message"])) > 15, finding
        assert len(str(finding["hint"])) > 8, finding


@pytest.mark.parametrize(
    ("file", "code", "sign"),
    [
        ("stories/tab.md", "yaml-tab", "\t"),
        ("stories/dubbele-sleutel.md", "yaml-duplicate-key", "title: Een"),
        ("stories/onbekende-sleutel.md", "field-unknown-meant", "qestion"),
        ("stories/aliassen.md", "yaml-anchor", "&a"),
        ("stories/nul-teken.md", "control-character", "\x00"),
        ("stories/latin.md", "not-utf8", "\ufffd"),
        ("stories/geen-datum.md", "field-wrong-type", "2027-02-30"),
        ("stories/minuten-als-tekst.md", "field-wrong-type", "een kwartier"),
        ("stories/naar-niets.md", "reference-unknown-meant", "principles/opne"),
        ("stories/titel-met-img.md", "text-has-markup", "<img"),
        ("stories/script.md", "html-tag-refused", "<script"),
        ("stories/iframe.md", "html-tag-refused", "<iframe"),
        ("stories/svg.md", "html-tag-refused", "<svg"),
        ("stories/meta.md", "html-tag-refused", "<meta"),
        ("stories/javascript.md", "address-scheme", "javascript:"),
        ("stories/kapotte-link.md", "reference-unknown", "de-jas.md"),
        ("exercises/stap.md", "field-wrong-type", "vijf"),
    ],
)
def test_the_place_is_where_the_fault_stands(folder: Path, file: str, code: str, sign: str) -> None:
    text = (outcome(folder)[0] / "content" / file).read_text(encoding="utf-8", errors="replace")
    at = text.index(sign)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    assert (line, column) in [
        (finding["line"], finding["column"])
        for finding in findings(folder)
        if (finding["file"], finding["code"]) == (f"content/{file}", code)
    ]


def test_the_check_ends_with_one_and_writes_nothing(folder: Path) -> None:
    _, done, same = outcome(folder)
    assert {form: (each.returncode, each.stderr) for form, each in done.items()} == dict.fromkeys(done, (1, ""))
    assert same


def test_the_whole_output_for_a_person(folder: Path) -> None:
    compared("bad-input.txt", outcome(folder)[1]["text"].stdout)


def test_the_whole_output_for_a_pull_request(folder: Path) -> None:
    text = outcome(folder)[1]["github"].stdout
    compared("bad-input.github.txt", text)
    assert all(
        re.match(r"::(error|warning) file=[^:,]+,line=\d+,col=\d+,title=[^:,]+::[^\r]+$", each)
        for each in text.splitlines()
    )
    assert len(text.splitlines()) == len(findings(folder))


def test_the_whole_output_for_a_program(folder: Path) -> None:
    compared("bad-input.json", outcome(folder)[1]["json"].stdout)


def test_the_whole_report_under_a_pull_request(folder: Path) -> None:
    """It has to name what the annotations name, each at its file and line."""
    command = ("report", "--root", str(outcome(folder)[0]), "--base", "HEAD", "--format", "markdown")
    done = run("struin", *command, "--source", "https://example.org/o/r/blob/x/")
    assert (done.returncode, done.stderr) == (1, "")
    compared("bad-input.report.md", done.stdout)
    shown = LexborHTMLParser(markdown(done.stdout))
    links = [unquote(str(node.attributes["href"])) for node in shown.css("li a")]
    assert links == [
        f"https://example.org/o/r/blob/x/{each['file']}?plain=1#L{each['line']}" for each in findings(folder)
    ]
    told = [" ".join(node.text().replace("\u200b", "").split()) for node in shown.css("li")]
    for line, each in zip(told, findings(folder), strict=True):
        assert " ".join(f"{each['message']}{each['hint']}".split()) in line
    assert not shown.css("script, iframe, img, svg, meta, object")


def test_nothing_of_a_file_outside_the_bundle_is_told(folder: Path) -> None:
    assert not any("geheim" in each.stdout for each in outcome(folder)[1].values())


def test_what_only_looks_wrong_is_shown_as_it_is(tmp_path: Path) -> None:
    bundle = load(bundle_world(tmp_path, dict(FINE)))
    page = str(Presenter(bundle, Site()).item_page("stories/accolades"))
    assert "Eerst {{ config }}, dan {% if x %}, {# niets #} en {% raw %}." in page
    assert {"stories/windows", "stories/kop", "stories/dubbel"} <= bundle.entries.keys()
    assert bundle.diagnostics == []


@pytest.mark.parametrize(
    ("page", "place", "taken"),
    [
        ("stories/jas.md", "content/stories/jas.md:1:1", "docs/stories/jas.md"),
        ("stories/jas/index.md", "content/stories/jas.md:1:1", "docs/stories/jas/index.md"),
        ("stories/jas/README.md", "content/stories/jas.md:1:1", "docs/stories/jas/README.md"),
        ("stories/jas.html", "content/stories/jas.md:1:1", "docs/stories/jas.html"),
        ("stories/index.md", "docs/stories/index.md:1:1", "docs/stories/index.md"),
    ],
)
def test_a_page_in_docs_that_an_item_or_overview_would_overwrite_is_told(
    tmp_path: Path, page: str, place: str, taken: str
) -> None:
    root = make_world(bundle_world(tmp_path, {"stories/jas.md": story()}), {f"docs/{page}": "# Jas\n"})
    found = check(root)
    assert [(str(each.place), each.code, each.values["page"]) for each in found] == [(place, "page-taken", taken)]


def test_other_pages_in_docs_are_nobodys_business(tmp_path: Path) -> None:
    root = make_world(bundle_world(tmp_path, {"stories/jas.md": story()}), {"docs/stories/jassen.md": "# Jassen\n"})
    assert check(root) == []


def test_a_fault_in_the_settings_hides_no_fault_in_an_item(tmp_path: Path) -> None:
    bodies = {
        "stories/jas.md": story(body="<script>x</script>\n"),
        "stories/mok.md": "---\ntitle: 1\ntitle: 2\n---\nx\n",
    }
    root = make_world(bundle_world(tmp_path, bodies), {"content/bundle.yml": "name: [\n"})
    found = check(root)
    assert {each.place.file for each in found} == {"content/bundle.yml", *(f"content/{name}" for name in bodies)}
    assert {"html-tag-refused", "yaml-duplicate-key"} <= {each.code for each in found}


@pytest.mark.parametrize("name", [b"ja\ns.svg", b"jas\x1b[2K.svg", b"caf\xe9.svg", b"ja\nvals.md"])
def test_a_file_name_of_any_bytes_cannot_break_the_report_or_the_check(tmp_path: Path, name: bytes) -> None:
    root = bundle_world(tmp_path)
    folder = root / "content" / ("media" if name.endswith(b"svg") else "stories")
    folder.mkdir(exist_ok=True)
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text("<svg/>", encoding="utf-8")
    for form in FORMATS:
        done = checked(root, form)
        assert (done.returncode, done.stderr) == (1, ""), form
        assert "\x1b" not in done.stdout
    lines = checked(root).stdout.splitlines()
    assert all(line.startswith((f"content/{folder.name}/", "    ", "1 fout", "2 fouten", "3 fouten")) for line in lines)
