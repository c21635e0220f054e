"""What every column of an export was taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS
from cpsurvey.intake.export import Export
from cpsurvey.intake.match import Matched
from cpsurvey.responses import ReadAs

NOT_STORED = "text, not stored"
LEFT_OUT = "left out"


def read_as(
    export: Export, matched: Matched, ways: Mapping[str, str], questionnaire: Questionnaire
) -> Iterator[ReadAs]:
    """Each column with its heading, in the order of the file.

    Parameters
    ----------
    ways : mapping of str to str
        Variable -> how its cells were read.
    """
    roles = {one.variable: role for role, one in questionnaire.identifiers.by_role().items()}
    taken: dict[int, tuple[str, str]] = {
        at: ("", f"platform: {role}") for role, at in export.leads.items()
    }
    taken |= {one.index: ("", "order of items, left out") for one in export.orders}
    for page, columns in matched.timed.columns.items():
        taken |= {column.index: (f"{SECONDS}{page}", "seconds") for column in columns}
    several = {one.id for one in questionnaire.questions if one.type == "select_multiple"}
    for name, column in matched.columns.items():
        way = ways.get(name) or roles.get(name)
        if way is None and (name in several or name in questionnaire.ticks):
            way = "chosen"
        taken[column.index] = (name, way or NOT_STORED)
    named = {cell.column.index: cell for cell in matched.named}
    for at, heading in enumerate(export.table.header):
        variable, way = taken.get(at, ("", LEFT_OUT))
        if cell := named.get(at):  # the heading may be a person's
            name = "_".join(filter(None, (cell.relation, cell.about)))
            heading, variable, way = name, name, "nominations, under pseudonyms"
        yield ReadAs(at + 1, heading, variable, way)
