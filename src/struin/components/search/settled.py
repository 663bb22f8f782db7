"""Two of Pagefind's files hold lists in the order of a hash table, which differs from run to run: gives them one.

They are the filters, `filter/*.pf_filter`, and what names them, `pagefind.*.pf_meta`. Each is gzip of a mark and
one CBOR value, and carries a hash of itself in its name:

    filter   [name, [[value, [page, …]], …]]
    meta     [version, pages, chunks of words, [[filter, hash], …], sorts, fields]

A file that does not read back as it was written is left alone.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"
_ARRAY, _TEXT, _NEGATIVE, _POSITIVE = 4, 3, 1, 0


def settle(folder: Path) -> None:
    """Puts the lists of an index in order; names follow from the content again."""
    entry_file = folder / "pagefind-entry.json"
    if not entry_file.is_file():
        return
    renamed = dict(filter(None, (_filter(file) for file in sorted((folder / "filter").glob("*.pf_filter")))))
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        file = folder / f"pagefind.{language['hash']}.pf_meta"
        value = _read(file)
        if value is None:
            continue
        value[3] = sorted([name, renamed.get(name_hash, name_hash)] for name, name_hash in value[3])
        content = _packed(value)
        language["hash"] = _name(language["hash"], content)
        file.rename(file.with_name(f"pagefind.{language['hash']}.pf_meta")).write_bytes(content)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _filter(file: Path) -> tuple[str, str] | None:
    """Settles one filter; its old hash and its new."""
    value = _read(file)
    if value is None:
        return None
    value[1].sort()
    content = _packed(value)
    new = _name(file.stem, content)
    file.rename(file.with_name(f"{new}.pf_filter")).write_bytes(content)
    return file.stem, new


def _name(old: str, content: bytes) -> str:
    """`nl_1bb2fd4`: the language, and as many digits as there were."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(digits)]}"


def _read(file: Path) -> Any:
    packed = gzip.decompress(file.read_bytes())
    if not packed.startswith(_MARK):
        return None
    data = packed[len(_MARK) :]
    try:
        value, end = _decoded(data, 0)
    except (ValueError, IndexError):
        return None
    return value if end == len(data) and _encoded(value) == data else None


def _packed(value: Any) -> bytes:
    return gzip.compress(_MARK + _encoded(value), compresslevel=9, mtime=0)


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and where it ends. As much of CBOR (RFC 8949) as Pagefind writes."""
    kind, size = data[at] >> 5, data[at] & 31
    at += 1
    if size >= 28:
        raise ValueError("no such length")
    if size >= 24:
        width = 1 << (size - 24)
        size, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == _POSITIVE:
        return size, at
    if kind == _NEGATIVE:
        return -1 - size, at
    if kind == _TEXT:
        return data[at : at + size].decode(), at + size
    if kind == _ARRAY:
        values = []
        for _ in range(size):
            value, at = _decoded(data, at)
            values.append(value)
        return values, at
    raise ValueError("no such kind")


def _encoded(value: Any) -> bytes:
    if isinstance(value, list):
        return _head(_ARRAY, len(value)) + b"".join(map(_encoded, value))
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_POSITIVE, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    width = next(each for each in (1, 2, 4, 8) if size < 1 << 8 * each)
    return bytes([kind << 5 | 23 + width.bit_length()]) + size.to_bytes(width, "big")
