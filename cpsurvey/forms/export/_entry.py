"""The page for who types answers of a paper form into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms.export._paper import Answer, Blank, Choice, Grid, Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """Numbers of lines, their headings in the spreadsheet, and what is typed."""

    numbers: str
    headings: str
    codes: str


def entries(questionnaire: Questionnaire, papers: Sequence[Paper]) -> tuple[Entry, ...]:
    """What each line of the form is called in a file that the import reads."""
    return tuple(_entries(questionnaire, papers))


def _entries(questionnaire: Questionnaire, papers: Sequence[Paper]) -> Iterator[Entry]:
    paper = papers[0]
    for variable, text, values in paper.people:
        yield Entry(text, variable, ", ".join(values) or paper.words["written"])
    if (language := questionnaire.identifiers.language) is not None:
        codes = ", ".join(one.language for one in papers)
        yield Entry(paper.words["language_of"], language.variable, codes)
    if (wave := questionnaire.identifiers.wave) is not None:
        yield Entry(paper.words["wave_of"], wave.variable, paper.words["wave_codes"])
    for part in (part for page in paper.parts for part in page):
        if isinstance(part, Grid):
            first, last = part.rows[0].number, part.rows[-1].number
            numbers = str(first) if first == last else f"{first}–{last}"
            yield Entry(numbers, ", ".join(row.id for row in part.rows), _codes(part.answers))
        elif isinstance(part, Choice):
            yield Entry(str(part.row.number), part.row.id, _codes(part.answers))
        elif isinstance(part, Blank):
            yield Entry(str(part.row.number), part.row.id, paper.words["written"])


def _codes(answers: Sequence[Answer]) -> str:
    return ", ".join(f"{answer.code} = {answer.label}" for answer in answers)
