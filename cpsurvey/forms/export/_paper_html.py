"""The paper form as one HTML page without anything from elsewhere."""

from __future__ import annotations

from pathlib import Path

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms.export import Written
from cpsurvey.forms.export._entry import entries
from cpsurvey.forms.export._paper import Grid, papers
from cpsurvey.forms.languages import RIGHT_TO_LEFT

HERE = Path(__file__).parent
TABLE = 64
"""Share of a table's width, in per cent, that columns of answers have at most."""
COLUMN = 10
MILLIMETRES = 184
"""Width of a table on the page."""
SIGN = 0.23
"""Millimetres that a sign of one point is wide, on average."""
LARGEST, SMALLEST = 7.4, 5.5
"""Points of the answers above a table."""


def write(questionnaire: Questionnaire) -> Written:
    """A page to print; texts of the questionnaire are escaped."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.ChainableUndefined,
    )
    made = papers(questionnaire)
    page = environment.get_template("_paper.html.jinja").render(
        papers=made,
        entries=entries(questionnaire, made),
        style=(HERE / "_paper.css").read_text(encoding="utf-8"),
        rtl=RIGHT_TO_LEFT,
        width=_width,
        size=_size,
    )
    return Written(page.encode("utf-8"), made[0].notes)


def _width(grid: Grid) -> float:
    """Width of a column of answers, in per cent."""
    return round(min(COLUMN, TABLE / len(grid.answers)), 2)


def _size(grid: Grid) -> float:
    """Points at which the longest word of the answers fits into its column."""
    longest = max(len(word) for one in grid.answers for word in one.label.split() or [""])
    fits = 0.97 * MILLIMETRES * _width(grid) / 100 / (SIGN * max(longest, 1))
    return round(max(SMALLEST, min(LARGEST, fits)), 1)
