"""Team, centre, language and wave of every row: labels, compared by one rule.

Blanks of every kind and a spreadsheet's ``.0`` do not make another group; nor does letter
case, which the store joins under the spelling used most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from cpsurvey.coded import Coded
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import normal, same_group
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.export import Export
from cpsurvey.intake.match import Matched
from cpsurvey.intake.near import letters

Labels = Coded[str | None]


def read(
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    leads: Mapping[str, Cells],
    where: str,
) -> tuple[dict[str, Labels], list[Finding]]:
    """Labels by variable, for those the file or the source has.

    Raises
    ------
    CpsurveyError
        CPS138 the file's own column of the wave contradicts the source.
    """
    found: dict[str, Labels] = {}
    findings: list[Finding] = []
    n = export.table.n
    for role, named in questionnaire.identifiers.by_role().items():
        if role == "respondent":
            continue
        column = matched.columns.get(named.variable)
        cells = export.table.columns[column.index] if column else leads.get(role)
        labels = None if cells is None else cells.map(lambda cell: normal(cell or "") or None)
        if role == "language" and (known := named.values) and labels is not None:
            labels = labels.map(partial(_language, known=known))
        if role == "wave" and spec.wave is not None:
            labels = _wave(labels, str(spec.wave), n, where)
        if labels is not None:
            found[named.variable] = labels
        if role in ("team", "centre") and labels is not None:
            findings += _spellings(labels, named.variable, where)
    return found, findings


def _wave(labels: Labels | None, wave: str, n: int, where: str) -> Labels:
    there = labels.counts() if labels is not None else {}
    other = sum(count for label, count in there.items() if label not in (None, wave))
    if other:
        raise CpsurveyError(
            "CPS138",
            f"the source or --wave says wave {wave}, the file's own column says another in "
            f"{other} of {n} rows",
            where=where,
            fix="take 'wave:' or --wave away: the column says it already; or leave the column "
            "out: 'columns: {Heading: \"\"}'",
        )
    return Coded.full(wave, n)


def _spellings(labels: Labels, variable: str, where: str) -> list[Finding]:
    spelt: dict[str, set[str]] = {}
    for label in labels.kinds:
        if label:
            spelt.setdefault(same_group(label), set()).add(label)
    findings = []
    if several := sum(1 for group in spelt.values() if len(group) > 1):
        findings.append(_spelt(several, variable, where))
    near: dict[str, set[str]] = {}
    for group in spelt:
        near.setdefault(_nearly(group), set()).add(group)
    if apart := sum(len(groups) for groups in near.values() if len(groups) > 1):
        findings.append(_apart(apart, variable, where))
    return findings


def _nearly(group: str) -> str:
    """What names of one group share when they are written by hand: no accents, no marks.

    Between digits a blank tells groups apart: 'Team 1 1' is not 'Team 11'.
    """
    bare = letters(group) or group
    return bare if any(map(str.isdigit, bare)) else bare.replace(" ", "")


def _apart(groups: int, variable: str, where: str) -> Finding:
    return Finding(
        "group_nearly",
        "warning",
        f"{where}: column {variable}",
        f"{groups} groups differ from another one in accents, blanks or punctuation only: each "
        "counts as a group of its own",
        "if two of them are one group, write its name in one way in the file and ingest the "
        "file again",
    )


def _spelt(groups: int, variable: str, where: str) -> Finding:
    """Note that groups were written in several ways."""
    return Finding(
        "group_spelling",
        "note",
        f"{where}: column {variable}",
        f"{groups} group{'s are' if groups > 1 else ' is'} written in upper and lower case "
        "or with several apostrophes: each counts as one group, under the spelling used most",
        "if they are different groups, give them names that differ in more than that",
    )


def _language(text: str | None, known: Sequence[str]) -> str | None:
    """``fr-CA``, ``FR`` and ``fr`` are one language where only ``fr`` is declared."""
    if text is None:
        return None
    short = text.casefold().replace("_", "-")
    for language in known:
        if short == language.casefold() or short.split("-")[0] == language.casefold():
            return language
    return text
