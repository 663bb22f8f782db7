"""Linking: references are checked where they stand, backlinks come along, and the ring goes past everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from struin.graph import Tie, link
from struin.pipeline import check, load
from world import bundle_world, entry, item, settings_of, told

TODAY = date(2027, 6, 1)


def findings(folder: Path, files: dict[str, str | bytes]) -> str:
    return told(check(bundle_world(folder, files), today=TODAY))


def ties(*entries: object) -> dict[str, tuple[Tie, ...]]:
    graph, found = link(entries, settings_of())  # type: ignore[arg-type]
    assert told(found) == ""
    return dict(graph.ties)


HOMES = (entry("principles/open"), entry("principles/dichtbij"))


# What is right


def test_a_tie_is_known_on_both_sides() -> None:
    known = ties(*HOMES, entry("stories/jas", relations={"shows": ["principles/open"]}))
    assert known["stories/jas"] == (Tie("shows", "principles/open"),)
    assert known["principles/open"] == (Tie("shows", "stories/jas", inverse=True),)


def test_a_link_in_a_body_is_a_tie_that_mentions() -> None:
    known = ties(*HOMES, entry("stories/jas", links=["quotes/stoel", "quotes/stoel"]), entry("quotes/stoel"))
    assert known["stories/jas"] == (Tie("mentions", "quotes/stoel"),)
    assert known["quotes/stoel"] == (Tie("mentions", "stories/jas", inverse=True),)


def test_a_contrast_that_both_wrote_down_is_one_tie() -> None:
    known = ties(
        *HOMES,
        entry("stories/jas", relations={"contrasts": ["quotes/stoel"]}),
        entry("quotes/stoel", relations={"contrasts": ["stories/jas"]}),
    )
    assert known["stories/jas"] == (Tie("contrasts", "quotes/stoel"),)
    assert known["quotes/stoel"] == (Tie("contrasts", "stories/jas"),)


def test_a_directed_tie_both_ways_is_two_ties() -> None:
    known = ties(
        *HOMES,
        entry("stories/jas", relations={"deepens": ["quotes/stoel"]}),
        entry("quotes/stoel", relations={"deepens": ["stories/jas"]}),
    )
    assert known["stories/jas"] == (Tie("deepens", "quotes/stoel"), Tie("deepens", "quotes/stoel", inverse=True))


# What is wrong


def test_a_reference_to_nothing_is_told_where_it_stands_with_what_was_meant(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/de-jas-aan.md": item("stories"),
        "stories/de-stoel.md": item("stories", relations={"contrasts": ["stories/de-jas"], "shows": ["principles/x"]}),
    }
    assert findings(tmp_path, files) == (
        "content/stories/de-stoel.md:19:5: fout: Er is geen tekst ‘stories/de-jas’; bedoel je ‘stories/de-jas-aan’? "
        "[reference-unknown-meant]\n"
        "    Verbeter de verwijzing. Ze noemt de map en de bestandsnaam zonder .md van een tekst die er is "
        "en zelf geen fouten heeft.\n"
        "content/stories/de-stoel.md:21:5: fout: Er is geen tekst ‘principles/x’. [reference-unknown]\n"
        "    Schrijf de map en de bestandsnaam zonder .md, zoals stories/de-jas-aan, van een tekst die er is.\n"
    )


def test_a_reference_to_the_wrong_kind_says_which_kinds_can_be(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", relations={"shows": ["quotes/stoel"]}),
        "quotes/stoel.md": item("quotes"),
    }
    assert findings(tmp_path, files) == (
        "content/stories/jas.md:19:5: fout: Het verband ‘shows’ kan niet naar quotes/stoel lopen. "
        "[reference-wrong-kind]\n"
        "    ‘shows’ loopt alleen naar teksten uit: principles. Kies een ander soort verband of een andere tekst.\n"
    )


def test_an_item_does_not_refer_to_itself(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"stories/jas.md": item("stories", relations={"deepens": ["stories/jas"]})}
    assert findings(tmp_path, files) == (
        "content/stories/jas.md:19:5: fout: Deze tekst verwijst naar zichzelf (stories/jas). [reference-to-itself]\n"
        "    Een verband loopt naar een andere tekst. Haal deze verwijzing weg of kies een andere.\n"
    )


def test_a_reference_that_stands_twice_is_only_remarked_upon(tmp_path: Path) -> None:
    twice = {"shows": ["principles/open", "principles/open"]}
    assert findings(tmp_path, {"stories/jas.md": item("stories", relations=twice)}) == (
        "content/stories/jas.md:20:5: let op: De verwijzing naar ‘principles/open’ staat er twee keer. "
        "[reference-twice]\n"
        "    Haal er één weg.\n"
    )


def test_a_broken_link_in_a_body_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    body = "Er hangt een jas.\n\nZie ook [de stoel](../quotes/stol.md), en daarna [niets](niets.md).\n"
    files: dict[str, str | bytes] = {"stories/jas.md": item("stories", body), "quotes/stoel.md": item("quotes")}
    lines = item("stories", "").count("\n")
    assert findings(tmp_path, files) == (
        f"content/stories/jas.md:{lines + 3}:20: fout: Er is geen tekst ‘quotes/stol’; bedoel je ‘quotes/stoel’? "
        "[reference-unknown-meant]\n"
        "    Verbeter de verwijzing. Ze noemt de map en de bestandsnaam zonder .md van een tekst die er is "
        "en zelf geen fouten heeft.\n"
        f"content/stories/jas.md:{lines + 3}:58: fout: Er is geen tekst ‘stories/niets’. [reference-unknown]\n"
        "    Schrijf de map en de bestandsnaam zonder .md, zoals stories/de-jas-aan, van een tekst die er is.\n"
    )


@pytest.mark.parametrize(
    "faulty",
    [
        pytest.param(item("quotes", speaker=...), id="a fault in a field"),
        pytest.param(item("quotes", "<script>x</script>\n"), id="a fault in the body"),
        pytest.param("geen kop", id="no head at all"),
    ],
)
def test_a_reference_to_an_item_with_errors_of_its_own_is_not_reported_as_well(tmp_path: Path, faulty: str) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", "[stoel](../quotes/stoel.md)\n", relations={"contrasts": ["quotes/stoel"]}),
        "quotes/stoel.md": faulty,
    }
    found = check(bundle_world(tmp_path, files), today=TODAY)
    assert len(found) == 1
    assert found[0].place.file == "content/quotes/stoel.md"


def test_a_link_to_a_place_that_is_not_in_the_other_item_is_remarked_upon(tmp_path: Path) -> None:
    root = bundle_world(
        tmp_path,
        {
            "stories/jas.md": item("stories", "Een jas.\n\n## De kapstok\n\nTwee.\n"),
            "stories/hoed.md": item(
                "stories", "[Zie](jas.md), [de kapstok](jas.md#de-kapstok), [de kast](jas.md#kast).\n"
            ),
        },
    )
    (only,) = check(root)
    assert (only.code, only.severity.value, only.values) == (
        "anchor-unknown",
        "warning",
        {"anchor": "kast", "target": "stories/jas"},
    )
    assert only.place.column == 59


def test_a_principle_with_errors_is_not_reported_at_the_items_that_belong_to_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", relations={"shows": ["principles/open"]}),
        "principles/open.md": item("principles", heart=...),
    }
    found = check(bundle_world(tmp_path, files), today=TODAY)
    assert [(finding.place.file, finding.code) for finding in found] == [
        ("content/principles/open.md", "field-missing")
    ]


def test_the_references_of_an_item_with_errors_are_checked_all_the_same(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item(
            "stories",
            "[niets](niets.md) ![een jas](../media/jas.png)\n",
            narrator=...,
            relations={"shows": ["principles/x", 3, "y"], "voices": "principles/open", "deepens": ["stories/jas"]},
            cover={"image": "weg.png", "alt": "Een jas."},
        ),
    }
    found = check(bundle_world(tmp_path, files), today=TODAY)
    assert sorted(finding.code for finding in found) == [
        "field-missing",
        "field-wrong-type",
        "field-wrong-type",
        "media-missing",
        "media-missing",
        "reference-form",
        "reference-to-itself",
        "reference-unknown",
        "reference-unknown",
    ]


def test_a_principle_that_items_belong_to_needs_a_page(tmp_path: Path) -> None:
    root = bundle_world(tmp_path, {"stories/jas.md": item("stories")})
    (root / "content/principles/open.md").unlink()
    (root / "content/principles/dichtbij.md").unlink()
    assert told(check(root, today=TODAY)) == (
        "content/bundle.yml:1:1: fout: Bij het principe ‘open’ horen teksten, maar het heeft zelf geen bladzijde. "
        "[principle-without-page]\n"
        "    Maak content/principles/open.md, of kijk of dat bestand fouten heeft.\n"
    )


# Drafts


def test_a_draft_is_not_published_and_a_tie_to_it_waits(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", relations={"contrasts": ["quotes/stoel"]}),
        "quotes/stoel.md": item("quotes", draft=True),
    }
    bundle = load(bundle_world(tmp_path, files), today=TODAY)
    assert "quotes/stoel" not in bundle.entries
    assert bundle.graph.ties["stories/jas"] == ()
    assert bundle.diagnostics == []


def test_a_link_in_a_body_to_a_draft_would_lead_nowhere_and_is_refused(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", "[stoel](../quotes/stoel.md)\n"),
        "quotes/stoel.md": item("quotes", draft=True),
    }
    assert "fout: De link naar ‘quotes/stoel’ gaat nergens heen" in findings(tmp_path, files)


# The ring


def test_the_ring_passes_every_item_once_and_changes_principle_and_kind() -> None:
    kinds = ("stories", "quotes", "exercises")
    entries = [
        *HOMES,
        *(
            entry(f"{kind}/{home}-{n}", principles=[home])
            for home in ("open", "dichtbij")
            for kind in kinds
            for n in range(8)
        ),
    ]
    graph, _ = link(entries, settings_of())
    assert sorted(graph.ring) == sorted(graph.entries)
    pairs = [(graph.entries[here], graph.entries[graph.after(here)]) for here in graph.ring]
    assert sum(here.principles != there.principles for here, there in pairs) >= 0.9 * len(pairs)
    assert sum(here.collection != there.collection for here, there in pairs) >= 0.5 * len(pairs)


def test_the_graph_does_not_depend_on_the_order_of_the_files() -> None:
    entries = [*HOMES, *(entry(f"stories/item-{n}", principles=["open"]) for n in range(12))]
    assert link(entries, settings_of())[0].ring == link(entries[::-1], settings_of())[0].ring
