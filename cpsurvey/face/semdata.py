"""Where the data of one model come from: a file, answers as texts made numbers, a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.design import Questionnaire, Study

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """Columns by name, and what tells their rows apart.

    Parameters
    ----------
    where : str
        The file or the study, for messages.
    key : str
        ``row`` (numbers from 1, below the headings) or ``respondent`` (pseudonyms).
    earlier : int
        Answers of earlier waves that are not among the rows.
    """

    columns: Columns
    where: str
    key: str
    rows: Sequence[object]
    earlier: int = 0


def of_file(
    path: Path, answers: Sequence[Sequence[str]] = (), questionnaire: str | None = None
) -> Data:
    """Columns of a file; answers in words become numbers where their order is told.

    Parameters
    ----------
    answers : lists of texts
        Answers from lowest to highest, which become 1, 2, ...
    questionnaire : str, optional
        Whose items have such answers: each becomes its code, as answered.

    Raises
    ------
    CpsurveyError
        CPS1xx of reading the file; CPS904 a list or questionnaire that fits no column.
    """
    from cpsurvey.intake.plain import read_columns

    columns = read_columns(path)
    if questionnaire is not None:
        from cpsurvey.design.load import load_questionnaire

        columns = _of_items(columns, load_questionnaire(questionnaire).questionnaire)
    for listed in answers:
        columns = _of_list(columns, listed)
    count = len(next(iter(columns.values()), ()))
    return Data(columns, path.name, "row", range(1, count + 1))


def _texts(column: Iterable[Any]) -> set[str] | None:
    """Normal forms of a column's texts; None where a cell is anything else."""
    from cpsurvey.intake.words import words

    cells = [cell for cell in column if cell is not None and cell == cell]
    if not cells or not all(isinstance(cell, str) for cell in cells):
        return None
    return {words(cell) for cell in cells}


def _recoded(column: Iterable[Any], codes: Mapping[str, int]) -> list[float]:
    from cpsurvey.intake.words import words

    return [codes[words(c)] if isinstance(c, str) else float("nan") for c in column]


def _of_list(columns: Columns, listed: Sequence[str]) -> Columns:
    from cpsurvey.intake.words import words

    codes = {words(answer): place for place, answer in enumerate(listed, 1)}
    if len(codes) < max(len(listed), 2):
        raise CpsurveyError(
            "CPS904",
            "the list of answers holds fewer than two, or one of them twice",
            where="--answers",
            fix="write each answer once, from the lowest to the highest, with commas between",
        )
    found = {name: _texts(column) for name, column in columns.items()}
    fits = {name for name, texts in found.items() if texts and texts <= codes.keys()}
    if not fits:
        raise CpsurveyError(
            "CPS904",
            "no column of the data holds these answers and nothing else",
            where="--answers",
            fix="write every answer that occurs, as it stands in the file",
        )
    return {n: _recoded(c, codes) if n in fits else c for n, c in columns.items()}


def _of_items(columns: Columns, questionnaire: Questionnaire) -> Columns:
    from cpsurvey.intake.options import Answers
    from cpsurvey.intake.words import words

    made: Columns = {}
    for name, column in columns.items():
        options = questionnaire.options_of(name) if name in questionnaire.items else None
        texts = _texts(column) if options else None
        if options is None or texts is None:
            continue
        answers = Answers.of(options)
        fits = {text: answers.exact(text, None, questionnaire.languages) for text in texts}
        codes = {text: fit.code for text, fit in fits.items() if fit and fit.code is not None}
        if len(codes) < len(fits):
            rows = [i for i, c in enumerate(column, 1) if isinstance(c, str)]
            first = next(i for i in rows if words(column[i - 1]) not in codes)
            raise CpsurveyError(
                "CPS305",
                f"column '{name}' holds answers that are none of its option set",
                where=f"row {first} of the data",
                fix="correct them in the file, or import it into a study, which sets them "
                "aside: cpsurvey ingest",
            )
        made[name] = _recoded(column, codes)
    if not made:
        raise CpsurveyError(
            "CPS904",
            "no column of the data is called like an item of the questionnaire and holds "
            "answers in words",
            where="--questionnaire",
            fix="rename the columns, or leave the option out where answers are codes already",
        )
    return {**columns, **made}


def of_study(place: Path, text: str) -> tuple[Data, Study]:
    """Everything a study scores, by name: items (reversed where they are), scales, groups.

    A factor of the model may be called like a scale; the model's own is then meant.

    Raises
    ------
    CpsurveyError
        Of reading the study or its store; CPS403 nobody to analyse.
    """
    from cpsurvey.design import load_study
    from cpsurvey.scoring import in_order, score
    from cpsurvey.sem.language.partable import variables
    from cpsurvey.sem.language.syntax import parse
    from cpsurvey.store import open_store

    factors = set(variables(parse(text))[1])
    study = load_study(place)
    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
    scored = score(in_order(responses, study), study)
    if scored.n == 0:
        raise CpsurveyError(
            "CPS403",
            "the study holds no respondent to analyse",
            where=str(study.folder),
            fix="import answers first: cpsurvey ingest",
        )
    columns: Columns = {n: v for n, v in scored.values.items() if n not in factors}
    columns |= {n: list(v) for n, v in scored.groups.items() if n not in factors}
    for role, variable in study.groups.items():
        if role not in columns and variable in columns:
            columns[role] = columns[variable]
    earlier = responses.flow.get("earlier_wave", 0)
    return Data(columns, str(study.folder), "respondent", scored.respondent, earlier), study


def refuse_texts(data: Data, text: str, answers: Sequence[Sequence[str]] = ()) -> None:
    """Refuse a model of columns that hold words, with the ways to make numbers of them.

    Parameters
    ----------
    answers : lists of texts
        Those that were told: a column some of whose cells are among them lacks the others.

    Raises
    ------
    CpsurveyError
        CPS305 naming the column and its first row that is text.
    """
    from cpsurvey.intake.numerals import readings
    from cpsurvey.intake.words import words
    from cpsurvey.sem.language.partable import variables
    from cpsurvey.sem.language.syntax import parse

    for name in variables(parse(text))[0]:
        column = data.columns.get(name, ())
        texts = {i: cell for i, cell in enumerate(column, 1) if isinstance(cell, str)}
        if not texts:
            continue
        told = {words(answer) for listed in answers for answer in listed}
        unlisted = [i for i, cell in texts.items() if words(cell) not in told]
        words_only = [i for i, cell in texts.items() if readings(cell) == (None, None)]
        rows, what, short = words_only or list(texts), "text, a model needs numbers", "text"
        if data.key == "respondent":
            fix = "name groups by --group or --cluster, and take the variable out of the model"
        elif len(rows) < sum(cell is not None and cell == cell for cell in column):
            fix = "correct these cells, or take the variable out of the model"
        elif 0 < len(unlisted) < len(texts):
            rows, what, short = unlisted, "answers that --answers does not list", "such"
            fix = "add them to the list, at their place, or correct these cells"
        else:
            fix = (
                "tell their order, lowest first: --answers 'lowest,...,highest'; or "
                "--questionnaire NAME where the column is an item of one; or code them as "
                "numbers"
            )
        raise CpsurveyError(
            "CPS305",
            f"column '{name}' holds {what}",
            where=f"row {rows[0]} of the data ({len(rows)} of {len(column)} rows hold {short})",
            fix=fix,
        )
