"""The catalogue of codes, one module per room, a hundred codes each."""

from __future__ import annotations

import importlib
import pkgutil

from cpsurvey.errors.code import Code


def collect() -> dict[str, Code]:
    """Every code of every room, in order; a code defined twice is our bug."""
    found: dict[str, Code] = {}
    for module in pkgutil.iter_modules(__path__):
        codes = importlib.import_module(f"{__name__}.{module.name}").CODES
        if twice := found.keys() & codes.keys():
            raise AssertionError(f"codes defined twice: {sorted(twice)}")
        found.update(codes)
    return dict(sorted(found.items()))
