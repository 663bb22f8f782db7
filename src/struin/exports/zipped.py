"""Zip files that are the same, byte for byte, whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
_MODE = 0o644 << 16


def zipped(files: Mapping[str, bytes], first: Sequence[str] = ()) -> bytes:
    """A zip of files by their paths. They are sorted; `first` are paths that some readers want in front."""
    order = [*first, *sorted(files.keys() - set(first))]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path in order:
            info = zipfile.ZipInfo(path, _DAY)
            info.external_attr = _MODE
            info.create_system = 3  # Unix, also when made elsewhere
            archive.writestr(info, files[path], zipfile.ZIP_DEFLATED, 9)
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip by their paths."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
