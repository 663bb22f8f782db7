"""The catalogue tells what the pages show, and from every page there is a way on."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Mapping

import jsonschema

from built import Built

MOST_CLICKS = 3


def test_the_catalogue_answers_to_its_published_schema(site: Built) -> None:
    schema = json.loads((site.folder / "catalog.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    assert [fault.message for fault in checker(schema).iter_errors(site.catalog)] == []
    assert site.catalog["version"] == 1


def test_every_item_has_a_page_of_that_title_and_summary(site: Built) -> None:
    assert len(site.items) >= 66
    for item in site.items:
        page = site.pages[item["url"]]
        assert item["url"] == f"{item['id']}/"
        assert item["id"].startswith(f"{item['collection']}/")
        assert page.text("h1") == item["title"]
        description = page.all('meta[name="description"]')[0].attributes["content"]
        assert description == item["summary"]


def test_every_collection_has_enough_for_every_principle(site: Built) -> None:
    principles = {item["id"].partition("/")[2] for item in site.items if item["collection"] == "principles"}
    assert len(principles) == 6
    for collection, least in {"stories": 3, "quotes": 4, "exercises": 3}.items():
        for principle in principles:
            found = [i for i in site.items if i["collection"] == collection and principle in i["principles"]]
            assert len(found) >= least, (collection, principle)


def test_the_doors_on_a_page_are_the_doors_in_the_catalogue(site: Built) -> None:
    for item in site.items:
        page = site.pages[item["url"]]
        assert page.doors == [door["target"] for door in item["doors"]], item["id"]
        reasons = [" ".join(node.text().split()) for node in page.all(".doors .door__reason")]
        assert reasons == [door["reason"] for door in item["doors"]], item["id"]


def test_every_item_has_four_to_six_doors_of_two_kinds_one_of_them_to_another_principle(site: Built) -> None:
    by_id = {item["id"]: item for item in site.items}
    faults = []
    for item in site.items:
        targets = [by_id[door["target"]] for door in item["doors"]]
        elsewhere = [other for other in targets if not set(other["principles"]) & set(item["principles"])]
        holds = {
            "4 to 6": 4 <= len(targets) <= 6,
            "all different": len({other["id"] for other in targets} | {item["id"]}) == len(targets) + 1,
            "two kinds": len({other["collection"] for other in targets}) >= 2,
            "another principle": bool(elsewhere),
            "skip is last": [door["tie"] == "skip" for door in item["doors"]] == [False] * (len(targets) - 1) + [True],
            "reasons": all(door["reason"].strip() for door in item["doors"]),
        }
        faults += [f"{item['id']}: {what}" for what, true in holds.items() if not true]
    assert faults == []


def test_relations_lead_to_items_and_both_pages_show_them(site: Built) -> None:
    by_id = {item["id"]: item for item in site.items}
    for item in site.items:
        for relation in item["relations"]:
            other = by_id[relation["target"]]
            assert other["id"] in targets(site, item["url"]), f"{item['id']} does not show {relation}"
            # A principle can have hundreds; its page shows seven of each sort.
            if other["collection"] != "principles":
                assert item["id"] in targets(site, other["url"]), f"{other['id']} does not show {relation} back"


def targets(site: Built, address: str) -> set[str]:
    """The pages that a page's main part and header link to, as ids or addresses without the last slash."""
    page = site.pages[address]
    links = {link.target for link in page.links if link.tag == "a" and link.target is not None}
    return {link.rstrip("/") for link in links}


def reached(start: str, onward: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Every page that can be reached, with the least number of clicks."""
    clicks, queue = {start: 0}, deque([start])
    while queue:
        here = queue.popleft()
        for there in onward[here]:
            if there not in clicks:
                clicks[there] = clicks[here] + 1
                queue.append(there)
    return clicks


def test_every_item_is_within_three_clicks_of_home(site: Built) -> None:
    pages = {address.rstrip("/") for address in site.pages if address != "404.html"}
    onward = {page: targets(site, f"{page}/" if page else "") & pages for page in pages}
    clicks = reached("", onward)
    far = {item["id"]: clicks.get(item["id"]) for item in site.items if clicks.get(item["id"], 99) > MOST_CLICKS}
    assert far == {}


def test_through_doors_alone_every_item_leads_to_every_other(site: Built) -> None:
    onward = {item["id"]: site.pages[item["url"]].doors for item in site.items}
    back: dict[str, list[str]] = {name: [] for name in onward}
    for here, doors in onward.items():
        for there in doors:
            back[there].append(here)
    start = next(iter(onward))
    assert set(reached(start, onward)) == set(onward)
    assert set(reached(start, back)) == set(onward)


def test_items_are_not_in_the_navigation(site: Built) -> None:
    """Header and footer are on every page: an item there would make each page grow with the bundle."""
    items = {item["id"] for item in site.items}
    for address in site.kinds_of_pages().values():
        page = site.pages[address]
        inside = {node.mem_id for node in page.all("main a[href]")}
        around = {node.attributes["href"] for node in page.all("a[href]") if node.mem_id not in inside}
        around = {href for href in around if href and not href.startswith("#")}
        linked = {(link.target or "").rstrip("/") for link in page.links if link.written in around}
        assert len(linked) >= 4, address
        assert linked & items == set(), address
