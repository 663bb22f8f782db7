"""The state of the bundle, told to its editors on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from built import Built, build
from bundles import project, story
from repositories import git
from struin.revision import last_changes

PAGE = "redactie/stand/"


def test_every_principle_and_kind_is_counted_as_the_catalogue_has_them(site: Built) -> None:
    page = site.pages[PAGE]
    heads = [node.text().strip() for node in page.all("#struin-stand-tabel ~ div thead th")]
    rows = {
        row.css("th")[0].text().strip(): [td.text().split()[0] for td in row.css("td")]
        for row in page.all("#struin-stand-tabel ~ div tbody tr")
    }
    assert len(rows) == 6
    at = heads.index("Verhalen")
    told = sum(int(cells[at]) for cells in rows.values())
    assert told == sum(item["collection"] == "stories" for item in site.items)
    assert sum(int(cells[-1]) for cells in rows.values()) == sum(i["collection"] != "principles" for i in site.items)


def test_the_share_of_an_audience_is_told_in_words_and_leads_from_what_asks_attention(site: Built) -> None:
    page = site.pages[PAGE]
    stories = [item for item in site.items if item["collection"] == "stories"]
    row = next(row for row in page.all("#struin-stand-voor ~ div tbody tr") if row.css("th")[0].text() == "Verhalen")
    heads = [node.text().strip() for node in page.all("#struin-stand-voor ~ div thead th")]
    told = row.css("td")[heads.index("studenten")].text().split()
    students = sum("student" in item["audience"] for item in stories)
    assert told == [str(students), str(round(100 * students / len(stories))), "%"]
    targets = [str(node.attributes["href"])[1:] for node in page.all(".dashboard__sign")]
    assert len(targets) == 4
    assert set(targets) <= set(page.ids)
    assert all(node.text().split()[0].isdigit() for node in page.all(".dashboard__sign"))


def test_what_is_lonely_what_ends_and_what_is_oldest_is_listed(tmp_path: Path) -> None:
    consent = "consent: {reference: T-7, given_on: 2020-01-01, valid_until: 2099-02-03}"
    told = story("De jas").replace("origin: composed,", f"origin: told, {consent},")
    root = project(tmp_path / "bundle", {"content/stories/de-jas.md": told}, each=1)
    git(root, "init", "-q", day="2020-01-01")
    git(root, "add", "-A", day="2020-01-01")
    git(root, "commit", "-qm", "one", day="2020-01-01")
    (root / "content/quotes/citaat-0.md").write_text(
        (root / "content/quotes/citaat-0.md").read_text() + "\nEn nog een.\n"
    )
    git(root, "commit", "-qam", "two", day="2021-05-06")
    assert last_changes(root)["content/quotes/citaat-0.md"] == date(2021, 5, 6)
    assert last_changes(root)["content/stories/de-jas.md"] == date(2020, 1, 1)
    page = build(root, tmp_path / "site").pages[PAGE]

    def lines(part: str) -> list[str]:
        return [" ".join(node.text().split()) for node in page.all(f"#struin-stand-{part} ~ ul li")]

    assert "De jas Verhaal niemand verwijst ernaar" in lines("lonely")
    assert lines("consent")[0].startswith("De jas Verhaal 3 februari 2099 (nog ")
    assert lines("oldest")[-1].startswith("Citaat 0 Citaat 6 mei 2021")
    assert lines("oldest")[0].endswith("1 januari 2020")


def test_without_a_history_nothing_is_oldest(tmp_path: Path) -> None:
    assert last_changes(tmp_path) == {}
