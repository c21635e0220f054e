"""Some tables and pictures of a report, under the headings of their chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.report.document import Document, Figure, Section
from cpsurvey.report.table import Table

TABLE, FIGURE = ("table", "tableau"), ("figure",)
"""What documents call them, in any language."""
NUMBERED = re.compile(rf"(?P<noun>{'|'.join((*TABLE, *FIGURE))}) s?\d+")


def excerpt(document: Document, only: Sequence[str]) -> Document:
    """The report's tables and pictures of these names, in the order of the report.

    A table is named as its files are (``T18-adaptive``), by its code, which all tables of its
    kind have (``T18``), or as the supplement calls it, in either language (``Table S12``); a
    picture by its id, by its place among the pictures (``F2``), or likewise (``Figure S2``).

    Raises
    ------
    CpsurveyError
        CPS904 the report has nothing of a name.
    """
    places = [
        (section, block, names)
        for section, block, names in _named(document)
        if not names.isdisjoint(map(_plain, only))
    ]
    found = {name for *_, names in places for name in names}
    for name in only:
        if _plain(name) not in found:
            raise CpsurveyError(
                "CPS904",
                f"the report has no table or picture called '{name}'",
                fix=_otherwise(name, document),
            )
    sections = tuple(
        replace(one, blocks=tuple(block for section, block, _ in places if section is one))
        for one in document.sections
    )
    return replace(document, sections=tuple(one for one in sections if one.blocks))


def _plain(name: str) -> str:
    """A name as it is compared: one kind of blank, letters of one size."""
    return " ".join(name.casefold().split())


def _otherwise(name: str, document: Document) -> str:
    asked = NUMBERED.fullmatch(_plain(name))
    if asked is None:
        known = sorted({min(names, key=len) for *_, names in _named(document)})
        return did_you_mean(name, [one.upper() for one in known])
    kind = Table if asked["noun"] in TABLE else Figure
    numbers = [block.number for _, block, _ in _named(document) if isinstance(block, kind)]
    last = next((number for number in reversed(numbers) if number), "none")
    return (
        f"give its number in the supplement, which has S1 to {last}, or its code (T18, F2): "
        "other documents count their own"
    )


def _named(document: Document) -> Iterator[tuple[Section, Table | Figure, set[str]]]:
    pictures = 0
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                name = block.id.casefold()
                names = {name, name.partition("-")[0]}
                yield section, block, names | _called(TABLE, block)
            elif isinstance(block, Figure):
                pictures += 1
                names = {block.id.casefold(), f"f{pictures}"}
                yield section, block, names | _called(FIGURE, block)


def _called(nouns: Sequence[str], block: Table | Figure) -> set[str]:
    """What the documents of every language call it."""
    return {f"{noun} {block.number.casefold()}" for noun in nouns if block.number}
