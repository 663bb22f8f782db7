"""Addresses in a body: what a link or a picture points to, or why it may not.

Links go to other items (by relative path to the `.md` file), to a place on the same page (`#…`), or to the
web by `https:`, `mailto:` and `tel:`. Pictures, sounds and films come from `content/media/` only."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass

from struin.markup.rules import Refusal

SCHEMES = frozenset({"https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTTPS = re.compile(r"https://[^/?#@\\:]+(:\d{1,5})?([/?#][^\\]*)?", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:[^@<>\"'`\\]+@[^@<>\"'`\\]+", re.IGNORECASE)
_TEL = re.compile(r"tel:\+?[0-9().-]{3,24}", re.IGNORECASE)
_FRAGMENT = re.compile(r"#[\w:.-]{1,120}")
_ITEM = re.compile(r"content/([a-z][a-z0-9-]*)/([a-z0-9][a-z0-9-]*)\.md")
_MEDIA = re.compile(r"content/media/([a-z0-9][a-z0-9-]*\.[a-z0-9]{2,5})")


@dataclass(frozen=True)
class Address:
    """Where an address leads: `kind` is `web`, `fragment`, `item` or `media`; `html` is what the page gets;
    `target` is `collection/name`, a media file's name, the fragment without `#`, or the web address."""

    kind: str
    target: str
    html: str


def link(path: str, address: str) -> Address | Refusal:
    """What `href="address"` in the file `path` leads to."""
    refused = _unsafe(address)
    if refused:
        return refused
    if not address or address == "#":
        return Refusal("address-empty", {}, address)
    if address.startswith("#"):
        if _FRAGMENT.fullmatch(address):
            return Address("fragment", address[1:], address)
        return Refusal("address-refused", {"address": address}, address)
    if _SCHEME.match(address):
        return _web(address)
    return _item(path, address)


def picture(path: str, address: str) -> Address | Refusal:
    """What `src="address"` in the file `path` leads to."""
    refused = _unsafe(address)
    if refused:
        return refused
    if not address:
        return Refusal("address-empty", {}, address)
    scheme = _SCHEME.match(address)
    if address.startswith("//") or (scheme and scheme[1].lower() in ("http", "https")):
        return Refusal("picture-elsewhere", {"address": address}, address)
    if scheme:
        return Refusal("address-scheme", {"address": address, "scheme": scheme[1].lower()}, address)
    found = _MEDIA.fullmatch(_resolved(path, address))
    if found is None:
        return Refusal("picture-not-in-media", {"address": address}, address)
    return Address("media", found[1], f"media:{found[1]}")


def _unsafe(address: str) -> Refusal | None:
    """White space and characters one cannot see hide what an address is: `jav⇥ascript:` runs in a browser."""
    if any(sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in address):
        return Refusal("address-spaces", {"address": address}, address)
    if "\\" in address:
        return Refusal("address-refused", {"address": address}, address)
    return None


def _web(address: str) -> Address | Refusal:
    scheme = address.split(":", 1)[0].lower()
    if scheme == "http":
        return Refusal("address-http", {"address": address}, address)
    if scheme not in SCHEMES:
        return Refusal("address-scheme", {"address": address, "scheme": scheme}, address)
    if any(form.fullmatch(address) for form in (_HTTPS, _MAILTO, _TEL)):
        return Address("web", address, address)
    return Refusal("address-refused", {"address": address}, address)


def _item(path: str, address: str) -> Address | Refusal:
    if address.startswith("/"):
        return Refusal("link-absolute", {"address": address}, address)
    file, sign, fragment = address.partition("#")
    if sign and not _FRAGMENT.fullmatch(sign + fragment):
        return Refusal("address-refused", {"address": address}, address)
    resolved = _resolved(path, file)
    if not resolved.startswith("content/"):
        return Refusal("link-outside", {"address": address}, address)
    found = _ITEM.fullmatch(resolved)
    if found is None or found[1] == "media":
        return Refusal("link-not-item", {"address": address}, address)
    target = f"{found[1]}/{found[2]}"
    return Address("item", target, f"item:{target}{sign}{fragment}")


def _resolved(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
