"""Share pictures: one for every page, small, whole, always the same; and drawn only where they can be named."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from built import PROJECT, SITE, Built, build
from bundles import project, story
from struin.components.picture import drawing, work
from struin.components.picture.drawing import HEIGHT, MOST_BYTES, WIDTH, Subject, png, svg
from struin.components.picture.letters import LEADING, face

TOKENS = PROJECT / "src/struin/hosts/mkdocs/theme/assets/struin/tokens.css"
SUBJECT = Subject("De jas aan", "Verhaal", "Lerend werken", "Struinen", "stories/de-jas-aan", 2, "stories")
PHOTO = "title: De jas\ncover: {image: ruis.png, alt: Een grijs vlak}\n"


def tags(built: Built, address: str) -> dict[str, str]:
    """The tags of a page for who shares it, by name."""
    found = built.pages[address].all("meta[property^='og:'], meta[name^='twitter:']")
    return {
        str(each.attributes.get("property") or each.attributes["name"]): each.attributes["content"] or ""
        for each in found
    }


# The site


def test_every_page_names_a_picture_that_exists_of_the_right_size_and_weight(addressed: Built) -> None:
    named = set()
    for address in addressed.pages.keys() - {"404.html"}:
        told = tags(addressed, address)
        assert told["og:image"].startswith(SITE), address
        assert (told["og:image:width"], told["og:image:height"]) == (str(WIDTH), str(HEIGHT))
        assert told["og:url"] == SITE + address
        assert told["twitter:card"] == "summary_large_image"
        assert all(told.values()), address
        named.add(told["og:image"].removeprefix(SITE))
    assert len(named) > len(addressed.items)
    for path in named:
        file = addressed.folder / path
        assert file.stat().st_size <= MOST_BYTES, path
        with Image.open(file) as picture:
            assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))


def test_every_item_has_a_picture_of_its_own(addressed: Built) -> None:
    for item in addressed.items:
        told = tags(addressed, item["url"])
        assert told["og:image"] == f"{SITE}assets/pictures/{item['id']}.png"
        assert (told["og:title"], told["og:type"]) == (item["title"], "article")
        assert addressed.pages[item["url"]].all("link[rel=canonical]")[0].attributes["href"] == SITE + item["url"]


def test_overviews_have_the_picture_of_their_kind_and_other_pages_that_of_the_site(addressed: Built) -> None:
    pictures = {address: tags(addressed, address)["og:image"] for address in ("", "stories/", "kaart/", "privacy/")}
    assert pictures["stories/"] == f"{SITE}assets/pictures/stories.png"
    assert pictures[""] == pictures["kaart/"] == pictures["privacy/"] == f"{SITE}assets/pictures/site.png"
    assert tags(addressed, "stories/")["og:type"] == "website"


def test_without_an_address_there_are_no_pictures_and_no_tags_that_would_be_wrong(site: Built) -> None:
    assert not (site.folder / "assets/pictures").exists()
    assert all(
        not page.all("meta[property^='og:'], meta[name^='twitter:'], link[rel=canonical]")
        for page in site.pages.values()
    )


def test_an_own_picture_stands_in_the_door_unless_it_would_weigh_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noise, plain = io.BytesIO(), io.BytesIO()
    Image.frombytes("RGB", (400, 500), os.urandom(600_000)).save(noise, "PNG")
    Image.new("RGB", (400, 500), (12, 200, 34)).save(plain, "PNG")
    cover = "cover: {{image: {}, alt: Een vlak}}\n"
    root = project(
        tmp_path / "bundel",
        {
            "content/media/ruis.png": noise.getvalue(),
            "content/media/vlak.png": plain.getvalue(),
            "content/stories/ruis.md": story("Ruis", more=cover.format("ruis.png")),
            "content/stories/vlak.md": story("Vlak", more=cover.format("vlak.png")),
        },
    )
    monkeypatch.setenv("SITE_URL", SITE)
    build(root, root / "site")
    pictures = root / "site/assets/pictures/stories"
    assert (pictures / "ruis.png").stat().st_size <= MOST_BYTES
    with Image.open(pictures / "vlak.png") as picture:
        assert picture.convert("RGB").getpixel((920, 300)) == (12, 200, 34)


# Drawing


def test_a_picture_is_the_same_to_the_byte() -> None:
    assert png(SUBJECT) == png(SUBJECT)


def test_what_was_drawn_is_not_drawn_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    drawn = {"a.png": SUBJECT}
    first = work.Drawing(drawn, kept)
    first.into(tmp_path / "one")
    again = work.Drawing(drawn, kept)
    assert again._workers == []
    again.into(tmp_path / "two")
    assert (tmp_path / "one/a.png").read_bytes() == (tmp_path / "two/a.png").read_bytes() == png(SUBJECT)


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    work.Drawing({"a.png": SUBJECT}, tmp_path / "file/kept").into(tmp_path / "site")
    assert (tmp_path / "site/a.png").is_file()


def test_a_picture_that_fails_stops_the_build(tmp_path: Path) -> None:
    missing = Subject(**{**SUBJECT.__dict__, "own": str(tmp_path / "weg.png"), "mime": "image/png"})
    under_way = work.Drawing({"a.png": missing}, tmp_path / "kept")
    with pytest.raises(work.NotDrawn, match=r"weg\.png"):
        under_way.into(tmp_path / "site")


def test_nothing_of_a_text_becomes_markup() -> None:
    wild = Subject('<script>"&', "<a>", "<b>&amp;", "<i>", "x", 3, "stories")
    assert not re.search(r"<(script|a|b|i)\b|&", svg(wild))


def test_colours_are_those_of_the_site() -> None:
    light = TOKENS.read_text(encoding="utf-8").partition("slate")[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    for name, colours in (("deep", drawing.DEEP), ("mid", drawing.MID), ("tint", drawing.TINT)):
        assert colours == tuple(tokens[f"p{number}-c-{name}"] for number in range(1, 7))
    own = {"paper": drawing.PAPER, "sand": drawing.SAND, "ink": drawing.INK, "ink-soft": drawing.INK_SOFT}
    own |= {"sun": drawing.SUN, "on-block": drawing.ON_BLOCK, "on-block-soft": drawing.ON_BLOCK_SOFT}
    assert own == {name: tokens[name] for name in own}


# Type


TITLES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80) | st.text("Wmi jé", min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(TITLES)
def test_a_title_wraps_and_shrinks_and_never_leaves_its_room(title: str) -> None:
    letters = face("display")
    lines, size = letters.fitted(title, 588, 270, 92, 40)
    assert all(letters.width(line, size) <= 588 for line in lines)
    assert len(lines) * size * LEADING <= 270
    # Nothing is lost: hyphens apart, the letters are there in their order.
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", letters.spelled(title))


def test_letters_that_the_faces_lack_lose_their_accent() -> None:
    assert face("display").spelled("Şükrü  ağa\n北 ½") == "Sükrü aga  ½"


def test_outlines_are_those_of_the_fonts_of_the_theme() -> None:
    sys.path.insert(0, str(PROJECT / "tools"))
    try:
        import letters
    finally:
        sys.path.pop(0)
    assert json.loads(letters.made()) == json.loads(letters.LETTERS.read_text(encoding="utf-8"))
