"""A file of ties as a table, with its columns found by their headings; no heading is shown.

A heading of such a file may be a person's identifier.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cpsurvey import identity
from cpsurvey.coded import Coded
from cpsurvey.design.network import PeopleFile, RosterFile, TieFile
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import damage, layout, people
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words


@dataclass(frozen=True, slots=True)
class Opened:
    """A table, its name, and what is known of its bytes."""

    table: Table
    where: str
    sha256: str
    encoding: str
    below: dict[int, str]

    def place(self, heading: str | None, what: str) -> int | None:
        """Place of the column that the study names.

        Raises
        ------
        CpsurveyError
            CPS150 no column has this heading, or two have.
        """
        if heading is None:
            return None
        found = [at for at, one in enumerate(self.table.header) if words(one) == words(heading)]
        if len(found) == 1:
            return found[0]
        raise CpsurveyError(
            "CPS150",
            f"{'two columns have' if found else 'no column has'} the heading "
            f"'{heading[:40]}', which the study names as {what}",
            where=self.where,
            fix="write the heading in study.yaml as it stands in the file"
            if not found
            else "rename one of them",
        )

    def cells(self, at: int | None) -> list[str]:
        """Texts of a column, empty where nothing stands."""
        if at is None:
            return [""] * self.table.n
        return [(cell or "").strip() for cell in self.table.columns[at]]

    def tokens(self, at: int | None) -> list[str]:
        """Identifiers of a column in their normal form, empty where there is none.

        Raises
        ------
        CpsurveyError
            CPS102 lost bytes, CPS131 a spreadsheet rounded them.
        """
        found = [
            "" if identity.is_nobody(cell) else identity.normal(cell) for cell in self.cells(at)
        ]
        if at is not None:
            list(damage.bytes_lost(self.table, {at}, self.where))
            people.refuse_rounded(Coded.of(found), self.table, self.where)
        return found

    def skipped(self, row: int) -> bool:
        """Whether a row, from 1, is a note or a total, or has too many or few cells."""
        return row in self.below or row in self.table.ragged


def opened(path: Path, spec: TieFile | RosterFile | PeopleFile) -> Opened:
    """From bytes to a table.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS117 as for exports.
    """
    file = File.at(path)
    sheet = layout.untitled(sheet_of(file, Told(spec.encoding, spec.delimiter, spec.sheet)))
    table = sheet.table(file.name)
    return Opened(table, file.name, file.sha256(), sheet.encoding, layout.below(table))


def nothing(where: str, what: str, fix: str) -> CpsurveyError:
    """Error for a file of which nothing can be used."""
    return CpsurveyError("CPS151", what, where=where, fix=fix)
