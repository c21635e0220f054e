"""Which column is which variable: by stable code, declared alias, then text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cpsurvey.design.checks import columns as importable
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS, SourceSpec
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import timing
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import code, no_headings, words


@dataclass(frozen=True, slots=True)
class Matched:
    """Columns by variable, those of the page times, and what was left over."""

    columns: Mapping[str, Column]
    unknown: tuple[Column, ...]
    timed: timing.Timed


def match(
    export: Export, questionnaire: Questionnaire, spec: SourceSpec, where: str
) -> tuple[Matched, list[Finding]]:
    """Give every column its variable.

    Raises
    ------
    CpsurveyError
        CPS105 no item was found, CPS106 two columns for one variable, CPS108 the map of
        the source names something unknown.
    """
    by_code, by_text = _names(questionnaire)
    chosen = _mapped(export, questionnaire, spec, where)
    found: dict[str, list[tuple[int, Column]]] = {}
    unknown = []
    mapped_timers = [t.column for t in export.timers if chosen.get(t.column.heading)]
    for column in (*export.columns, *mapped_timers):
        variable: str | None
        if chosen.get(column.heading, "").startswith(SECONDS):
            continue
        if column.heading in chosen:
            variable, certainty = chosen[column.heading], 0
        else:
            variable, certainty = _look_up(column, by_code, by_text)
        if variable is None:
            unknown.append(column)
        elif variable:
            found.setdefault(variable, []).append((certainty, column))
    columns = {}
    for variable, candidates in found.items():
        best = min(certainty for certainty, _ in candidates)
        equal = [column for certainty, column in candidates if certainty == best]
        if len(equal) > 1:
            raise CpsurveyError(
                "CPS106",
                f"two columns mean '{variable}'",
                where=f"{where}: columns {' and '.join(str(c.index + 1) for c in equal)}",
                fix=f"leave one out: columns: {{'{equal[-1].heading[:60]}': ''}}",
            )
        columns[variable] = equal[0]
        unknown += [column for certainty, column in candidates if certainty != best]
    _refuse_another_survey(columns, export, questionnaire, where)
    timed, findings = timing.assign(export, questionnaire, chosen, where)
    return Matched(columns, tuple(unknown), timed), [
        *_findings(columns, unknown, questionnaire, where),
        *findings,
        *_order_of_items(export, where),
    ]


def _names(questionnaire: Questionnaire) -> tuple[dict[str, str], dict[str, str | None]]:
    """Normal form -> variable, for codes and for texts; a text of two variables is None."""
    by_code: dict[str, str] = {}
    texts: list[tuple[str, str]] = []
    for item in questionnaire.items.values():
        by_code |= {code(name): item.id for name in (item.id, *item.aliases)}
        texts += [(words(text), item.id) for text in (*item.text.values(), *item.aliases)]
    for question in questionnaire.questions:
        by_code |= {code(name): question.id for name in (question.id, *question.aliases)}
        texts += [
            (words(t), question.id)
            for t in (*question.text.values(), *question.label.values(), *question.aliases)
        ]
    for check in questionnaire.attention_checks:
        by_code |= {code(name): check.id for name in (check.id, *check.aliases)}
        texts += [(words(text), check.id) for text in (*check.text.values(), *check.aliases)]
    for named in questionnaire.identifiers.by_role().values():
        by_code |= {code(name): named.variable for name in (named.variable, *named.aliases)}
        texts += [
            (words(text), named.variable) for text in (*named.label.values(), *named.aliases)
        ]
    by_text: dict[str, str | None] = {}
    for text, variable in texts:
        by_text[text] = variable if by_text.get(text, variable) == variable else None
    return by_code, by_text


def _look_up(
    column: Column, by_code: Mapping[str, str], by_text: Mapping[str, str | None]
) -> tuple[str | None, int]:
    for rank, name in enumerate(column.codes, 1):
        if (variable := by_code.get(code(name))) is not None:
            return variable, rank
    for rank, text in enumerate(column.texts, 10):
        if (found := by_text.get(words(text))) is not None:
            return found, rank
    return None, 0


def _mapped(
    export: Export, questionnaire: Questionnaire, spec: SourceSpec, where: str
) -> dict[str, str]:
    """Heading -> variable ('' leaves it out), as the source says."""
    columns = (*export.columns, *(timer.column for timer in export.timers))
    by_words = {words(column.heading): column.heading for column in columns}
    known = importable(questionnaire)
    chosen = {}
    for heading, variable in spec.columns.items():
        if variable and variable not in known:
            raise CpsurveyError(
                "CPS108",
                f"'columns' gives a heading to '{variable}', which is no variable and no page",
                where=where,
                fix=did_you_mean(variable, known),
            )
        if words(heading) not in by_words:
            raise CpsurveyError(
                "CPS108",
                f"'columns' names the heading '{heading[:60]}', which the file does not have",
                where=where,
                fix=did_you_mean(heading, by_words.values()),
            )
        chosen[by_words[words(heading)]] = variable
    return chosen


def _refuse_another_survey(
    columns: Mapping[str, Column], export: Export, questionnaire: Questionnaire, where: str
) -> None:
    if any(name in questionnaire.items for name in columns):
        return
    if no_headings(column.heading for column in export.columns):
        raise CpsurveyError(
            "CPS105",
            "the first line holds answers, not headings",
            where=where,
            fix="export again with the line of headings, or put it back",
        )
    shown = ", ".join(f"'{column.heading[:30]}'" for column in export.columns[:4])
    expected = ", ".join(list(questionnaire.items)[:4])
    raise CpsurveyError(
        "CPS105",
        f"no column is an item of questionnaire '{questionnaire.id}': the file has {shown}, "
        f"the questionnaire {expected}",
        where=where,
        fix="name the right file, or map headings with 'columns:' in the source",
    )


def _findings(
    columns: Mapping[str, Column],
    unknown: list[Column],
    questionnaire: Questionnaire,
    where: str,
) -> list[Finding]:
    findings = []
    if unknown:
        shown = ", ".join(f"'{column.heading[:24]}'" for column in unknown[:5])
        findings.append(
            Finding(
                "unknown_column",
                "note",
                where,
                f"columns that are no variable are left out: {shown}"
                + (", ..." if len(unknown) > 5 else ""),
                count=len(unknown),
            )
        )
    absent = [
        item.id
        for scale in questionnaire.scales
        if not scale.optional
        for item in scale.items
        if item.id not in columns and not item.optional
    ]
    if absent:
        findings.append(
            Finding(
                "item_absent",
                "warning",
                where,
                f"items without a column: {', '.join(absent[:12])}"
                + (", ..." if len(absent) > 12 else ""),
                "map their headings with 'columns:' in the source, if the file has them",
                count=len(absent),
            )
        )
    return findings


def _order_of_items(export: Export, where: str) -> list[Finding]:
    if not export.orders:
        return []
    return [
        Finding(
            "presented_order",
            "note",
            where,
            "columns that tell in which order items were shown are left out: answers are "
            "taken in the order of the questionnaire",
            count=len(export.orders),
        )
    ]
