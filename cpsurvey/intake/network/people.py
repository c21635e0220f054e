"""Who may be named, and who may not: lists of people."""

from __future__ import annotations

from pathlib import Path

from cpsurvey.design import Study
from cpsurvey.design.network import PeopleFile
from cpsurvey.errors import CpsurveyError
from cpsurvey.identity import normal
from cpsurvey.intake.network.table import nothing, opened
from cpsurvey.nominations import Lists

ROLES = ("team", "centre")


def read_lists(study: Study) -> Lists:
    """Both lists of a study; empty where it names none.

    Raises
    ------
    CpsurveyError
        CPS152 a list is not there: without it nobody knows whose ties may be kept; else as
        for exports.
    """
    network = study.file.network
    out = _people(study.folder, network.out, "opted_out") if network.out else {}
    frame = _people(study.folder, network.frame, "population") if network.frame else None
    return Lists(tuple(out), frame)


def _people(folder: Path, spec: PeopleFile, key: str) -> dict[str, dict[str, str]]:
    """Token -> role -> group."""
    path = folder / spec.path
    if not path.is_file():
        raise CpsurveyError(
            "CPS152",
            f"the list of people that 'network: {key}' names is not there",
            where=spec.path,
            fix="put the file there; no tie is kept before it is read",
        )
    file = opened(path, spec)
    at = file.place(spec.who, "'who'") if spec.who else 0
    tokens = file.tokens(at)
    groups = {
        role: file.cells(file.place(heading, f"'{role}'"))
        for role in ROLES
        if (heading := getattr(spec, role))
    }
    found = {
        token: {role: normal(column[at]) for role, column in groups.items() if column[at]}
        for at, token in enumerate(tokens)
        if token and not file.skipped(at + 1)
    }
    heading = "" if spec.who else normal(file.table.header[0])
    if key == "opted_out" or any(sign.isdigit() for sign in heading):
        found |= {heading: {}}  # a list may have no heading: nobody is lost for that
        found.pop("", None)
    if not found:
        raise nothing(
            file.where, "the list holds nobody", "one identifier a row, below a heading"
        )
    return found
