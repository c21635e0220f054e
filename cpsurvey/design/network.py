"""The section ``network`` of a study file: ties that stand in files of their own.

Nominations in the survey's own columns need no section: the questionnaire says what they are.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cpsurvey.design.base import Delimiter, Encoding, FileGlob, FilePath, Id, Part


class _Listed(Part):
    """A table of people, in any format that exports come in."""

    path: FileGlob = Field(description="File or glob, from the study folder.")
    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    sheet: str | None = None


class TieFile(_Listed):
    """A list of ties: a row for each, or for each of several between the same two."""

    relation: str = Field(
        description="Relation of all rows (net_advice), or heading of the column that says it."
    )
    source: str = Field(description="Heading of the column of who names ...")
    target: str = Field(description="... and of who is named.")
    weight: str | None = Field(None, description="Heading of how often; 1 where absent.")
    period: str | None = Field(
        None, description="Heading of the wave a tie is of; the latest is analysed."
    )


class RosterFile(_Listed):
    """A matrix: a row for each person asked, a column for each person who may be named."""

    relation: Id = Field(description="Relation of all cells (net_advice).")
    who: str | None = Field(
        None, description="Heading of the column of who was asked; the first when absent."
    )
    period: str = Field("", description="Wave that all of the file is of.")


class PeopleFile(_Listed):
    """A list of people, one a row."""

    who: str | None = Field(None, description="Heading of the identifier; the first if absent.")
    team: str | None = Field(None, description="Heading of their team ...")
    centre: str | None = Field(None, description="... and of their centre.")


class NetworkSpec(Part):
    """Ties from files, who may be named, and who may not."""

    ties: tuple[TieFile, ...] = ()
    rosters: tuple[RosterFile, ...] = ()
    consent: Literal["asked", "elsewhere"] = Field(
        "asked",
        description="elsewhere: consent to the network was taken outside the form, of all.",
    )
    opted_out: FilePath | PeopleFile | None = Field(
        None, description="List of those who take no part: no tie of or to them is kept."
    )
    population: int | FilePath | PeopleFile | None = Field(
        None,
        description="How many could have answered, or the list of them: who is not on the "
        "list cannot be named.",
    )

    @property
    def files(self) -> tuple[TieFile | RosterFile, ...]:
        """Files of ties."""
        return (*self.ties, *self.rosters)

    @property
    def frame(self) -> PeopleFile | None:
        """The list of those who can be named."""
        return _list(self.population)

    @property
    def out(self) -> PeopleFile | None:
        """The list of those who take no part."""
        return _list(self.opted_out)


def _list(said: int | str | PeopleFile | None) -> PeopleFile | None:
    return (
        PeopleFile(path=said)
        if isinstance(said, str)
        else (said if isinstance(said, PeopleFile) else None)
    )
