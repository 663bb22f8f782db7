"""Plans in the browser, without a page around them: the clock, what is read of foreign files, and the link."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page

from browsing import Server, Visit
from built import PROJECT, Built
from keeping import HOSTILE

pytestmark = pytest.mark.browser

CASES = json.loads((PROJECT / "tests/data/schedule.json").read_text(encoding="utf-8"))
HEAD = {"format": "struin-session", "version": 1, "id": "abc", "title": "Proef", "goal": "", "date": None}
HEAD |= {"start": "09:30", "people": None, "at": 5}
BLOCK = {"key": "b1", "item": None, "own": "break", "title": "Pauze", "minutes": 15, "at": None, "do": "", "note": ""}
# A plan of so many real exercises and stories, every fourth with a note.
FILLED = """
const filled = async (n) => {
  const R = Struin.rundown;
  const plan = R.fresh({ title: "Een hele dag", goal: "Zien wat er op tafel ligt.", date: "2026-12-01", people: 12 });
  plan.blocks = (await R.stock()).slice(0, n).map(({ id, title, minutes }, at) => ({
    key: `b${at + 1}`, item: id, own: null, title, minutes, at: at === 9 ? "12:00" : null, do: "",
    note: at % 4 ? "" : `Zet stoel ${at} bij het raam en wacht tot het stil is.`,
  }));
  return plan;
};
"""


@pytest.fixture(scope="module")
def page(chromium: Any, site: Built) -> Iterator[Page]:
    """One page for all these questions to its script."""
    with Server(site.folder) as server:
        visitor = Visit(chromium, server.url)
        yield visitor.go("sessie/")
        assert visitor.faults == []
        visitor.close()


def read(page: Page, value: Any) -> tuple[Any, list[str]]:
    """The plan that is read of a JSON value, and the codes of its faults."""
    found = page.evaluate("(value) => Struin.rundown.read(value)", value)
    return found["plan"], [fault["code"] for fault in found["faults"]]


def link(lines: list[Any], *, version: str = "1", whole: bool = True) -> str:
    """A link that says these lines; not `whole` is without its last line."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    squeeze = zlib.compressobj(wbits=-15)
    body = squeeze.compress((text if whole else text[:-1]).encode()) + squeeze.flush()
    return f"#s{version}." + base64.urlsafe_b64encode(body).decode().rstrip("=")


def test_the_clock_in_the_browser_is_that_of_the_library(page: Page) -> None:
    found = page.evaluate(
        """(cases) => cases.map(({ start, blocks }) =>
          Struin.rundown.schedule({ start, blocks: blocks.map(([minutes, at]) => ({ minutes, at })) })
            .map(({ start, end, wait, late }) => [start, end, wait, late]))""",
        CASES,
    )
    assert {case["about"]: slots for case, slots in zip(CASES, found, strict=True)} == {
        case["about"]: case["slots"] for case in CASES
    }


def test_thirty_blocks_go_into_a_link_of_less_than_4000_signs_and_come_out_as_they_were(page: Page) -> None:
    length, same = page.evaluate(
        f"""async () => {{ {FILLED}
          const plan = await filled(30);
          const link = await Struin.rundown.toLink(plan);
          const {{ plan: back, faults }} = await Struin.rundown.fromLink(link);
          const bare = (each) => JSON.stringify({{ ...each, id: "", at: 0 }});
          return [link.length, faults.length === 0 && plan.blocks.length === 30 && bare(back) === bare(plan)];
        }}"""
    )
    assert same
    assert length < 4000


def test_of_a_link_cut_off_at_any_sign_what_is_left_is_read_and_told(page: Page) -> None:
    wrong, read_of_all = page.evaluate(
        f"""async () => {{ {FILLED}
          const plan = await filled(12);
          const link = await Struin.rundown.toLink(plan);
          const wrong = [];
          const counts = [];
          for (let end = 0; end < link.length; end += 1) {{
            const {{ plan: found, faults }} = await Struin.rundown.fromLink(link.slice(0, end));
            const n = found ? found.blocks.length : 0;
            const told = faults.map(Struin.rundown.words).join(" ");
            const bare = (blocks) => JSON.stringify(blocks);
            const code = faults[0]?.code;
            // The last signs hold nothing but the end of the packing, so without them all is still there.
            const right = found
              ? (code === undefined ? n === 12 : code === "link-cut" && told.includes(`${{n}} van de 12`)) &&
                bare(found.blocks) === bare(plan.blocks.slice(0, n))
              : ["link-none", "link-version"].includes(code) && told.length > 20;
            if (!right || n < (counts.at(-1) ?? 0)) wrong.push([end, code, n]);
            counts.push(n);
          }}
          return [wrong, [...new Set(counts)]];
        }}"""
    )
    assert wrong == []
    assert read_of_all == list(range(13))


def test_a_damaged_old_or_foreign_link_says_what_is_the_matter(page: Page) -> None:
    head = [1, 2, "Proef", "", None, "09:30", None]
    lines = [head, ["break", 15, "Pauze"], ["step", 10, "Praten"]]
    asked = {
        "link-broken": link([*lines, ["end", 2, "andere"]]),
        "link-cut": link(lines),
        "link-none": "#s1.dit-is-niets",
        "link-version": link(lines, version="7"),
    }
    found = page.evaluate(
        """async (asked) => Object.fromEntries(await Promise.all(Object.entries(asked).map(
          async ([code, link]) => [code, (await Struin.rundown.fromLink(link)).faults[0]?.code])))""",
        asked,
    )
    assert found == {code: code for code in asked}
    older = page.evaluate("(link) => Struin.rundown.fromLink(link)", link([[9, *head[1:]], *lines[1:]]))
    assert older["plan"] is None
    assert older["faults"][0]["code"] == "link-version"


def test_a_browser_that_cannot_compress_makes_a_longer_link_that_others_read(chromium: Any, page: Page) -> None:
    server = page.url.partition("sessie/")[0]
    with_none = Visit(chromium, server)
    with_none.context.add_init_script("delete window.CompressionStream; delete window.DecompressionStream;")
    other = with_none.go("sessie/")
    made = other.evaluate(f"async () => {{ {FILLED} return Struin.rundown.toLink(await filled(3)); }}")
    assert made.startswith("#s0.")
    for reader in (page, other):
        found = reader.evaluate("(link) => Struin.rundown.fromLink(link)", made)
        assert [len(found["plan"]["blocks"]), found["faults"]] == [3, []]
    small = page.evaluate(f"async () => {{ {FILLED} return Struin.rundown.toLink(await filled(3)); }}")
    assert other.evaluate("(link) => Struin.rundown.fromLink(link)", small)["faults"][0]["code"] == "link-old"
    with_none.close()


@pytest.mark.parametrize(
    ("given", "minutes"), [(0, 1), (-5, 1), (10_000, 480), (1.5, 2), ("abc", 10), ("30", 30), (None, 10), ([], 10)]
)
def test_minutes_that_cannot_be_are_put_right_and_told(given: Any, minutes: int, page: Page) -> None:
    plan, faults = read(page, {**HEAD, "blocks": [{**BLOCK, "minutes": given}, BLOCK]})
    assert [block["minutes"] for block in plan["blocks"]] == [minutes, 15]
    assert faults == ["minutes"]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"title": 5}, "head-text"),
        ({"title": "a" * 121}, "head-long"),
        ({"start": "25:00"}, "start"),
        ({"date": "2026-02-30"}, "date"),
        ({"people": "veel"}, "people"),
        ({"colour": "red"}, "unknown"),
        ({"blocks": {}}, "blocks"),
        ({"blocks": [BLOCK] * 500}, "many"),
        ({"blocks": [BLOCK, "pauze"]}, "block"),
        ({"blocks": [BLOCK, {**BLOCK, "own": "lunch"}]}, "own"),
        ({"blocks": [BLOCK, {**BLOCK, "item": "https://example.org/x", "own": None}]}, "item"),
        ({"blocks": [BLOCK, {**BLOCK, "at": "half tien"}]}, "at"),
        ({"blocks": [BLOCK, {**BLOCK, "note": 7}]}, "text"),
        ({"blocks": [BLOCK, {**BLOCK, "do": "a" * 2001}]}, "long"),
        ({"blocks": [BLOCK, {**BLOCK, "colour": 1}]}, "unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_wrong_thing_is_told_in_words_and_all_else_is_kept(wrong: dict[str, Any], fault: str, page: Page) -> None:
    plan, faults = read(page, {**HEAD, "blocks": [BLOCK], **wrong})
    assert faults == [fault]
    words = page.evaluate("(value) => Struin.rundown.read(value).faults.map(Struin.rundown.words)", {**HEAD, **wrong})
    assert all(len(each) > 20 and "{" not in each for each in words)
    if fault != "blocks":
        assert plan["blocks"][0] == BLOCK
    Draft202012Validator(json.loads(schema(page))).validate(plan)


def schema(page: Page) -> str:
    return str(page.evaluate("fetch(`${Struin.root}assets/struin/session.schema.json`).then((each) => each.text())"))


@pytest.mark.parametrize("value", [None, 5, "plan", [], {}, {"format": "iets"}, {**HEAD, "format": "catalog"}])
def test_what_is_no_session_is_not_read_as_one(value: Any, page: Page) -> None:
    assert read(page, value) == (None, ["foreign"])


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_a_session_of_another_version_is_not_guessed_at(version: Any, page: Page) -> None:
    assert read(page, {**HEAD, "version": version, "blocks": [BLOCK]}) == (None, ["version"])


def test_a_file_comes_back_as_it_was_and_a_broken_one_is_told(page: Page) -> None:
    there, broken = page.evaluate(
        f"""async () => {{ {FILLED}
          const R = Struin.rundown;
          const plan = await filled(5);
          const text = R.toFile(plan);
          return [JSON.stringify(R.fromFile(text).plan) === JSON.stringify(plan), R.fromFile(text.slice(0, 300))];
        }}"""
    )
    assert there
    assert broken == {"plan": None, "faults": [{"code": "json", "values": {}}]}


def test_signs_that_no_file_can_hold_are_left_out_and_other_texts_stay_as_they_are(page: Page) -> None:
    given = json.dumps({**HEAD, "title": "a\x00b\x08c", "goal": f"\ud800x\n{HOSTILE}", "blocks": []})
    plan = page.evaluate("(text) => Struin.rundown.fromFile(text).plan", given)
    assert plan["title"] == "abc"
    assert plan["goal"] == f"x\n{HOSTILE}"


def test_two_blocks_with_one_key_get_keys_of_their_own(page: Page) -> None:
    plan, faults = read(page, {**HEAD, "blocks": [BLOCK, BLOCK, {**BLOCK, "key": "<b>"}]})
    assert faults == []
    assert len({block["key"] for block in plan["blocks"]}) == 3


def test_material_is_one_list_in_which_nothing_stands_twice(page: Page) -> None:
    found = page.evaluate(
        "(lists) => Struin.rundown.material(lists.map((material) => material && { material }))",
        [["een pen", "papier"], None, [], ["Een  pen", "een krijtje"]],
    )
    assert found == ["een pen", "papier", "een krijtje"]


def test_details_of_what_is_not_in_the_bundle_are_none_and_ask_for_nothing(page: Page) -> None:
    assert page.evaluate("Struin.rundown.details('exercises/bestaat-niet')") is None
    assert page.evaluate("Struin.rundown.details('sessions/bestaat-niet')") is None
    assert (
        page.evaluate("Struin.rundown.details('exercises/teken-de-keuken').then((each) => each.title)")
        == "Teken de keuken"
    )


@pytest.mark.parametrize(
    ("date", "start", "end", "change"),
    [
        ("2026-03-29", "01:00", 4 * 60, 60),
        ("2026-03-28", "23:00", 24 * 60 + 180, 60),
        ("2026-10-25", "01:00", 4 * 60, -60),
        ("2026-10-24", "22:00", 24 * 60 + 240, -60),
        ("2026-03-29", "09:30", 12 * 60, 0),
        ("2026-03-29", "00:00", 110, 0),
        ("2026-10-25", "04:00", 9 * 60, 0),
        ("2026-12-01", "00:00", 24 * 60, 0),
        (None, "01:00", 4 * 60, 0),
    ],
)
def test_the_night_in_which_the_clock_changes_is_known(
    date: str, start: str, end: int, change: int, page: Page
) -> None:
    asked = "([date, start, end]) => Struin.session.clockChange(date, Struin.rundown.time(start), end)"
    assert page.evaluate(asked, [date, start, end]) == change


def codes(found: list[Any]) -> list[str]:
    return [each["code"] for each in found]


def test_a_trainer_is_told_of_sitting_long_of_groups_that_do_not_fit_and_of_midnight(page: Page) -> None:
    def cautions(blocks: list[dict[str, Any]], **more: Any) -> list[Any]:
        plan = {**HEAD, **more, "blocks": [{**BLOCK, "key": f"b{n}", **block} for n, block in enumerate(blocks)]}
        return list(
            page.evaluate(
                """(plan) => Struin.session.cautions(plan, Struin.rundown.schedule(plan),
                  (id) => (id === "exercises/weg" ? null : { group: [4, 12] }))""",
                plan,
            )
        )

    step = {"own": "step", "title": "Praten"}
    assert cautions([{**step, "minutes": 90}]) == []
    assert codes(cautions([{**step, "minutes": 91}])) == ["sitting-one"]
    two = cautions([{**step, "minutes": 20}, {**step, "minutes": 30}, {**step, "minutes": 45}])
    assert [two[0]["code"], two[0]["index"], two[0]["values"]["n"]] == ["sitting", 2, 95]
    assert cautions([{**step, "minutes": 60}, {}, {**step, "minutes": 60}]) == []
    assert cautions([{**step, "minutes": 60}, {**step, "minutes": 60, "at": "10:40"}]) == []
    item = {"own": None, "item": "exercises/x", "minutes": 30}
    assert codes(cautions([item], people=13)) == ["crowded"]
    assert codes(cautions([item], people=3)) == ["sparse"]
    assert cautions([item], people=12) == []
    assert codes(cautions([{**item, "item": "exercises/weg"}], people=40)) == ["withdrawn"]
    assert codes(cautions([{**step, "minutes": 60}], start="23:30")) == ["midnight"]
    assert codes(cautions([{**step, "minutes": 60}, {"at": "10:20"}])) == ["late"]
