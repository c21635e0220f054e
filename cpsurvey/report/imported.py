"""What the import warned of: by rule, never a cell and never a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.report.document import Text
from cpsurvey.report.imported_words import IMPORT_WARNED, IMPORT_WARNED_TOO, WARNINGS
from cpsurvey.report.losses import LOSSES
from cpsurvey.report.words import Words


def said(file: Mapping[str, Any], words: Words) -> str:
    """Warnings of one file; what was set aside stands in T3, of indicators in T21i."""
    return _listed(Counter(_told(file)), words)


def warned(provenance: Mapping[str, Any], words: Words) -> list[Text]:
    """Warnings of every file, in a sentence for the first page."""
    every: Counter[str] = Counter()
    indicators = (provenance.get("kpi") or {}).get("files") or ()
    for file in (*(provenance.get("sources") or ()), *indicators):
        every.update(_told(file))
    if not every:
        return []
    of_indicators = any(_told(file) for file in indicators)
    line = IMPORT_WARNED_TOO if of_indicators else IMPORT_WARNED
    return [Text(words(line, warnings=_listed(every, words)), "note")]


def _told(file: Mapping[str, Any]) -> dict[str, int]:
    found = file.get("warnings") or {}
    return {rule: n for rule, n in found.items() if rule not in LOSSES}


def _listed(found: Mapping[str, int], words: Words) -> str:
    return words.semicolon.join(_each(found, words))


def _each(found: Mapping[str, int], words: Words) -> Iterator[str]:
    for rule, count in found.items():
        text = words(WARNINGS[rule]) if rule in WARNINGS else rule
        yield f"{text} ({words.number(count, 'int')})" if count > 1 else text
