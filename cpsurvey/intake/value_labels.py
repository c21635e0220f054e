"""Cells of a file that says what its values mean, in the words of the questionnaire.

A file of SPSS or Stata holds numbers with labels. Where the labels are those of the
questionnaire they decide, because a file may number the answers otherwise: its columns become
what an export of labels holds. Where none is, its numbers are the codes. A value that the file
declares missing is never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding, Severity
from cpsurvey.intake import polarity
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.match import Matched
from cpsurvey.intake.misfits import name as named
from cpsurvey.intake.missing import Missing
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.options import Answers, Way
from cpsurvey.intake.table import Cell, Known
from cpsurvey.intake.words import code, words

Change = Callable[[Cell], Cell]
_BLANK = ""
"""Shown and left blank: what a value becomes that is missing for no declared reason."""
_LISTED = 6


@dataclass(slots=True)
class _Seen:
    """Columns of which something is to be said, with the values it is about.

    Parameters
    ----------
    ticks : bool
        Whether they are answers to a question with several: 1 is labelled with what was chosen.
    """

    ticks: bool = False
    renumbered: dict[str, list[str]] = field(default_factory=dict)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    undeclared: dict[str, list[str]] = field(default_factory=dict)


def read(
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> tuple[Export, list[Finding]]:
    """The export with its values in the words of the questionnaire.

    Raises
    ------
    CpsurveyError
        CPS115 the file numbers the answers otherwise and leaves some without a label; CPS129
        it declares missing what is an answer.
    """
    table = export.table
    if not any(one.labels or one.missing for one in table.known.values()):
        return export, []
    seen = _Seen()
    changes = {
        at: _labelled(table.of(at), spec.answers) for at in export.leads.values()
    }  # overwritten by those of the questionnaire's variables
    for variable, column in matched.columns.items():
        changes[column.index] = _change(
            variable, column, export, questionnaire, spec.answers, seen, where
        )
    columns = [
        column.map(changes.get(at) or _without(table.of(at)))
        if table.of(at).labels or table.of(at).missing
        else column
        for at, column in enumerate(table.columns)
    ]
    return replace(export, table=replace(table, columns=columns)), _findings(
        seen, questionnaire, where
    )


def _change(
    variable: str,
    column: Column,
    export: Export,
    questionnaire: Questionnaire,
    way: Way | None,
    seen: _Seen,
    where: str,
) -> Change:
    """What becomes of the cells of a variable's column."""
    known = export.table.of(column.index)
    there = [cell for cell in export.table.columns[column.index].counts() if cell]
    roles = {one.variable: role for role, one in questionnaire.identifiers.by_role().items()}
    if role := roles.get(variable):
        named_by_value = role in ("respondent", "wave")
        return _without(known) if named_by_value else _labelled(known, way)
    options = questionnaire.options_of(variable)
    answers = Answers.of(options) if options else Answers(frozenset())
    missing = Missing.of(questionnaire, variable, export.marks)
    reasons = {code(one.name): str(one.code) for one in questionnaire.reasons_of(variable)}
    made: dict[str, str] = {}
    for cell in filter(known.missing.__contains__, there):
        reason = _reason(cell, known.missing[cell], answers, missing, reasons)
        if reason is None:
            raise _is_an_answer(cell, column, where)
        made[cell] = reason
        if not reason and missing.declared(words(known.missing[cell])) is None:
            seen.undeclared.setdefault(variable, []).append(cell)
    if options:
        values = [cell for cell in there if cell not in known.missing]
        heard = _Seen(ticks=True) if variable in questionnaire.choices else seen
        made |= _answers(values, known, answers, way, column, heard, where)
    return lambda cell: made.get(cell, cell) if cell else cell


# ------------------------------------------------------------------------- no answer
def _reason(
    cell: str, why: str, answers: Answers, missing: Missing, reasons: Mapping[str, str]
) -> str | None:
    """What the questionnaire calls a reason, blank where it has none; None: an answer.

    Its label goes before its number.
    """
    counted = missing.answers or {}
    called = answers.exact(words(why), None, answers.labels)
    if called and called.code is not None:
        return why if called.code in counted else None
    if code(why) in reasons:
        return reasons[code(why)]
    if missing.declared(words(why)) is not None:
        return _BLANK
    number = next(iter(whole(cell)), None)
    if number in counted or missing.by_code(words(cell)) is not None:
        return cell
    unnamed = why == "user_missing" or why == cell
    return None if unnamed and answers.exact(words(cell), None, answers.labels) else _BLANK


def _without(known: Known) -> Change:
    """Cells without those that the file declares missing."""
    return lambda cell: _BLANK if cell in known.missing else cell


def _labelled(known: Known, way: Way | None) -> Change:
    """Labels in the place of values, as a person reads them."""
    labels = known.labels if way != "codes" else {}
    return lambda cell: None if cell in known.missing else labels.get(cell or "", cell)


# ---------------------------------------------------------------------------- answers
def _answers(
    values: Sequence[str],
    known: Known,
    answers: Answers,
    way: Way | None,
    column: Column,
    seen: _Seen,
    where: str,
) -> dict[str, str]:
    """Value -> the label to read in its place."""
    if way == "codes":
        return {}
    labels = {cell: text for cell, text in known.labels.items() if cell not in known.missing}
    labels = {cell: _unnumbered(cell, text, answers) for cell, text in labels.items()}
    found = {cell: _code(text, answers, "labels") for cell, text in labels.items()}
    meant = {cell: number for cell, number in found.items() if number is not None}
    moved = [cell for cell, number in meant.items() if whole(cell) - {number}]
    if not meant:
        if way == "labels":
            return {cell: labels[cell] for cell in values if cell in labels}
        if unknown := [cell for cell in values if cell in labels]:
            if not seen.ticks:
                _refuse_backwards(labels, answers, column, where)
            seen.unknown[named(column)] = unknown
        return {}
    bare = [cell for cell in values if cell not in meant]
    if moved and (doubtful := [one for one in bare if _code(one, answers, None) is not None]):
        raise _not_labelled(moved, doubtful, column, where)
    if strange := [cell for cell in bare if cell in labels]:
        if not moved and not seen.ticks:
            _refuse_backwards(labels, answers, column, where)
        seen.unknown[named(column)] = strange
    if moved:
        seen.renumbered[named(column)] = moved
    read_ = labels if way == "labels" else meant
    return {cell: labels[cell] for cell in values if cell in read_}


def _refuse_backwards(
    labels: Mapping[str, str], answers: Answers, column: Column, where: str
) -> None:
    """Refuse labels that are not the questionnaire's and seem to run the other way."""
    by_number = {next(iter(whole(cell))): text for cell, text in labels.items() if whole(cell)}
    texts: dict[int, list[str]] = {}
    for text, codes in answers.texts.items():
        for one in codes:
            texts.setdefault(one, []).append(text)
    if not polarity.backwards(by_number, texts):
        return
    raise CpsurveyError(
        "CPS115",
        "the labels of the file's values are none of the questionnaire's, and read as if they "
        "ran the other way: its numbers may be the questionnaire's codes turned round",
        where=f"{where}: {named(column)}",
        fix="declare each label as an alias of its answer in the questionnaire (aliases: "
        "[...]), which decides; if the numbers are the questionnaire's codes all the same, add "
        "'answers: codes' to the source",
    )


def _unnumbered(cell: str, text: str, answers: Answers) -> str:
    """A label without the value that it repeats: ``1 - Strongly agree`` of the value 1."""
    bare = text.strip().removeprefix(cell).lstrip(" -.:=)")
    repeats = len(bare) < len(text.strip()) and not bare[:1].isdigit()
    if not repeats or _code(text, answers, "labels") is not None:
        return text
    return bare if _code(bare, answers, "labels") is not None else text


def _code(text: str, answers: Answers, way: Way | None) -> int | None:
    """Code of the answer that is called so."""
    word = words(text)
    return (answers.exact(word, way, answers.labels) or answers.loose(word, way)).code


# ---------------------------------------------------------------------- what is said
def _findings(seen: _Seen, questionnaire: Questionnaire, where: str) -> list[Finding]:
    said: list[tuple[str, Severity, Mapping[str, Sequence[str]], str, str]] = [
        (
            "values_renumbered",
            "note",
            seen.renumbered,
            f"the file numbers the answers of {_many(seen.renumbered)} otherwise than the "
            "questionnaire; its labels decide",
            "if its numbers are the questionnaire's codes and its labels are wrong, add "
            "'answers: codes' to the source",
        ),
        (
            "values_unlabelled",
            "warning",
            seen.unknown,
            f"the labels of {_many(seen.unknown)} are none of the questionnaire's; its numbers "
            "were taken as codes",
            "check that both number the answers alike; then declare the labels as aliases "
            "of the options, or add 'answers: codes' to the source",
        ),
        (
            "missing_undeclared",
            "note",
            seen.undeclared,
            f"{_values(seen.undeclared.values())} of {_many(seen.undeclared)} are missing by "
            "the file's own word, and count as left blank",
            _declare(seen.undeclared, questionnaire),
        ),
    ]
    return [
        Finding(rule, severity, _places(columns, where), message, fix, count=len(columns))
        for rule, severity, columns, message, fix in said
        if columns
    ]


def _declare(columns: Mapping[str, Sequence[str]], questionnaire: Questionnaire) -> str:
    """Line of the questionnaire that keeps the reasons apart."""
    numbers = {n for cells in columns.values() for cell in cells for n in whole(cell)}
    used = {
        one.code
        for variable in (*questionnaire.items, *questionnaire.question_by_id)
        if (options := questionnaire.options_of(variable))
        for one in options.options
    }
    free = dict.fromkeys(sorted(numbers - used), "no_answer")
    if not free:
        return "to keep the reason, add it to the options, as an answer with 'missing: REASON'"
    entries = {**free, **questionnaire.missing_codes}
    line = ", ".join(f"{number}: {reason}" for number, reason in entries.items())
    return f"to keep the reason, in the questionnaire: missing_codes: {{{line}}}"


def _is_an_answer(cell: str, column: Column, where: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS129",
        f"the file declares {cell} missing, which is an answer of the questionnaire",
        where=f"{where}: {named(column)}",
        fix="if it is an answer, take it out of the missing values of the variable in the "
        "file; if not, give the option 'missing: REASON' in the questionnaire",
    )


def _not_labelled(
    moved: Sequence[str], bare: Sequence[str], column: Column, where: str
) -> CpsurveyError:
    return CpsurveyError(
        "CPS115",
        f"by its labels the file numbers the answers otherwise than the questionnaire "
        f"({', '.join(moved[:_LISTED])}), and {', '.join(bare[:_LISTED])} has no label that "
        "is the questionnaire's",
        where=f"{where}: {named(column)}",
        fix="label every value in the file, or declare the labels as aliases of the options; "
        "if the numbers are the questionnaire's codes, add 'answers: codes' to the source",
    )


def _places(columns: Mapping[str, Sequence[str]], where: str) -> str:
    names = list(columns)
    return f"{where}: {', '.join(names[:_LISTED])}{', ...' if len(names) > _LISTED else ''}"


def _many(columns: Mapping[str, Sequence[str]]) -> str:
    return "1 column" if len(columns) == 1 else f"{len(columns)} columns"


def _values(cells: Iterable[Sequence[str]]) -> str:
    each = sorted({cell for some in cells for cell in some}, key=lambda one: (len(one), one))
    return ", ".join(each[:_LISTED]) + (", ..." if len(each) > _LISTED else "")
