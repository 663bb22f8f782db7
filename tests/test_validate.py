"""Validating: every fault of one file at its own place, in an editor's words, with what the field is for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from struin.diagnostics import Diagnostic
from struin.markup import Job
from struin.markup.render import render_one
from struin.model import Entry
from struin.slices import discover, words
from struin.source import read_file
from struin.validate import likeliest, likeliest_item, validate, with_body
from world import STORY, make_world, settings_of, told

TODAY = date(2027, 6, 1)
EXERCISE = STORY.replace(
    "narrator: neighbour\nquestion: Wie had er niet gebeld?\n",
    """\
minutes: 15
goal: Je hebt gemerkt wie er niet aan tafel zat.
group: {min: 2, max: 12}
together: together
level: light
form: [talk]
setting: [room]
room: Een kring van stoelen.
material: []
steps:
  - minutes: 5
    do: Ga zitten.
  - minutes: 10
    do: Vertel wat je zag.
debrief: [Wat zag je?, Wat zag je niet?]
variations: [Doe het buiten.]
safety: Wie niets wil zeggen, zegt niets.
""",
)


def validated(folder: Path, kind: str, text: str, today: date = TODAY) -> tuple[Entry | None, list[Diagnostic]]:
    root = make_world(folder, {f"content/{kind}/jas.md": text})
    source, findings = read_file(root, Path(f"content/{kind}/jas.md"))
    assert source is not None, told(findings)
    item, found = validate(source, discover()[kind], settings_of(), words("nl"), today)
    entry, in_body = with_body(source, item, render_one(Job(source.path, source.body, source.body_line)))
    return entry, [*findings, *found, *in_body]


def story(folder: Path, old: str, new: str) -> str:
    """What is told of the good story after `old` became `new`."""
    assert STORY.count(old) == 1
    return told(validated(folder, "stories", STORY.replace(old, new))[1])


def exercise(folder: Path, old: str, new: str) -> str:
    assert EXERCISE.count(old) == 1
    return told(validated(folder, "exercises", EXERCISE.replace(old, new))[1])


def codes(told_text: str) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in told_text.splitlines() if not line.startswith(" ")]


@pytest.mark.parametrize(("kind", "text"), [("stories", STORY), ("exercises", EXERCISE)])
def test_a_good_item_becomes_an_entry_without_findings(tmp_path: Path, kind: str, text: str) -> None:
    entry, findings = validated(tmp_path, kind, text)
    assert findings == []
    assert entry is not None
    assert (entry.id, entry.item.title, entry.principles) == (f"{kind}/jas", "De jas aan", ("open",))


def test_a_missing_field_is_told_with_what_it_is_for(tmp_path: Path) -> None:
    assert story(tmp_path, "summary: Een regel die zin geeft om dit open te doen.\n", "") == (
        "content/stories/jas.md:1:1: fout: Het veld ‘summary’ ontbreekt. [field-missing]\n"
        "    Eén zin die zin geeft om het open te doen; staat op de kaart en in zoekresultaten. "
        "Zet het in de kop, tussen de streepjes: ‘summary: …’.\n"
    )


def test_a_missing_nested_field_is_told_at_the_field_that_should_hold_it(tmp_path: Path) -> None:
    assert story(tmp_path, "  licence: CC BY-SA 4.0\n", "") == (
        "content/stories/jas.md:11:1: fout: Het veld ‘passport.licence’ ontbreekt. [field-missing-inside]\n"
        "    Onder welke licentie de tekst gebruikt mag worden, meestal CC BY-SA 4.0. "
        "Zet onder ‘passport’ een regel met spaties ervoor: ‘licence: …’.\n"
    )


def test_a_field_missing_from_an_entry_of_a_list_is_told_at_that_entry(tmp_path: Path) -> None:
    assert exercise(tmp_path, "    do: Vertel wat je zag.\n", "") == (
        "content/exercises/jas.md:19:5: fout: Het veld ‘steps[2].do’ ontbreekt. [field-missing-inside]\n"
        "    Wat de mensen doen, in gewone zinnen. Zet onder ‘steps[2]’ een regel met spaties ervoor: ‘do: …’.\n"
    )


def test_a_wrong_type_deep_in_a_list_is_told_at_the_value_counting_from_one(tmp_path: Path) -> None:
    assert exercise(tmp_path, "  - minutes: 10\n", "  - minutes: tien\n") == (
        "content/exercises/jas.md:19:14: fout: In ‘steps[2].minutes’ hoort een heel getal, maar er staat ‘tien’. "
        "[field-wrong-type]\n"
        "    Hoeveel minuten deze stap duurt. "
        "Schrijf alleen cijfers, zonder aanhalingstekens en zonder ‘min’ erachter.\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("  review_by: 2999-01-01\n", "  review_by: 2999-01-01\nminutes: 1:30\n", "16:10", "een heel getal"),
        ("  review_by: 2999-01-01\n", "  review_by: 2999-01-01\nminutes: 2.5\n", "16:10", "een heel getal"),
        ("  review_by: 2999-01-01\n", "  review_by: 2999-01-01\nminutes: true\n", "16:10", "een heel getal"),
        ("review_by: 2999-01-01", "review_by: 2027-02-30", "15:14", "een datum als 2027-05-31"),
        ("review_by: 2999-01-01", "review_by: morgen", "15:14", "een datum als 2027-05-31"),
        ("anonymised: true", "anonymised: ja", "13:15", "true (ja) of false (nee)"),
        ("themes: [taal, tijd]", "themes: taal", "5:9", "een lijst"),
        ("title: De jas aan", "title: 7", "2:8", "tekst"),
        ("shows: [principles/open]", "shows: {een: twee}", "10:10", "een lijst"),
        ("passport:", "cover: jas.png\npassport:", "11:8", "een groepje velden"),
    ],
)
def test_a_value_of_the_wrong_type_says_what_belongs_there(
    tmp_path: Path, old: str, new: str, place: str, expected: str
) -> None:
    text = story(tmp_path, old, new)
    assert codes(text) == ["field-wrong-type"]
    assert text.startswith(f"content/stories/jas.md:{place}: fout: In ‘")
    assert f"hoort {expected}, maar er staat " in text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: De jas aan", "titel: De jas aan", "2:1: fout: Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’?"),
        ("  licence:", "  license:", "14:3: fout: Het veld ‘passport.license’ bestaat hier niet; bedoel je ‘licence’?"),
        ("  shows:", "  show:", "10:3: fout: Het veld ‘relations.show’ bestaat hier niet; bedoel je ‘shows’?"),
        ("narrator: neighbour", "narrator: neighbor", "7:11: fout: ‘neighbor’ kan niet in ‘narrator’; bedoel "),
        ("origin: own", "origin: composd", "12:11: fout: ‘composd’ kan niet in ‘passport.origin’; bedoel je ‘"),
        ("[taal, tijd]", "[taal, tijdd]", "5:16: fout: ‘tijdd’ staat niet in de lijst voor ‘themes’; bedoel je ‘"),
        ("principles: [open]", "principles: [opne]", "4:14: fout: ‘opne’ staat niet in de lijst voor ‘principles’; be"),
        ("[professional]", "[profesional]", "6:12: fout: ‘profesional’ staat niet in de lijst voor ‘audience’; bed"),
    ],
)
def test_a_slip_of_the_pen_gets_the_word_that_was_meant(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = story(tmp_path, old, new)
    assert f"content/stories/jas.md:{expected}" in text


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("narrator: neighbour", "narrator: de bakker", "choice-unknown"),
        ("[taal, tijd]", "[taal, voetbal]", "word-unknown"),
        ("  shows:", "  qqqqqqq:", "field-unknown"),
    ],
)
def test_what_resembles_nothing_gets_the_list_to_choose_from(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = story(tmp_path, old, new)
    assert codes(text) == [code]
    assert "bedoel je" not in text
    assert "ies uit: " in text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "setting: [room]",
            "setting:",
            "Bij ‘setting’ is nog niets gekozen. [choice-empty]\n    Waar het kan, in een ruimte, online of buiten. "
            "Kies uit: room, online, outside. Zet het tussen rechte haken: [room].\n",
        ),
        (
            "level: light",
            "level:",
            "Bij ‘level’ is nog niets gekozen. [choice-empty]\n    Hoeveel begeleiding en durf het vraagt: light, "
            "medium of demanding. Kies uit: light, medium, demanding. "
            "Schrijf het achter de dubbele punt, met een spatie ertussen.\n",
        ),
        (
            "variations: [Doe het buiten.]",
            "variations: []",
            "Bij ‘variations’ is nog niets ingevuld. [field-empty]\n    Andere manieren om het te doen. "
            "Haal de rechte haken weg als die er staan. "
            "Zet er elk op een eigen regel onder, met twee spaties en een streepje ervoor.\n",
        ),
        (
            "group: {min: 2, max: 12}",
            "group:",
            "Bij ‘group’ is nog niets ingevuld. [field-empty]\n    Voor hoeveel mensen het werkt. "
            "Zet de velden eronder, elk op een eigen regel met twee spaties ervoor.\n",
        ),
    ],
)
def test_what_is_left_empty_says_how_to_fill_it(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert exercise(tmp_path, old, new).endswith(f"fout: {told}")


def test_an_unknown_field_in_an_entry_of_a_list_is_compared_with_the_fields_of_that_entry(tmp_path: Path) -> None:
    text = exercise(tmp_path, "    do: Vertel wat je zag.\n", "    do: Vertel wat je zag.\n    noot: Zacht.\n")
    assert text.startswith("content/exercises/jas.md:21:5: fout: Het veld ‘steps[2].noot’ bestaat hier niet; bedoel je")
    assert "‘note’" in text


@pytest.mark.parametrize(
    ("kind", "old", "new", "expected"),
    [
        ("stories", "title: De jas aan", "title: De", "2:8: fout: De tekst in ‘title’ is te kort; minstens 3 tekens."),
        ("stories", "De jas aan", "x" * 81, "2:8: fout: De tekst in ‘title’ is te lang; hoogstens 80 tekens."),
        ("stories", "De jas aan", '"   De   "', "2:8: fout: De tekst in ‘title’ is te kort; minstens 3 tekens."),
        ("stories", "themes: [taal, tijd]", "themes: []", "5:9: fout: Bij ‘themes’ is nog niets gekozen."),
        ("stories", "title: De jas aan", "title:", "2:7: fout: Bij ‘title’ is nog niets ingevuld."),
        (
            "stories",
            "themes: [taal, tijd]",
            "themes: [taal, tijd, schaamte, buurt, taal]",
            "5:9: fout: In ‘themes’ staan er te veel; het meeste is 4.",
        ),
        ("exercises", "minutes: 5\n", "minutes: 0\n", "17:14: fout: Het getal in ‘steps[1].minutes’ is te klein; m"),
        ("exercises", "min: 2", "min: 501", "9:14: fout: Het getal in ‘group.min’ is te groot; hoogstens 500."),
    ],
)
def test_what_is_too_short_too_long_too_small_or_too_large_says_the_limit(
    tmp_path: Path, kind: str, old: str, new: str, expected: str
) -> None:
    text = story(tmp_path, old, new) if kind == "stories" else exercise(tmp_path, old, new)
    assert f"content/{kind}/jas.md:{expected}" in text


def test_markup_in_a_title_is_refused_with_its_place(tmp_path: Path) -> None:
    assert story(tmp_path, "title: De jas aan", 'title: "De jas <img src=x onerror=alert(1)>"') == (
        "content/stories/jas.md:2:8: fout: In ‘title’ staat een teken dat daar niet mag (‘<’ of ‘>’). "
        "[text-has-markup]\n"
        "    De naam van de tekst, zoals die op de kaart en boven de bladzijde staat. "
        "Dit is gewone tekst, zonder opmaak of HTML.\n"
    )


@pytest.mark.parametrize("written", ['"De\\tjas"', '"De jas\\u00adje"', "|\n  De\n  jas"])
def test_a_title_holds_no_invisible_signs_or_line_ends(tmp_path: Path, written: str) -> None:
    assert codes(story(tmp_path, "title: De jas aan", f"title: {written}")) == ["text-has-control"]


def test_a_reference_is_written_as_folder_and_name(tmp_path: Path) -> None:
    assert story(tmp_path, "shows: [principles/open]", "shows: [principles/open, open.md]") == (
        "content/stories/jas.md:10:28: fout: ‘open.md’ in ‘relations.shows[2]’ is geen verwijzing. [reference-form]\n"
        "    Het principe dat dit laat zien. Schrijf de map en de naam, zonder .md: stories/de-jas-aan.\n"
    )


def test_a_list_with_one_faulty_entry_is_not_also_called_too_short(tmp_path: Path) -> None:
    assert codes(exercise(tmp_path, "form: [talk]", "form: [tlak]")) == ["choice-unknown-meant"]
    text = "steps:\n  - minutes: 5\n    do: Ga zitten.\n  - minutes: 10\n    do: Vertel wat je zag.\n"
    assert codes(exercise(tmp_path, text, "steps:\n  - minutes: vijf\n    do: Ga zitten.\n")) == ["field-wrong-type"]


def test_steps_that_do_not_add_up_are_told_at_the_total(tmp_path: Path) -> None:
    assert exercise(tmp_path, "  - minutes: 10\n", "  - minutes: 20\n") == (
        "content/exercises/jas.md:7:10: fout: De stappen duren samen 25 minuten, maar bij ‘minutes’ staat 15. "
        "[minutes-do-not-add-up]\n"
        "    Maak de minuten van de stappen en het totaal gelijk; een trainer rekent erop.\n"
    )


def test_a_smallest_group_above_the_largest_is_refused(tmp_path: Path) -> None:
    assert exercise(tmp_path, "min: 2", "min: 20").startswith(
        "content/exercises/jas.md:9:8: fout: De kleinste groep is groter dan de grootste. [group-order]\n"
    )


def test_a_text_of_only_a_comment_is_no_text(tmp_path: Path) -> None:
    assert story(tmp_path, "Er hangt een jas over de stoel.\n", "\n<!-- later -->\n").startswith(
        "content/stories/jas.md:17:1: fout: Er staat geen tekst onder de kop. [body-missing]\n"
    )


def test_one_fault_does_not_hide_the_others_of_the_same_file(tmp_path: Path) -> None:
    text = (
        STORY.replace("title: De jas aan", "titel: De jas aan")
        .replace("[taal, tijd]", "[tal, tijd, tijd]")
        .replace("origin: own", "origin: told")
        .replace("Er hangt een jas", "Er hangt <script>een</script> jas")
    )
    entry, findings = validated(tmp_path, "stories", text)
    assert entry is None
    assert sorted(finding.code for finding in findings) == [
        "consent-missing",
        "field-missing",
        "field-unknown-meant",
        "html-tag-refused",
        "word-twice",
        "word-unknown-meant",
    ]


def test_a_place_with_a_fault_of_form_is_not_told_to_hold_an_unknown_word_as_well(tmp_path: Path) -> None:
    assert codes(story(tmp_path, "themes: [taal, tijd]", "themes: [taal, x]")) == ["text-too-short"]


# The passport


def passport(folder: Path, origin: str, consent: str = "", anonymised: str = "true", today: date = TODAY) -> list[str]:
    """Place, severity and code of the findings on a story with this origin and consent."""
    lines = f"  origin: {origin}\n" + (f"  consent: {{reference: T-12, {consent}}}\n" if consent else "")
    text = STORY.replace("  origin: own\n  anonymised: true\n", f"{lines}  anonymised: {anonymised}\n")
    entry, findings = validated(folder, "stories", text, today)
    assert (entry is None) == any(finding.severity == "error" for finding in findings)
    return [f"{finding.place.line} {finding.severity.value} {finding.code}" for finding in findings]


GIVEN = "given_on: 2027-01-01, valid_until: 2028-01-01"


@pytest.mark.parametrize("origin", ["told", "quoted"])
def test_what_somebody_told_or_wrote_is_not_published_without_consent(tmp_path: Path, origin: str) -> None:
    assert passport(tmp_path, origin) == ["12 error consent-missing"]
    assert passport(tmp_path, origin, GIVEN) == []


def test_a_consent_that_is_missing_says_why_it_is_needed(tmp_path: Path) -> None:
    assert story(tmp_path, "origin: own", "origin: told") == (
        "content/stories/jas.md:12:11: fout: Bij een verteld of overgenomen tekst hoort een toestemming, en die "
        "ontbreekt. [consent-missing]\n"
        "    Vul bij ‘passport’ het veld ‘consent’ in met reference, given_on en valid_until. "
        "Zonder toestemming zetten we niemands verhaal online. "
        "Hoe je erom vraagt, staat in de handleiding bij Toestemming.\n"
    )


def test_a_consent_holds_up_to_and_including_its_last_day(tmp_path: Path) -> None:
    assert passport(tmp_path, "told", GIVEN, today=date(2028, 1, 1)) == ["13 warning consent-ends"]
    assert passport(tmp_path, "told", GIVEN, today=date(2028, 1, 2)) == ["13 error consent-past"]


def test_sixty_days_before_its_end_a_consent_is_told_of(tmp_path: Path) -> None:
    assert passport(tmp_path, "told", GIVEN, today=date(2027, 11, 1)) == []
    assert passport(tmp_path, "told", GIVEN, today=date(2027, 11, 2)) == ["13 warning consent-ends"]
    withdrawn = f"{GIVEN}, withdrawn: true"
    assert passport(tmp_path, "told", withdrawn, today=date(2027, 11, 3)) == ["13 error consent-withdrawn"]


def test_a_consent_holds_from_the_day_it_was_given(tmp_path: Path) -> None:
    assert passport(tmp_path, "told", GIVEN, today=date(2027, 1, 1)) == []
    assert passport(tmp_path, "told", GIVEN, today=date(2026, 12, 31)) == ["13 error consent-future"]


def test_a_withdrawn_consent_takes_the_item_out(tmp_path: Path) -> None:
    assert passport(tmp_path, "told", f"{GIVEN}, withdrawn: true") == ["13 error consent-withdrawn"]
    assert passport(tmp_path, "told", f"{GIVEN}, withdrawn: false") == []
    # Whatever was filled in for the origin: somebody said no.
    told = passport(tmp_path, "composed", f"{GIVEN}, withdrawn: true")
    assert told == ["13 error consent-withdrawn", "13 warning consent-not-needed"]


def test_what_is_of_others_is_anonymised(tmp_path: Path) -> None:
    assert passport(tmp_path, "told", GIVEN, anonymised="false") == ["14 error not-anonymised"]
    assert passport(tmp_path, "composed", anonymised="false") == ["13 error not-anonymised"]
    assert passport(tmp_path, "own", anonymised="false") == []


def test_a_consent_that_nobody_needs_is_only_remarked_upon(tmp_path: Path) -> None:
    assert passport(tmp_path, "composed", GIVEN) == ["13 warning consent-not-needed"]


def test_a_review_date_that_is_past_is_only_remarked_upon(tmp_path: Path) -> None:
    assert passport(tmp_path, "own", today=date(2999, 1, 1)) == []
    assert passport(tmp_path, "own", today=date(2999, 1, 2)) == ["15 warning review-past"]


# Which word was meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("luistern", "luisteren"), ("minuten", "minutes"), ("leider", "team-leader"), ("voetbal", None), ("x", None)],
)
def test_only_a_word_that_is_near_is_proposed(written: str, meant: str | None) -> None:
    assert likeliest(written, ["luisteren", "minutes", "team-leader", "taal"]) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("stories/de-jas", "stories/de-jas-aan"),
        ("story/de-jas-aan", "stories/de-jas-aan"),
        ("quotes/de-jas-aan", "stories/de-jas-aan"),
        ("quotes/de-stoel", "quotes/de-stoel-weg"),
        ("stories/iets-heel-anders", None),
        ("quotes/xyz", None),
    ],
)
def test_for_a_reference_the_name_decides_and_not_the_folder_that_all_of_a_kind_share(
    written: str, meant: str | None
) -> None:
    ids = ["stories/de-jas-aan", "quotes/de-stoel-weg", "stories/de-stoel-weg", "principles/open"]
    assert likeliest_item(written, ids) == meant
