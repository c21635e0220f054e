"""Every phrase the report knows, for tests of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import cpsurvey.kinds
import cpsurvey.report
from cpsurvey.report.words import Phrase


@cache
def every() -> dict[str, Phrase]:
    """``module.NAME``, or ``module.CAVEATS[code]`` -> phrase."""
    found: dict[str, Phrase] = {}
    for package in (cpsurvey.kinds, cpsurvey.report):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            last = module.name.rpartition(".")[2]
            if last.endswith("words") or last in (
                "lexicon",
                "caveats",
                "caveats_of_models",
                "losses",
                "hidden",
            ):
                found |= _of(importlib.import_module(module.name))
    return found


def _of(module) -> dict[str, Phrase]:
    start = module.__name__.removeprefix("cpsurvey.").removeprefix("kinds.")
    found = {}
    for name, value in vars(module).items():
        if isinstance(value, Phrase):
            found[f"{start}.{name}"] = value
        elif isinstance(value, dict) and name.isupper():
            found |= {
                f"{start}.{name}[{key}]": one
                for key, one in value.items()
                if isinstance(one, Phrase)
            }
    return found
