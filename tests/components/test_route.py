"""Following a trail: what its page says without a script, and the stops as data for the strip."""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.components.route import component
from struin.present import Presenter, Site
from world import real_bundle


def test_every_trail_has_its_stops_as_data_with_addresses_that_exist() -> None:
    presenter = Presenter(real_bundle(), Site())
    made = {asset.path: asset.content.decode() for asset in component.assets(presenter)}
    trails = [entry for entry in presenter.bundle.entries.values() if entry.collection == "trails"]
    assert sorted(made) == sorted(f"assets/struin/trails/{entry.name}.js" for entry in trails)
    for entry in trails:
        path = f"assets/struin/trails/{entry.name}.js"
        data = json.loads(made[path].removeprefix(f'Struin.provide("{path}",').removesuffix(");\n"))
        assert data["id"] == entry.id
        assert data["url"] == f"{entry.id}/"
        assert [stop["id"] for stop in data["stops"]] == [stop.item for stop in entry.item.stops]  # type: ignore[attr-defined]
        assert all(stop["url"] == f"{stop['id']}/" for stop in data["stops"])


def test_an_items_page_holds_no_stops_and_a_trails_page_leads_to_the_first() -> None:
    presenter = Presenter(real_bundle(), Site())
    trail = HTMLParser(str(presenter.item_page("trails/alweer")))
    first = trail.css_first("[data-route-stop] a[href]").attributes["href"]
    assert trail.css_first("struin-route a[href]").attributes["href"] == first
    story = HTMLParser(str(presenter.item_page("stories/de-laatste-kolom")))
    assert story.css("struin-route") == []


def test_the_strip_on_every_page_is_hidden_until_somebody_follows_a_trail() -> None:
    presenter = Presenter(real_bundle(), Site())
    strip = HTMLParser(str(presenter.slot("shell", "../../"))).css_first("struin-route")
    assert "hidden" in strip.attributes
    assert [word for word in strip.attributes.values() if word == ""] == []
