"""Packages of Office files that are the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile


def same_bytes(stream: io.BytesIO) -> bytes:
    """The package in `stream` with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(out, "w") as fixed:
        for entry in package.infolist():
            info = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            packed = entry.filename.endswith(".png")
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            fixed.writestr(info, package.read(entry.filename))
    return out.getvalue()
