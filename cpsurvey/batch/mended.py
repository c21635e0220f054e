"""Lists of mended cells, on their way back: which of them is whose."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.design import Study
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding

if TYPE_CHECKING:
    from cpsurvey.intake.mending import Fix


def given(path: Path | None, files: Iterable[Path]) -> Fix | None:
    """The list that was given by hand, all of whose mended cells are of these files.

    Raises
    ------
    CpsurveyError
        CPS128 it is no list, or mends a cell of another file.
    """
    from cpsurvey.intake import mending
    from cpsurvey.intake.file import File
    from cpsurvey.intake.words import shown

    if path is None:
        return None
    fix = mending.read(path)
    there: dict[str, str] = {}
    for file in files:
        with suppress(CpsurveyError, OSError):  # what cannot be read is said of that file
            there[File.at(file).sha256()] = file.name
    others = [sha256 for sha256 in fix.mends if sha256 not in there]
    if others or not fix.files.keys() & there.keys():
        name = fix.files.get(others[0] if others else next(iter(fix.files), ""), "")
        called = shown(name) if name else "a file without a name"
        if name in there.values():
            mending.refuse(
                f"it mends cells of {called} as it was before: the file is another one now",
                fix.name,
                "list its cells anew: 'cpsurvey ingest FILE --dry-run --rejected LIST.csv'",
            )
        mending.refuse(
            f"it is for another file, {called}, not for those that are read",
            fix.name,
            "name that file: 'cpsurvey ingest FILE --fix LIST', or leave FILES out",
        )
    return fix


def of_source(
    study: Study, spec: SourceSpec, file: Path, sha256: str
) -> tuple[Fix | None, list[Finding]]:
    """The list that a source names, if it speaks of the file; else what to know about it.

    Raises
    ------
    CpsurveyError
        CPS110 it is not there, CPS128 it is no list.
    """
    from cpsurvey.intake import mending

    if spec.fix is None:
        return None, []
    fix = mending.read(study.folder / spec.fix)
    if sha256 in fix.files:
        return fix, []
    if file.name not in fix.files.values():
        return None, []
    return None, [
        Finding(
            "fix_not_used",
            "warning",
            file.name,
            f"the cells mended in {fix.name} are those of an earlier file of this name, and "
            "are not used",
            "list the cells of this one with --rejected and mend them anew",
        )
    ]


def refuse_lost(store: Any, sha256: str, file: Path) -> None:
    """Refuse to read a file without its mended cells where it was read with them.

    Raises
    ------
    CpsurveyError
        CPS128.
    """
    from cpsurvey.intake import mending

    count, _ = store.mended_by(sha256)
    if count:
        cells = "1 cell" if count == 1 else f"{count} cells"
        mending.refuse(
            f"{cells} of this file were mended when it was read, and it must be read anew: "
            "without the list they would be lost",
            file.name,
            "give the list again: 'cpsurvey ingest FILE --fix LIST', or name it in the source: "
            "'fix: LIST'; a list with nothing under 'mended' takes the file as it stands",
        )
