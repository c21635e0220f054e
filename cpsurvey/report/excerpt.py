"""Some tables and pictures of a report, under the headings of their chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.report.document import Document, Figure, Section
from cpsurvey.report.table import Table


def excerpt(document: Document, only: Sequence[str]) -> Document:
    """The report's tables and pictures of these names, in the order of the report.

    A table is named as its files are (``T18-adaptive``) or by its number, which all tables
    of its kind have (``T18``); a picture by its id, or by its place among the pictures
    (``F2``).

    Raises
    ------
    CpsurveyError
        CPS904 the report has nothing of a name.
    """
    places = [
        (section, block, names)
        for section, block, names in _named(document)
        if not names.isdisjoint(name.casefold() for name in only)
    ]
    found = {name for *_, names in places for name in names}
    for name in only:
        if name.casefold() not in found:
            known = sorted({min(names, key=len) for *_, names in _named(document)})
            raise CpsurveyError(
                "CPS904",
                f"the report has no table or picture called '{name}'",
                fix=did_you_mean(name, [one.upper() for one in known]),
            )
    sections = tuple(
        replace(one, blocks=tuple(block for section, block, _ in places if section is one))
        for one in document.sections
    )
    return replace(document, sections=tuple(one for one in sections if one.blocks))


def _named(document: Document) -> Iterator[tuple[Section, Table | Figure, set[str]]]:
    pictures = 0
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                name = block.id.casefold()
                yield section, block, {name, name.partition("-")[0]}
            elif isinstance(block, Figure):
                pictures += 1
                yield section, block, {block.id.casefold(), f"f{pictures}"}
