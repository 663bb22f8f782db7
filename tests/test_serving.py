"""The development server never dies of a mistake: it shows it, and brings the site back when it is mended."""

from __future__ import annotations

import contextlib
import html
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import types
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import html5lib
import pytest

from struin.diagnostics import Place, error, warning
from struin.hosts.mkdocs import serving
from struin.hosts.mkdocs.building import BuildFailed, build_site, explain, forget_modules
from struin.hosts.mkdocs.error_page import render_error_page, write_error_page
from struin.publish import PublishFailed
from struin.strings import LANGUAGES, catalogue

SOURCE = str(Path(serving.__file__).resolve().parents[3])
SECONDS = 60  # what a slow machine may take for one build; nothing waits for longer than it must

CONFIG = """\
site_name: Proef
theme: {name: null, custom_dir: theme, static_templates: [404.html]}
use_directory_urls: true
hooks: [hook.py]
"""
# Stands in for the pipeline: it raises what the pipeline raises, on a word in the content.
HOOK = """\
from pathlib import Path
from struin.diagnostics import Place, error

class Faulty(Exception):
    def __init__(self, diagnostics):
        super().__init__("faulty")
        self.diagnostics = diagnostics

def on_config(config):
    file = Path(config.config_file_path).parent / "content" / "jas.md"
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if "FOUT" in line:
            place = Place("content/jas.md", number, line.index("FOUT") + 1)
            found.append(error("folder-unknown-near", place, name="<b>" + line, near="", known=""))
    if found:
        raise Faulty(found)
    from macros import woorden
    config.site_name = woorden.name()
    return config
"""
STRANGE_WORDS = "De jas <script>alert(1)</script> & de hoed"


@dataclass
class Server:
    """A running `serve` of a project; everything it prints is kept."""

    root: Path
    url: str
    process: subprocess.Popen[str]
    printed: list[str]

    def write(self, name: str, text: str) -> None:
        """As many editors do: write beside it, and put it in the place of the old file."""
        file = self.root / name
        aside = file.with_name(f".{file.name}.new")
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and text of a page, after the build that is going on."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def after(self, change: Callable[[], None], path: str = "") -> tuple[int, str]:
        """Makes a change, waits as a browser does until a build has ended, and gets a page."""
        epoch = epoch_of(self.get(path)[1])
        change()
        with urllib.request.urlopen(f"{self.url}livereload/{epoch}/1", timeout=SECONDS) as answer:
            assert int(answer.read()) > epoch
        return self.get(path)


def epoch_of(page: str) -> int:
    """The build that a page is of, as its script tells the server; without the script it never reloads."""
    found = re.search(r"livereload\((\d+), \d+\)", page)
    assert found, f"no reload script in: {page[:500]}"
    return int(found[1])


def arguments(root: Path, port: int = 0) -> list[str]:
    code = "import sys; from pathlib import Path; from struin.hosts.mkdocs.serving import serve; "
    code += f"sys.exit(serve(Path(sys.argv[1]), '127.0.0.1', {port}))"
    return [sys.executable, "-c", code, str(root / "mkdocs.yml")]


@contextlib.contextmanager
def served(root: Path, *, tracebacks: int = 0) -> Iterator[Server]:
    """A server on a free port, past its first build; it has to end well, and to print no more tracebacks."""
    environment = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{root}", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        arguments(root),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=root,
    )
    printed: list[str] = []
    url = threading.Event()
    address: list[str] = []

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            printed.append(line.rstrip("\n"))
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                address.append(found[0])
                url.set()
        url.set()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        url.wait(SECONDS)
        assert address, "\n".join(printed)
        yield Server(root, address[0], process, printed)
        if process.poll() is None:  # a test may have ended it in another way
            process.send_signal(signal.SIGINT)
            assert process.wait(SECONDS) == 130, "\n".join(printed)
    finally:
        process.kill()
        process.wait()
        listener.join()
        assert process.stdout is not None
        process.stdout.close()
    assert printed[-1] == "Gestopt."
    assert "\n".join(printed).count("Traceback") == tracebacks


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small MkDocs project with a theme of its own, that reads `content/jas.md` and `macros/woorden.py`."""
    files = {
        "mkdocs.yml": CONFIG,
        "hook.py": HOOK,
        "docs/index.md": "# Thuis",
        "docs/verder.md": "# Verder",
        "theme/main.html": "<body><h1>{{ config.site_name }}</h1>{{ page.content }}</body>",
        "theme/404.html": "<body>Niet gevonden</body>",
        "content/jas.md": "Een jas.\n",
        "macros/__init__.py": "",
        "macros/woorden.py": "def name():\n    return 'Eerste naam'\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    forget_modules(tmp_path / "macros")


def test_a_mistake_in_the_content_is_shown_everywhere_and_mended(project: Path) -> None:
    with served(project) as server:
        status, page = server.get("verder/")
        assert (status, "Verder" in page, "Eerste naam" in page) == (200, True, True)

        status, page = server.after(lambda: server.write("content/jas.md", "Een\njas FOUT <i>\n"), "verder/")
        assert status == 404
        assert "Er zit een fout in de inhoud" in page
        assert "content/jas.md:2:5" in page
        assert server.get()[0] == 200
        assert "content/jas.md:2:5" in server.get()[1]

        status, page = server.after(lambda: server.write("content/jas.md", "Een jas.\n"), "verder/")
        assert (status, "Verder" in page) == (200, True)
    told = "\n".join(server.printed)
    assert told.count("content/jas.md:2:5: fout:") == 1


def test_a_server_starts_with_a_mistake_in_the_content(project: Path) -> None:
    (project / "content/jas.md").write_text("FOUT\nFOUT\n", encoding="utf-8")
    with served(project) as server:
        assert "Er zitten 2 fouten in de inhoud" in server.get("verder/")[1]
        assert "Thuis" in server.after(lambda: server.write("content/jas.md", "Een jas.\n"))[1]


def test_a_server_starts_with_a_broken_configuration(project: Path) -> None:
    good = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    with served(project) as server:
        page = server.get()[1]
        assert "De instellingen in mkdocs.yml kloppen niet" in page
        assert "mkdocs.yml:1:13" in page
        assert "Thuis" in server.after(lambda: server.write("mkdocs.yml", good))[1]


def test_a_configuration_that_breaks_and_is_mended(project: Path) -> None:
    good = (project / "mkdocs.yml").read_text(encoding="utf-8")
    with served(project) as server:
        page = server.after(lambda: server.write("mkdocs.yml", good + "docs_dir: nergens\n"))[1]
        assert "De instellingen in mkdocs.yml kloppen niet" in page
        assert "nergens" in page
        assert "Thuis" in server.after(lambda: server.write("mkdocs.yml", good))[1]


def test_a_file_that_an_editor_removes_and_makes_anew_is_still_watched(project: Path) -> None:
    good = (project / "mkdocs.yml").read_text(encoding="utf-8")
    with served(project) as server:
        server.after((project / "mkdocs.yml").unlink)
        assert "Thuis" in server.after(lambda: server.write("mkdocs.yml", good))[1]


def test_a_folder_that_goes_and_comes_back_is_still_watched(project: Path) -> None:
    content, away = project / "content", project / "content.away"
    with served(project) as server:
        server.after(lambda: content.rename(away))
        server.after(lambda: away.rename(content))
        page = server.after(lambda: server.write("content/jas.md", "Een\njas FOUT <i>\n"))[1]
        assert "content/jas.md:2:5" in page


def test_macros_are_read_anew(project: Path) -> None:
    with served(project) as server:
        # Of the same size and, most likely, within the second: what a cached bytecode file would not see.
        change = "def name():\n    return 'Andere naam'\n"
        assert "Andere naam" in server.after(lambda: server.write("macros/woorden.py", change))[1]
        page = server.after(lambda: server.write("macros/woorden.py", "def name(:\n"))[1]
        assert "De Python-code van de macro’s klopt niet" in page
        assert "macros/woorden.py:1" in page
        assert "Andere naam" in server.after(lambda: server.write("macros/woorden.py", change))[1]


def test_a_template_that_breaks_says_where(project: Path) -> None:
    with served(project) as server:
        good = (project / "theme/main.html").read_text(encoding="utf-8")
        # The theme is no part of what is watched by itself; with the configuration it is read again.
        (project / "theme/main.html").write_text("<body>\n{% if %}</body>", encoding="utf-8")
        page = server.after(lambda: os.utime(project / "mkdocs.yml"))[1]
        assert "Een sjabloon klopt niet" in page
        assert "theme/main.html:2" in page
        (project / "theme/main.html").write_text(good, encoding="utf-8")
        assert "Thuis" in server.after(lambda: os.utime(project / "mkdocs.yml"))[1]


def test_code_that_leaves_the_process_does_not_end_the_server(project: Path) -> None:
    """mkdocs-macros leaves with `exit()` at a macro that fails."""
    with served(project) as server:
        leaving = "def name():\n    exit(100)\n"
        page = server.after(lambda: server.write("macros/woorden.py", leaving))[1]
        assert "Een macro op een pagina ging mis" in page
        fine = "def name():\n    return 'Terug'\n"
        assert "Terug" in server.after(lambda: server.write("macros/woorden.py", fine))[1]


def test_a_macro_that_fails_is_told_and_mended(project: Path) -> None:
    """With mkdocs-macros as it comes: it closes standard input as it leaves, which the next build has to stand."""
    plugins = "plugins: [macros: {module_name: macros, on_undefined: strict, on_error_fail: true}]\n"
    (project / "mkdocs.yml").write_text(CONFIG + plugins, encoding="utf-8")
    (project / "macros/__init__.py").write_text(
        "def define_env(env):\n    env.macro(lambda: 'gegroet', 'groet')\n", encoding="utf-8"
    )
    # It puts a traceback of its own into its message.
    with served(project, tracebacks=1) as server:
        assert "Thuis" in server.get()[1]
        page = server.after(lambda: server.write("docs/index.md", "# {{ groeten() }}"))[1]
        assert "Een macro op een pagina ging mis" in page
        assert "&#39;groeten&#39; is undefined" in page
        assert "gegroet" in server.after(lambda: server.write("docs/index.md", "# {{ groet() }}"))[1]


def test_a_page_that_is_not_there_reloads_after_a_build_too(project: Path) -> None:
    with served(project) as server:
        status, page = server.get("later/")
        assert (status, "Niet gevonden" in page) == (404, True)
        status, page = server.after(lambda: server.write("docs/later.md", "# Later"), "later/")
        assert (status, "Later" in page) == (200, True)


def test_each_build_tells_its_seconds_and_sigterm_ends_it_too(project: Path, tmp_path: Path) -> None:
    with served(project) as server:
        server.get()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(SECONDS) == 0
    assert any(re.fullmatch(r"Klaar in \d+,\d s\. De site staat op http.*", line) for line in server.printed)


def test_a_port_in_use_is_one_line_and_exit_code_2(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            arguments(project, port),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": SOURCE},
        )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"Poort {port} is al in gebruik")
    assert done.stderr.count("\n") == 1


def test_a_configuration_that_is_not_there_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serving.serve(tmp_path / "mkdocs.yml", "127.0.0.1", 0) == 2
    assert capsys.readouterr().err == "Het bestand ‘mkdocs.yml’ is er niet. Start Struin in de map van het project.\n"


def test_a_real_mistake_in_the_real_bundle_is_told_once_with_its_hint_and_mended(tmp_path: Path) -> None:
    here = Path(__file__).resolve().parents[1]
    for name in ("content", "docs", "macros"):
        shutil.copytree(here / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(here / "mkdocs.yml", tmp_path)
    file = min((tmp_path / "content/stories").glob("*.md"))
    good, address = file.read_text(encoding="utf-8"), f"stories/{file.stem}/"
    with served(tmp_path) as server:
        assert server.get(address)[0] == 200
        bad = good.replace("---\n", "---\ntitel: Twee\n", 1)
        status, page = server.after(lambda: server.write(f"content/stories/{file.name}", bad), address)
        assert status == 404
        assert f"content/stories/{file.name}:2:1" in page
        assert "title" in page
        status, _ = server.after(lambda: server.write(f"content/stories/{file.name}", good), address)
        assert status == 200
    assert "\n".join(server.printed).count(f"content/stories/{file.name}:2:1: fout:") == 1


@pytest.mark.browser
def test_a_browser_sees_the_mistake_and_comes_back_to_its_page_by_itself(project: Path, chromium: Any) -> None:
    with served(project) as server:
        page = chromium.new_page()
        page.goto(f"{server.url}verder/")
        server.write("content/jas.md", "FOUT\n")
        page.get_by_role("alert").get_by_text("content/jas.md:1:1").wait_for(timeout=SECONDS * 1000)
        assert page.url == f"{server.url}verder/"
        server.write("content/jas.md", "Een jas.\n")
        page.get_by_text("Verder").wait_for(timeout=SECONDS * 1000)


# The page


def finding_page() -> str:
    findings = [
        warning("folder-unknown-near", Place("content/a.md", 9, 2), name=STRANGE_WORDS, near="", known=""),
        error("folder-unknown-near", Place("content/b.md", 3, 7), name=STRANGE_WORDS, near="", known=""),
    ]
    return render_error_page(BuildFailed("content", diagnostics=findings, details=STRANGE_WORDS))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(finding_page, id="findings"),
        pytest.param(
            lambda: render_error_page(
                BuildFailed("other", where="a.py:1", last_line=STRANGE_WORDS, lines=[STRANGE_WORDS])
            ),
            id="exception",
        ),
    ],
)
def test_the_page_is_valid_says_it_first_loads_nothing_and_escapes(page: Callable[[], str]) -> None:
    text = page()
    html5lib.HTMLParser(strict=True).parse(text)
    assert STRANGE_WORDS not in text
    assert html.escape(STRANGE_WORDS, quote=False) in text
    body = text.partition("<body>")[2]
    assert re.match(r"\s*<main>\s*<div role=\"alert\">\s*<h1>", body)
    assert not re.search(r"\b(src|href)=|url\(|@import|<script", text)


def test_the_page_tells_errors_before_warnings_each_with_its_place() -> None:
    text = finding_page()
    seen = [text.index(part) for part in ("content/b.md:3:7", ">fout<", "content/a.md:9:2", ">let op<")]
    assert seen == sorted(seen)
    assert "Er zit een fout in de inhoud" in text


def test_the_page_stands_at_home_and_at_every_other_address(tmp_path: Path) -> None:
    write_error_page(BuildFailed("other"), tmp_path)
    assert (tmp_path / "index.html").read_bytes() == (tmp_path / "404.html").read_bytes()


def test_every_kind_has_its_sentence_in_every_language() -> None:
    for language in LANGUAGES:
        keys = filter(lambda key: key.startswith("publish.kind."), catalogue(language).keys())
        kinds = {key.split(".")[2] for key in keys}
        assert kinds == {"content", "config", "macro", "template", "python", "strict", "machine", "other"}
        for kind in kinds:
            assert BuildFailed(kind).sentence(language)


# Building


def test_a_build_goes_where_it_is_told(project: Path, tmp_path: Path) -> None:
    build_site(project / "mkdocs.yml", tmp_path / "uit", root=project)
    assert "Eerste naam" in (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert not (project / "site").exists()


def test_a_warning_fails_a_strict_build_and_says_which(project: Path, tmp_path: Path) -> None:
    (project / "docs/index.md").write_text("[weg](nergens.md)", encoding="utf-8")
    with pytest.raises(BuildFailed) as caught:
        build_site(project / "mkdocs.yml", tmp_path / "uit", root=project)
    assert caught.value.kind == "strict"
    assert str(caught.value).startswith("MkDocs gaf een waarschuwing, en bij een echte bouw telt die als fout.\n")
    assert "nergens.md" in str(caught.value)


def test_a_warning_counts_even_when_the_log_was_made_quiet(project: Path, tmp_path: Path) -> None:
    (project / "docs/index.md").write_text("[weg](nergens.md)", encoding="utf-8")
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.CRITICAL)
    try:
        with pytest.raises(BuildFailed):
            build_site(project / "mkdocs.yml", tmp_path / "uit", root=project)
        assert logger.level == logging.CRITICAL
    finally:
        logger.setLevel(logging.NOTSET)


def test_a_warning_is_printed_by_a_build_that_is_not_strict(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs/index.md").write_text("[weg](nergens.md)", encoding="utf-8")
    build_site(project / "mkdocs.yml", tmp_path / "uit", strict=False, root=project)
    assert capsys.readouterr().err.count("nergens.md") == 1


def test_findings_come_out_of_a_build_as_findings(project: Path, tmp_path: Path) -> None:
    (project / "content/jas.md").write_text("FOUT", encoding="utf-8")
    with pytest.raises(BuildFailed) as caught:
        build_site(project / "mkdocs.yml", tmp_path / "uit", root=project)
    assert [str(finding.place) for finding in caught.value.diagnostics] == ["content/jas.md:1:1"]


def test_a_full_disk_is_told_in_words() -> None:
    failure = explain(PublishFailed("disk-full", folder="site"), Path("/"))
    assert failure.kind == "machine"
    assert "De schijf is vol" in str(failure)


def test_only_modules_under_the_folder_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = types.ModuleType("proef_elders"), types.ModuleType("proef_macros")
    kept.__file__ = str(tmp_path / "elders" / "a.py")
    gone.__file__ = str(tmp_path / "macros" / "deep" / "a.py")
    monkeypatch.setitem(sys.modules, "proef_elders", kept)
    monkeypatch.setitem(sys.modules, "proef_macros", gone)
    forget_modules(tmp_path / "macros")
    assert "proef_elders" in sys.modules
    assert "proef_macros" not in sys.modules
