"""Media: files are what they say, safe to open, and published without a location."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from PIL import Image

from struin import strings
from struin.diagnostics import Diagnostic
from struin.media import MediaFile, check_media, publish_media
from struin.strings import LANGUAGES, Catalogue

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">\n{}\n</svg>\n'


def put(root: Path, name: str, data: bytes | str) -> Path:
    path = root / "content" / "media" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def checked(root: Path) -> tuple[list[str], list[str]]:
    files, found = check_media(root)
    return [file.name for file in files], [f"{d.place} {d.code}" for d in found]


def published(root: Path) -> dict[str, bytes]:
    files, _ = check_media(root)
    assert publish_media(files, root / "out") == []
    return {path.name: path.read_bytes() for path in (root / "out").iterdir()}


def photo(kind: str, *, gps: bool = True, turned: int = 1) -> bytes:
    """A small photo with a camera's EXIF, made by Pillow."""
    picture = Image.new("RGB", (48, 32))
    picture.putdata([(x * 5, y * 7, (x * y) % 256) for y in range(32) for x in range(48)])
    exif = Image.Exif()
    exif[0x010F] = "Geheime Camera"
    if turned > 1:
        exif[0x0112] = turned
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 11.0), 3: "E", 4: (4.0, 53.0, 33.0)})
    held = io.BytesIO()
    more = {"lossless": True} if kind == "webp" else {}
    picture.save(held, {"jpg": "jpeg"}.get(kind, kind), exif=exif, **more)
    return held.getvalue()


def look(data: bytes) -> tuple[bytes, Image.Exif]:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture.tobytes(), picture.getexif()


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_photo_with_a_location_is_published_without_it_and_said_so(tmp_path: Path, kind: str) -> None:
    original = photo(kind)
    assert look(original)[1].get_ifd(0x8825)
    put(tmp_path, f"foto.{kind}", original)
    files, found = check_media(tmp_path)
    assert [(d.code, d.severity) for d in found] == [("media-location-removed", "warning")]
    assert (files[0].width, files[0].height) == (48, 32)
    copy = published(tmp_path)[f"foto.{kind}"]
    assert b"Geheime" not in copy
    pixels, exif = look(copy)
    assert pixels == look(original)[0]
    assert dict(exif) == {}
    assert files[0].size == len(copy)


@pytest.mark.parametrize("kind", ["jpg", "png"])
def test_a_photo_without_a_location_is_no_warning(tmp_path: Path, kind: str) -> None:
    put(tmp_path, f"foto.{kind}", photo(kind, gps=False))
    assert checked(tmp_path) == ([f"foto.{kind}"], [])
    assert b"Geheime" not in published(tmp_path)[f"foto.{kind}"]


def test_how_a_photo_is_turned_is_kept(tmp_path: Path) -> None:
    put(tmp_path, "foto.jpg", photo("jpg", turned=6))
    pixels, exif = look(published(tmp_path)["foto.jpg"])
    assert dict(exif) == {0x0112: 6}
    assert pixels == look(photo("jpg", turned=6))[0]


def test_progressive_photos_and_what_follows_their_end(tmp_path: Path) -> None:
    held = io.BytesIO()
    Image.effect_noise((64, 64), 80).save(held, "jpeg", progressive=True, comment=b"thuis", icc_profile=b"x" * 99)
    put(tmp_path, "foto.jpeg", held.getvalue() + b"\xff\xd8 a second photo with a place")
    copy = published(tmp_path)["foto.jpeg"]
    assert look(copy)[0] == look(held.getvalue())[0]
    assert b"thuis" not in copy
    assert b"second" not in copy
    assert b"ICC_PROFILE" in copy


def test_xmp_with_a_location_counts(tmp_path: Path) -> None:
    plain = photo("jpg", gps=False)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='52,22N'/>"
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + plain[2:]
    put(tmp_path, "foto.jpg", data)
    assert checked(tmp_path)[1] == ["content/media/foto.jpg:1:1 media-location-removed"]
    assert b"GPS" not in published(tmp_path)["foto.jpg"]


def box(name: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", len(inside) + 8, name) + inside


def test_a_film_with_a_location_is_blanked_in_place(tmp_path: Path) -> None:
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+52.3702+004.8952/"))
    film = (
        box(b"ftyp", b"isom\0\0\2\0isomiso2") + box(b"moov", box(b"mvhd", b"\0" * 100), place) + box(b"mdat", b"beeld")
    )
    put(tmp_path, "film.mp4", film)
    assert checked(tmp_path)[1] == ["content/media/film.mp4:1:1 media-location-removed"]
    copy = published(tmp_path)["film.mp4"]
    assert len(copy) == len(film)
    assert b"52.3702" not in copy
    assert copy.endswith(box(b"mdat", b"beeld"))


def test_tags_of_sound_are_left_out(tmp_path: Path) -> None:
    frames = b"\xff\xfb\x90\x00" + b"\x01" * 300
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, 12]) + b"thuis in bed"
    put(tmp_path, "stem.mp3", tag + frames + b"TAG" + b"x" * 125)
    assert published(tmp_path)["stem.mp3"] == frames


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("stem.ogg", b"OggS\0\2" + b"\0" * 20),
        ("film.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\1\x42\x82\x84webm"),
        ("film.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nHoi\n"),
        ("stem.m4a", box(b"ftyp", b"M4A \0\0\0\0M4A ")),
        ("kaart.svg", SVG.format('<circle r="4" fill="url(#a)"/>')),
    ],
)
def test_other_kinds_are_published_as_they_are(tmp_path: Path, name: str, data: bytes | str) -> None:
    put(tmp_path, name, data)
    assert checked(tmp_path) == ([name], [])
    assert published(tmp_path)[name] == (data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Foto.jpg", "media-name"),
        ("foto.JPG", "media-name"),
        ("mijn foto.jpg", "media-name"),
        ("foto.php.jpg", "media-name"),
        ("foté.jpg", "media-name"),
        ("fote\u0301.jpg", "media-name"),
        ("con.jpg", "media-name"),
        ("blad.pdf", "media-kind"),
        ("pagina.html", "media-kind"),
        ("foto", "media-kind"),
        ("foto.gif", "media-kind"),
        ("script.js", "media-kind"),
    ],
)
def test_a_name_or_kind_that_cannot_be(tmp_path: Path, name: str, code: str) -> None:
    put(tmp_path, name, photo("jpg", gps=False))
    files, found = check_media(tmp_path)
    assert (files, [d.code for d in found]) == ([], [code])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("foto.jpg", b"<html><script>alert(1)</script>", "media-content"),
        ("foto.png", photo("jpg"), "media-content"),
        ("foto.jpg", photo("jpg")[:400], "media-broken"),
        ("foto.png", photo("png")[:60], "media-broken"),
        ("foto.webp", photo("webp")[:60], "media-broken"),
        ("foto.jpg", b"", "media-content"),
        ("foto.jpg", b"\xff\xd8\xff", "media-broken"),
        ("foto.jpg", b"\xff\xd8\xff\xd9", "media-broken"),
        ("film.mp4", b"\0\0\0\x08ftyp\0\0\0\x04moov", "media-broken"),
        ("stem.mp3", b"ID3\x04\0\0\0\0\0\0<script>", "media-broken"),
        ("film.vtt", b"WEBVTT\n\n\xff\xfe", "media-broken"),
        ("film.vtt", b"<script>", "media-content"),
        ("foto.jpg", b"\xff\xd8\xff" + b"\0" * 5_000_000, "media-too-big"),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 65500, 65500, 8, 2, 0, 0, 0, 0)
            + struct.pack(">I4sI", 0, b"IEND", 0), "media-pixels"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    put(tmp_path, name, data)
    files, found = check_media(tmp_path)
    assert (files, [d.code for d in found]) == ([], [code])


def test_a_big_picture_is_a_warning(tmp_path: Path) -> None:
    held = io.BytesIO()
    Image.effect_noise((900, 900), 90).save(held, "png")
    put(tmp_path, "ruis.png", held.getvalue())
    assert checked(tmp_path) == (["ruis.png"], ["content/media/ruis.png:1:1 media-big"])


def test_links_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.png"
    secret.write_bytes(photo("png"))
    put(tmp_path, "echt.png", photo("png", gps=False))
    media = tmp_path / "content" / "media"
    (media / "link.png").symlink_to(secret)
    (media / "map").mkdir()
    os.mkfifo(media / "pijp.png")
    assert checked(tmp_path) == (
        ["echt.png"],
        [
            "content/media/link.png:1:1 media-symlink",
            "content/media/map:1:1 media-folder",
            "content/media/pijp.png:1:1 media-not-a-file",
        ],
    )


def test_the_folder_itself_may_not_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "media").symlink_to(tmp_path / "elders")
    assert checked(tmp_path) == ([], ["content/media:1:1 media-symlink"])


def test_no_folder_is_no_media(tmp_path: Path) -> None:
    assert check_media(tmp_path) == ([], [])


def test_a_file_that_changes_or_becomes_a_link_after_the_check_is_not_published(tmp_path: Path) -> None:
    put(tmp_path, "een.png", photo("png", gps=False))
    put(tmp_path, "twee.svg", SVG.format("<g/>"))
    files, _ = check_media(tmp_path)
    put(tmp_path, "twee.svg", SVG.format("<script/>"))
    (tmp_path / "content/media/een.png").unlink()
    (tmp_path / "content/media/een.png").symlink_to("/etc/hostname")
    assert [d.code for d in publish_media(files, tmp_path / "out")] == ["media-changed", "svg-element-refused"]
    assert list((tmp_path / "out").iterdir()) == []


REFUSED_IN_DRAWINGS = {
    "<script>alert(1)</script>": "2:1 svg-element-refused",
    '<script href="x.js"/>': "2:1 svg-element-refused",
    '<g>\n  <circle onclick="alert(1)"/></g>': "3:3 svg-attribute-refused",
    '<g ONLOAD="x"/>': "2:1 svg-attribute-refused",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>": "2:1 svg-element-refused",
    '<html:script xmlns:html="http://www.w3.org/1999/xhtml">x</html:script>': "2:1 svg-element-refused",
    '<a href="#x"><circle/></a>': "2:1 svg-element-refused",
    '<image href="https://evil.example/x.png"/>': "2:1 svg-element-refused",
    '<use href="https://evil.example/x.svg#a"/>': "2:1 svg-address-refused",
    '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:image/svg+xml,x"/>': "2:1 svg-address-refused",
    '<use href=" java&#9;script:alert(1)"/>': "2:1 svg-address-refused",
    '<set attributeName="href" to="javascript:alert(1)"/>': "2:1 svg-element-refused",
    '<animate attributeName="href" values="javascript:alert(1)"/>': "2:1 svg-element-refused",
    "<style>@import url(https://evil.example/x.css);</style>": "2:48 svg-style-refused",
    "<style>a{b:url(//evil.example)}</style>": "2:32 svg-style-refused",
    "<style>@\\69mport 'x'</style>": "2:21 svg-style-refused",
    "<style>@font-face{src:local(x)}</style>": "2:32 svg-style-refused",
    '<rect style="fill:url(https://evil.example#a)"/>': "2:1 svg-style-refused",
    '<rect fill="url(https://evil.example#a)"/>': "2:1 svg-address-refused",
    "<rect filter=\"url( 'x.svg#a')\"/>": "2:1 svg-address-refused",
    '<g xml:base="https://evil.example/"/>': "2:1 svg-attribute-refused",
    "<?xml-stylesheet href='x.css'?>": "2:1 svg-declaration-refused",
    "<iframe/>": "2:1 svg-element-refused",
    "<g>": "3:3 svg-broken",
    "<x:g/>": "2:1 svg-broken",
}


@pytest.mark.parametrize("inside", REFUSED_IN_DRAWINGS)
def test_a_drawing_only_draws(tmp_path: Path, inside: str) -> None:
    put(tmp_path, "kaart.svg", SVG.format(inside))
    names, found = checked(tmp_path)
    assert names == []
    assert found[0] == f"content/media/kaart.svg:{REFUSED_IN_DRAWINGS[inside]}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n' + SVG.format("&b;"), "1:15 svg-declaration-refused"),
        ("<html><script>alert(1)</script></html>", "1:1 svg-root"),
        ("<svg><circle/></svg>", "1:1 svg-namespace"),
        ('<svg xmlns="http://www.w3.org/2000/sgv"><circle/></svg>', "1:1 svg-namespace"),
        ("<svg", "1:1 svg-broken"),
        (SVG.format("<g>" * 200 + "</g>" * 200), "2:298 svg-too-deep"),
        ('<?xml version="1.0" encoding="nergens"?>' + SVG.format(""), "1:31 svg-broken"),
    ],
)
def test_a_file_that_is_no_plain_drawing(tmp_path: Path, text: str, code: str) -> None:
    put(tmp_path, "kaart.svg", text)
    assert checked(tmp_path) == ([], [f"content/media/kaart.svg:{code}"])


def test_good_drawings_pass_with_their_size(tmp_path: Path) -> None:
    inside = (
        "<title>Kaart</title><style>.a{fill:#fff} @media print{.a{fill:url('#v')}}</style><defs><linearGradient id='v'>"
        "<stop offset='0' style='stop-color:red'/></linearGradient></defs><use href='#v'/><rect fill='url(#v)'/>"
        "<text font-family='serif'>a &amp; b</text>"
        "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>"
    )
    put(tmp_path, "kaart.svg", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- met de hand -->\n' + SVG.format(inside))
    files, found = check_media(tmp_path)
    assert found == []
    assert (files[0].width, files[0].height, files[0].mime) == (120, 80, "image/svg+xml")


def told(found: list[Diagnostic]) -> str:
    return "\n".join(f"{d.place} {d.message()} [{d.code}]\n  {d.hint()}" for d in found)


def test_whole_texts(tmp_path: Path) -> None:
    put(tmp_path, "foto.jpg", photo("jpg"))
    put(tmp_path, "kaart.svg", SVG.format("<script/>"))
    assert told(check_media(tmp_path)[1]) == (
        "content/media/foto.jpg:1:1 In ‘foto.jpg’ stond waar het gemaakt is. Op de site staat het er niet meer in. "
        "[media-location-removed]\n"
        "  Een plaats kan een huis verraden. Het bestand in content/media heeft de plaats nog wel, en de geschiedenis "
        "van de bundel ook. Zet hier liever een bestand zonder plaats neer.\n"
        "content/media/kaart.svg:2:1 Het element ‘script’ mag niet in een tekening. [svg-element-refused]\n"
        "  Een tekening tekent alleen; scripts, links, beweging, plaatjes en HTML erin kunnen niet. Haal het weg en "
        "bewaar als gewone SVG."
    )


def test_both_languages_have_the_same_texts() -> None:
    folder = Path(strings.__file__).parent
    keys = [Catalogue(language, [folder / language / "media.yml"]).keys() for language in LANGUAGES]
    assert keys[0] == keys[1]


def test_a_media_file_says_how_to_show_it(tmp_path: Path) -> None:
    path = put(tmp_path, "film.vtt", "WEBVTT\n")
    assert check_media(tmp_path)[0] == [
        MediaFile("film.vtt", path, "captions", "text/vtt", 7, check_media(tmp_path)[0][0].digest)
    ]


@pytest.mark.parametrize(
    ("drawing", "bleeds"),
    [
        (SVG.format("<g/>"), False),
        (SVG.format("<g/>").replace("<svg ", '<svg overflow="visible" '), True),
        (
            '<?xml version="1.0"?>\n<!-- met de hand -->\n'
            + SVG.format("").replace("<svg ", "<svg overflow='visible' "),
            True,
        ),
        (SVG.format("<g/>").replace("<svg ", '<svg overflow="hidden" '), False),
        (SVG.format('<svg overflow="visible"/>'), False),
        (SVG.format('<g overflow="visible"/>'), False),
    ],
)
def test_a_drawing_says_itself_that_it_goes_on_beyond_its_frame(tmp_path: Path, drawing: str, bleeds: bool) -> None:
    put(tmp_path, "kaart.svg", drawing)
    assert [file.bleeds for file in check_media(tmp_path)[0]] == [bleeds]
