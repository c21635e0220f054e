"""The one page of the dossier that everybody reads."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.report import dossier_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.dossier.facts import Facts, day
from cpsurvey.report.dossier.told import Line, alarms, state, two_columns
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words


def summary(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """What is loud, then a dozen lines."""
    yield from alarms(facts, words)
    yield two_columns("D-summary", words(w.SUMMARY), list(_lines(facts, words)), words)


def _lines(facts: Facts, words: Words) -> Iterator[Line]:
    for name in ("controller", "purposes", "basis"):
        yield Line(words(w.DECLARED[name]), facts.declared(name, words))
    yield Line(words(w.PEOPLE), facts.count(facts.used, words))
    first, last = facts.found.get("first"), facts.found.get("last")
    if first and last:
        yield Line(words(w.FIELD), words(w.FROM_TO, first=first, last=last))
    linked = facts.found.get("indicators")
    yield Line(words(w.LINKED), words(w.IS_LINKED if linked else w.NOT_LINKED))
    yield Line(words(w.NOTICE), state(facts, words))
    yield Line(words(w.GROUPS), words(w.PERSONS, k=facts.k))
    yield Line(words(w.DECISIONS), words(w.NO_DECISION))
    yield Line(words(w.RETENTION), retention(facts, words))
    yield Line(words(w.RELEASED), words.number(len(facts.releases), "int"))
    yield Line(words(w.OPEN), _open(facts, words))


def retention(facts: Facts, words: Words) -> str:
    """How long data are kept, with days where they are known."""
    days = facts.found.get("retention_days")
    if not days:
        return words(w.NO_RETENTION)
    first, last = (facts.after(facts.found.get(end, "")) for end in ("first", "last"))
    if not first or not last:
        return words(w.KEPT_PLAIN, days=days)
    return words(w.KEPT_FOR, days=days, first=day(first, words), last=day(last, words))


def _open(facts: Facts, words: Words) -> str:
    names = [words(w.DECLARED[name]) for name in facts.open()]
    if not facts.found.get("retention_days"):
        names.append(words(w.RETENTION))
    if places := facts.notice.get("open"):
        names.append(words(w.PLACES, n=places))
    return ", ".join(names) or words(w.NOTHING_OPEN)
