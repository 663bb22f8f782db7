"""An item gets another name, or is withdrawn: what referred to it, its old address, and what must not be left of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from built import build, run, snapshot
from bundles import HOMES, common, exercise, project, quote, story
from readers import pdf_text
from repositories import git
from struin.addresses import Addresses, Reason, Withdrawal, read_addresses
from struin.pipeline import check
from struin.rename import RenameRefused, rename
from struin.rewriting import Unreadable
from struin.withdraw import WithdrawRefused, withdraw
from world import make_world, told

TODAY = date(2027, 6, 1)
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
UNIQUE = "kwispedoorbloem"  # a word that stands nowhere else


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A bundle in which everything that can refer to a story refers to `stories/de-jas`, in every way of writing it."""
    others = "relations:\n  # De jas hoort hierbij.\n  contrasts: ['stories/de-jas', quotes/een-stoel]\n"
    listed = "relations:\n  deepens:\n    - stories/de-jas  # het begin\n    - quotes/een-stoel\n"
    only = "relations: {shows: [principles/lerend-werken], deepens: [stories/de-jas]}\n"
    cover = "cover: {image: jas.svg, alt: Een kwispedoorbloem op een haak.}\n"
    return project(
        tmp_path / "bundle",
        {
            "content/stories/de-jas.md": story(
                f"De {UNIQUE}", f"## Toen {{#toen}}\n\nEr hing een {UNIQUE}.\n", more=cover
            )
            .replace("Een samenvatting van een regel.", f"Hier hing een {UNIQUE} aan een haak.")
            .replace("Wat hangt er bij jou?", f"Wie nam de {UNIQUE} mee?"),
            "content/stories/de-jas-aan.md": story(
                "De jas aan", "Zie [het begin van *toen*](de-jas.md#toen) en verder.\n"
            ),
            "content/stories/een.md": story("Een", more=others),
            "content/stories/twee.md": story("Twee", more=listed),
            "content/stories/drie.md": story(
                "Drie", "[Zo]: niets. [Kijk daar][jas].\n\n[jas]: ./de-jas.md\n", more=only
            ),
            "content/quotes/een-stoel.md": quote(
                body="Er stond [een stoel](../stories/de-jas.md) te veel, bij stories/de-jassen.\n"
            ),
            "content/exercises/de-tafel.md": exercise(),
            "content/media/jas.svg": DRAWING,
            "docs/over.md": "# Over\n\nLees [de jas](stories/de-jas.md) of [deze](stories/de-jas-aan.md).\n",
        },
    )


def findings(root: Path) -> str:
    return told(check(root, today=TODAY))


def test_everything_that_refers_to_an_item_goes_along_and_nothing_else_changes(root: Path) -> None:
    before = snapshot(root)
    assert rename(root, "stories/de-jas", "de-mantel").new == "stories/de-mantel"
    after = snapshot(root)
    assert after.pop("content/stories/de-mantel.md") == before.pop("content/stories/de-jas.md")
    assert after.pop("content/addresses.yml") == b"renamed:\n  stories/de-jas: stories/de-mantel\n"
    changed = {path: text.decode() for path, text in after.items() if text != before[path]}
    assert set(before) == set(after)
    assert {path: changed[path].replace("de-mantel", "de-jas").encode() for path in changed} == {
        path: before[path] for path in changed
    }
    assert sorted(changed) == [
        "content/quotes/een-stoel.md", "content/stories/de-jas-aan.md", "content/stories/drie.md",
        "content/stories/een.md", "content/stories/twee.md", "docs/over.md",
    ]  # fmt: skip
    assert "stories/de-jassen" in changed["content/quotes/een-stoel.md"]
    assert "(stories/de-jas-aan.md)" in changed["docs/over.md"]
    assert findings(root) == ""


def test_a_principle_takes_along_every_item_that_names_it(root: Path) -> None:
    rename(root, f"principles/{HOMES[0]}", "gewoon-doen")
    assert findings(root) == ""
    assert not any(
        HOMES[0] in text.decode() for path, text in snapshot(root).items() if path != "content/addresses.yml"
    )


def test_an_address_of_long_ago_leads_on_after_every_new_name(root: Path) -> None:
    rename(root, "stories/de-jas", "de-mantel")
    rename(root, "stories/de-mantel", "de-cape")
    assert read_addresses(root)[0].renamed == {
        "stories/de-jas": "stories/de-cape",
        "stories/de-mantel": "stories/de-cape",
    }
    rename(root, "stories/de-cape", "de-jas")
    assert read_addresses(root)[0].renamed == {
        "stories/de-mantel": "stories/de-jas",
        "stories/de-cape": "stories/de-jas",
    }
    assert findings(root) == ""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("stories/de-jaz", "de-mantel", "unknown"),
        ("../../etc/passwd", "de-mantel", "unknown"),
        ("stories/de-jas", "De Mantel", "name"),
        ("stories/de-jas", "../quotes/de-mantel", "other-kind"),
        ("stories/de-jas", "quotes/de-mantel", "other-kind"),
        ("stories/de-jas", "de-jas-aan", "taken"),
        ("stories/de-jas", "de-jas", "taken"),
    ],
)
def test_a_name_that_cannot_be_changes_nothing(root: Path, old: str, new: str, code: str) -> None:
    before = snapshot(root)
    with pytest.raises(RenameRefused) as refusal:
        rename(root, old, new)
    assert refusal.value.code == code
    assert snapshot(root) == before


def test_the_old_name_of_another_item_is_not_given_away(root: Path) -> None:
    rename(root, "stories/de-jas", "de-mantel")
    before = snapshot(root)
    with pytest.raises(RenameRefused) as refusal:
        rename(root, "stories/een", "de-jas")
    assert (refusal.value.code, refusal.value.values["now"]) == ("former", "stories/de-mantel")
    assert snapshot(root) == before


CODE = """\
[Zo](de-jas.md) en `[zo](de-jas.md)`.

```markdown
[zo](de-jas.md) van stories/de-jas
```

    [zo](de-jas.md)

- In een lijst

    [zo](de-jas.md)

~~~
```
[zo](de-jas.md)
~~~
[Ook](de-jas.md#toen "De jas"), <a href="x">x</a>, [weer](<../stories/de-jas.md>) en stories/de-jas.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_code_that_is_shown_and_line_ends_stay_as_they_are(root: Path, end: str) -> None:
    text = story("Code", CODE).replace("\n", end)
    (root / "content/stories/code.md").write_bytes(text.encode())
    rename(root, "stories/de-jas", "de-mantel")
    after = (root / "content/stories/code.md").read_bytes().decode()
    changed = [line for line, old in zip(after.split(end), text.split(end), strict=True) if line != old]
    assert changed == [
        "[Zo](de-mantel.md) en `[zo](de-jas.md)`.",
        "    [zo](de-mantel.md)",
        '[Ook](de-mantel.md#toen "De jas"), <a href="x">x</a>, [weer](<../stories/de-mantel.md>) en stories/de-mantel.',
    ]
    assert after.split(end).index("    [zo](de-mantel.md)") > after.split(end).index("- In een lijst")


def test_the_name_of_a_principle_may_be_a_common_word(root: Path) -> None:
    rename(root, f"principles/{HOMES[0]}", "open")
    scale = "Er stond een deur open.\n\n- open: Ik deed open.\n- dicht: Ik deed open.\n"
    (root / "content/stories/open.md").write_text(story("Alles open", scale, home="open"))
    page = "# Over\n\n{{ cards(principle='open') }} open\n"
    (root / "docs/over.md").write_text(page)
    rename(root, "principles/open", "dichtbij")
    after = (root / "content/stories/open.md").read_text()
    assert after == story("Alles open", scale.replace("- open:", "- dichtbij:"), home="dichtbij")
    assert (root / "docs/over.md").read_text() == page.replace("'open'", "'dichtbij'")
    assert "principles: [dichtbij, lerend-werken]" in (root / "content/bundle.yml").read_text()
    assert findings(root) == ""


@pytest.mark.parametrize("fails", [1, 3, 6])
def test_a_name_that_cannot_be_written_everywhere_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    """Whichever file it is that the disk refuses, of those that are put in place and of the one that goes."""
    before = snapshot(root)
    done = 0
    replace, unlink = Path.replace, Path.unlink

    def refuse(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == fails:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(OSError, match="No space"):
            rename(root, "stories/de-jas", "de-mantel")
    assert snapshot(root) == before

    def keep(self: Path, missing_ok: bool = False) -> None:
        if self.name == "de-jas.md":
            raise PermissionError(13, "Permission denied", str(self))
        unlink(self, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", keep)
        with pytest.raises(PermissionError):
            rename(root, "stories/de-jas", "de-mantel")
    assert snapshot(root) == before


def test_a_file_of_another_encoding_is_named_and_then_nothing_changes(root: Path) -> None:
    (root / "content/stories/oud.md").write_bytes(story("Oud", "Zie stories/de-jas, een café.\n").encode("latin-1"))
    before = snapshot(root)
    with pytest.raises(Unreadable) as renaming:
        rename(root, "stories/de-jas", "de-mantel")
    with pytest.raises(Unreadable) as withdrawing:
        withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert renaming.value.path == withdrawing.value.path == "content/stories/oud.md"
    assert snapshot(root) == before
    (root / "content/stories/oud.md").write_bytes("café".encode("latin-1"))
    assert withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY).naming == ()


def inside(path: str, data: bytes, folder: Path) -> Iterator[bytes]:
    """The bytes of a file and of all that is packed in it, so that nothing hides: zips, Word, search index, PDF."""
    yield path.encode() + b"\n" + data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from inside(name, packed.read(name), folder)
    elif data.startswith(b"\x1f\x8b"):
        yield from inside(path, gzip.decompress(data), folder)
    elif data.startswith(b"%PDF"):
        (folder / "one.pdf").write_bytes(data)
        yield pdf_text(folder / "one.pdf").encode()


def holding(site: Path, folder: Path, *words: str) -> set[str]:
    """The files of a site that hold one of these words somewhere."""
    wanted = [word.encode() for word in words]
    return {
        path
        for path, data in snapshot(site).items()
        if any(word in text.lower() for text in inside(path, data, folder) for word in wanted)
    }


def test_nothing_of_what_was_withdrawn_is_left_in_the_site(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/")  # with pictures to share and decks of cards too
    blocks = "".join(
        f"  - {{minutes: 20, {what}}}\n"
        for what in (
            "item: stories/de-jas",
            "item: exercises/de-tafel",
            "own: break, title: Pauze",
            "item: stories/een",
        )
    )
    front = common("De ochtend") + (
        "goal: Zien wie er aan tafel zit en wie niet.\nstart: '09:30'\ngroup: {min: 2, max: 6}\n"
        f"room: Een tafel met stoelen.\nblocks:\n{blocks}safety: Stoppen mag altijd en zonder uitleg.\n"
    )
    make_world(root, {"content/sessions/ochtend.md": f"---\n{front}---\nGa zitten.\n"})
    before = holding(build(root, tmp_path / "before").folder, tmp_path, UNIQUE)
    found = {Path(path).suffix for path in before}
    assert found >= {".html", ".js", ".json", ".docx", ".pdf", ".md", ".pf_fragment", ".zip"}
    done = withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert done.removed == ("content/stories/de-jas.md", "content/media/jas.svg")
    assert done.naming == ()
    assert findings(root) == ""
    site = build(root, tmp_path / "after")
    assert holding(site.folder, tmp_path, UNIQUE, "jas.svg") == set()
    assert b"/stories/de-jas-aan/" in (site.folder / "sitemap.xml").read_bytes()
    assert b"/stories/de-jas/" not in (site.folder / "sitemap.xml").read_bytes()
    page = site.pages["stories/de-jas/"]
    assert page.text("h1") == "Dit is er niet meer"
    assert "niet langer wil delen" in page.text("main")
    assert page.all("meta[name=robots][content=noindex]")
    assert "stories/de-jas" not in {each["id"] for each in site.items}


def test_links_to_what_was_withdrawn_become_their_words(root: Path) -> None:
    withdraw(root, "stories/de-jas", Reason.SAFETY, TODAY)
    texts = {path: text.decode() for path, text in snapshot(root).items() if path.endswith(".md")}
    assert "Zie het begin van *toen* en verder." in texts["content/stories/de-jas-aan.md"]
    assert "Er stond een stoel te veel, bij stories/de-jassen." in texts["content/quotes/een-stoel.md"]
    assert "contrasts: [quotes/een-stoel]" in texts["content/stories/een.md"]
    assert "  # De jas hoort hierbij.\n" in texts["content/stories/een.md"]
    assert "  deepens:\n    - quotes/een-stoel\n" in texts["content/stories/twee.md"]
    assert "relations: {shows: [principles/lerend-werken]}" in texts["content/stories/drie.md"]
    assert texts["content/stories/drie.md"].endswith("[Zo]: niets. Kijk daar.\n\n")


def test_a_picture_that_another_item_shows_stays(root: Path) -> None:
    (root / "content/stories/een.md").write_text(story("Een", more="cover: {image: jas.svg, alt: Een haak.}\n"))
    assert withdraw(root, "stories/de-jas", Reason.RIGHTS, TODAY).removed == ("content/stories/de-jas.md",)


def test_a_picture_goes_although_the_name_of_another_ends_like_its_own(root: Path) -> None:
    make_world(root, {"content/media/mijn-jas.svg": DRAWING})
    (root / "content/stories/een.md").write_text(story("Een", more="cover: {image: mijn-jas.svg, alt: Een haak.}\n"))
    assert "content/media/jas.svg" in withdraw(root, "stories/de-jas", Reason.RIGHTS, TODAY).removed
    assert (root / "content/media/mijn-jas.svg").exists()


def test_where_the_title_or_a_sentence_stands_elsewhere_is_told_and_links_lose_the_title(root: Path) -> None:
    body = f"Lees [De {UNIQUE}](de-jas.md), en ook [de {UNIQUE} nog eens][daar].\n\n[daar]: de-jas.md\n"
    quoted = "Zij zei: ‘Hier hing een Kwispedoorbloem aan *een* haak.’\n\n    [zo](de-jas.md)\n"
    more = {"content/stories/een.md": story("Een", body), "content/stories/twee.md": story("Twee", quoted)}
    make_world(root, {**more, "docs/over.md": f"# Over\n\nLees De {UNIQUE} eens.\n"})
    done = withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    text = (root / "content/stories/een.md").read_text()
    assert "Lees een tekst die er niet meer is, en ook een tekst die er niet meer is nog eens.\n" in text
    line = text.count("\n", 0, text.index("Lees een"))
    assert done.naming == (
        f"content/stories/twee.md:{line + 1}",
        f"content/stories/twee.md:{line + 3}",
        "docs/over.md:3",
    )


def test_what_git_remembers_under_earlier_names_and_with_earlier_pictures_is_listed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    make_world(root, {"content/media/mantel.svg": DRAWING.replace(b"4 4", b"4 5")})
    text = (root / "content/stories/de-jas.md").read_text()
    (root / "content/stories/de-jas.md").write_text(text.replace("jas.svg", "mantel.svg"))
    (root / "content/media/jas.svg").unlink()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "another picture")
    rename(root, "stories/de-jas", "de-mantel")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "another name")
    git(root, "mv", "content/stories/de-mantel.md", "content/stories/de-cape.md")
    git(root, "commit", "-qm", "another name, by hand")
    rename(root, "stories/de-cape", "de-jurk")
    done = withdraw(root, "stories/de-jurk", Reason.CONSENT, TODAY)
    assert set(done.paths) == {
        "content/stories/de-jurk.md", "content/stories/de-cape.md", "content/stories/de-mantel.md",
        "content/stories/de-jas.md", "content/media/mantel.svg", "content/media/jas.svg",
    }  # fmt: skip
    assert done.history is not None
    assert len(done.history) == 4


def test_a_file_of_windows_stays_one(root: Path) -> None:
    file = root / "content/stories/twee.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert b"de-jas" not in file.read_bytes()
    assert file.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0


def test_history_is_that_of_all_branches_and_paths_begin_at_the_top_of_the_repository(root: Path) -> None:
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "one")
    git(root.parent, "checkout", "-qb", "another")
    (root / "content/stories/de-jas.md").write_text(story("De jas", "Anders.\n"))
    git(root.parent, "commit", "-qam", "two")
    git(root.parent, "checkout", "-q", "main")
    done = withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert done.history is not None
    assert len(done.history) == 2
    assert done.paths == ("bundle/content/stories/de-jas.md", "bundle/content/media/jas.svg")
    assert done.removed == ("content/stories/de-jas.md", "content/media/jas.svg")


def test_what_was_kept_to_build_faster_is_thrown_away(root: Path) -> None:
    make_world(root, {".cache/pictures/abc": b"De jas"})
    withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert not (root / ".cache").exists()


def test_an_item_that_is_named_more_than_once_goes_from_each_place(root: Path) -> None:
    front = "relations:\n  contrasts: [stories/de-jas]\n  deepens: [stories/de-jas, quotes/een-stoel, stories/de-jas]\n"
    text = story("Een", more=front).replace(
        "passport: {origin: composed,",
        "passport: {origin: told, consent: {reference: stories/de-jas, given_on: 2026-01-01, valid_until: 2099-01-01},",
    )
    (root / "content/stories/een.md").write_text(text)
    withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    after = (root / "content/stories/een.md").read_text()
    assert "relations:\n  deepens: [quotes/een-stoel]\n" in after
    assert "reference: stories/de-jas" in after


@pytest.mark.parametrize("written", ["renamed: [x]\n", "weg: {}\n"])
def test_with_a_faulty_list_of_addresses_nothing_is_renamed_or_withdrawn(root: Path, written: str) -> None:
    (root / "content/addresses.yml").write_text(written)
    before = snapshot(root)
    with pytest.raises(RenameRefused) as renaming:
        rename(root, "stories/de-jas", "de-mantel")
    with pytest.raises(WithdrawRefused) as withdrawing:
        withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    assert (renaming.value.code, withdrawing.value.code) == ("addresses", "addresses")
    assert snapshot(root) == before


def test_links_of_the_file_system_are_neither_followed_nor_replaced(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders.md"
    elsewhere.write_text(story("Elders", "[zo](de-jas.md)\n"))
    (root / "content/stories/elders.md").symlink_to(elsewhere)
    rename(root, "stories/de-jas", "de-mantel")
    assert (root / "content/stories/elders.md").is_symlink()
    assert "(de-jas.md)" in elsewhere.read_text()
    with pytest.raises(RenameRefused) as renaming:
        rename(root, "stories/elders", "anders")
    with pytest.raises(WithdrawRefused) as withdrawing:
        withdraw(root, "stories/elders", Reason.CONSENT, TODAY)
    assert (renaming.value.code, withdrawing.value.code) == ("unknown", "unknown")
    (root / "content/addresses.yml").unlink()
    (root / "content/addresses.yml").symlink_to(elsewhere)
    assert [each.code for each in read_addresses(root)[1]] == ["symlink"]


def test_who_may_read_a_file_stays_the_same(root: Path) -> None:
    (root / "content/stories/een.md").chmod(0o640)
    rename(root, "stories/de-jas", "de-mantel")
    assert "stories/de-mantel" in (root / "content/stories/een.md").read_text()
    assert (root / "content/stories/een.md").stat().st_mode & 0o777 == 0o640
    assert (root / "content/addresses.yml").stat().st_mode & 0o777 == 0o644


def test_what_was_withdrawn_already_is_told_so(root: Path) -> None:
    withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    before = snapshot(root)
    with pytest.raises(WithdrawRefused) as refusal:
        withdraw(root, "stories/de-jas", Reason.SAFETY, TODAY)
    assert refusal.value.code == "already"
    assert snapshot(root) == before


def test_what_git_remembers_is_listed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    (root / "content/stories/de-jas.md").write_text(story("De jas", "Anders.\n"))
    git(root, "commit", "-qam", "two")
    (root / "docs/over.md").write_text("# Over\n")
    git(root, "commit", "-qam", "another file")
    history = withdraw(root, "stories/de-jas", Reason.OUTDATED, TODAY).history
    assert history is not None
    assert len(history) == 2


def test_without_git_there_is_no_history(root: Path) -> None:
    assert not withdraw(root, "stories/de-jas", Reason.OUTDATED, TODAY).history


@pytest.mark.parametrize(("item", "code"), [("stories/de-jaz", "unknown"), (f"principles/{HOMES[0]}", "principle")])
def test_what_cannot_be_withdrawn_changes_nothing(root: Path, item: str, code: str) -> None:
    before = snapshot(root)
    with pytest.raises(WithdrawRefused) as refusal:
        withdraw(root, item, Reason.CONSENT, TODAY)
    assert refusal.value.code == code
    assert snapshot(root) == before


def test_what_was_withdrawn_cannot_come_back_unseen_nor_its_name_be_taken(root: Path) -> None:
    text = (root / "content/stories/de-jas.md").read_text()
    withdraw(root, "stories/de-jas", Reason.CONSENT, TODAY)
    with pytest.raises(RenameRefused):
        rename(root, "stories/een", "de-jas")
    (root / "content/stories/de-jas.md").write_text(text.replace("jas.svg", "niets.svg"))
    assert (
        "content/addresses.yml:2:3: fout: ‘stories/de-jas’ is weggehaald, en staat er weer. [addresses-back]"
        in findings(root)
    )


FORM = "In de lijst met oude adressen klopt ‘{}’ niet. [addresses-form]"


@pytest.mark.parametrize(
    ("written", "place", "expected"),
    [
        (
            "renamed:\n  stories/weg: stories/nergens\n",
            "2:3",
            "Een oud adres leidt naar ‘stories/nergens’, en dat is er niet. [addresses-nowhere]",
        ),
        (
            "renamed:\n  stories/een: stories/twee\n",
            "2:3",
            "‘stories/een’ staat bij de oude namen, maar er is weer een tekst die zo heet. [addresses-taken]",
        ),
        ("renamed:\n  een: stories/twee\n", "2:3", FORM.format("renamed.een")),
        (
            "withdrawn:\n  stories/x: {on: 2026-11-22, reason: zomaar}\n",
            "2:31",
            FORM.format("withdrawn.stories/x.reason"),
        ),
        ("renamed:\n  stories/x: <b>\n", "2:3", FORM.format("renamed.stories/x")),
    ],
)
def test_a_faulty_list_is_told_at_its_line(root: Path, written: str, place: str, expected: str) -> None:
    (root / "content/addresses.yml").write_text(written)
    assert findings(root).splitlines()[0] == f"content/addresses.yml:{place}: fout: {expected}"


def test_the_list_is_read_as_it_is_written() -> None:
    gone = {"stories/a-b": Withdrawal(on=date(2026, 1, 2), reason=Reason.CONSENT)}
    addresses = Addresses({"stories/aaa": "stories/bbb"}, gone).with_withdrawal("stories/bbb", gone["stories/a-b"])
    assert addresses.renamed == {}
    assert sorted(addresses.withdrawn) == ["stories/a-b", "stories/aaa", "stories/bbb"]


def test_the_commands_say_what_they_did(root: Path) -> None:
    done = run("struin", "rename", "--root", str(root), "stories/de-jaz", "de-mantel")
    assert (done.returncode, done.stderr) == (2, "Er is geen tekst ‘stories/de-jaz’; bedoel je ‘stories/de-jas’?\n")
    done = run("struin", "rename", "--root", str(root), "stories/de-jas", "de-mantel")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "‘stories/de-jas’ heet nu ‘stories/de-mantel’. Wie het oude adres heeft, komt er nog.\n"
        "Aangepast: 7 bestanden.\n"
    )
    done = run("struin", "withdraw", "--root", str(root), "stories/de-mantel", "--reason", "consent")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("‘stories/de-mantel’ is weggehaald.")
    assert "Zet de site nu opnieuw online" in done.stdout
    done = run("struin", "passport", "--root", str(root), "--days", "10")
    assert (done.returncode, done.stdout) == (0, "Er loopt niets af.\n")
