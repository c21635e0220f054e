"""Packages of Office files that are the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def same_bytes(
    stream: io.BytesIO, change: Callable[[str, bytes], bytes] = lambda _name, data: data
) -> bytes:
    """The package in `stream` with fixed dates, each part as `change` makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(out, "w") as fixed:
        for entry in package.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            packed = entry.filename.endswith(".png")
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            fixed.writestr(info, change(entry.filename, package.read(entry.filename)))
    return out.getvalue()
