"""Bring a file of ties into a study's store."""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import Any

from cpsurvey.batch.ingested import Ingested, not_real, of_this_file, simulated
from cpsurvey.batch.recipe import recipe_of_ties
from cpsurvey.design import Study
from cpsurvey.design.network import RosterFile, TieFile
from cpsurvey.errors import CpsurveyError
from cpsurvey.nominations import Lists, TieBatch, said


def ties_of(
    study: Study, store: Any, file: Path, spec: TieFile | RosterFile, lists: Lists
) -> Ingested:
    """What became of one file of ties."""
    from cpsurvey.intake.network import read_edges, read_roster

    network = study.questionnaire.network
    try:
        if isinstance(spec, RosterFile):
            batch = read_roster(file, spec, network, frozenset(lists.frame or ()))
        else:
            batch = read_edges(file, spec, network)
        if simulated(study, _people(batch)):
            return Ingested(file, "rejected", error=not_real(file), holds="ties")
        added = store.add_ties(batch, recipe_of_ties(study, spec, lists))
    except CpsurveyError as error:
        if not of_this_file(error):
            raise
        return Ingested(file, "rejected", error=error, holds="ties")
    return Ingested(
        file=file,
        status="already" if added.already else "ingested",
        reader="ties",
        encoding=batch.encoding,
        evidence=batch.evidence,
        counts={
            "rows": batch.rows,
            "accepted": batch.accepted,
            "quarantined": batch.rows - batch.accepted,
            "asked": added.asked,
            "ties": added.ties,
        },
        findings=(*batch.findings, *said(added.asked, added.ties, added.aside, file.name)),
        holds="ties",
    )


def _people(batch: TieBatch) -> list[str]:
    given = batch.nominations.given
    return [one.who or "" for one in given] + [t for one in given for t, _ in one.named]


def tie_spec_for(study: Study, file: Path) -> TieFile | RosterFile | None:
    """Entry of 'network' that a file named by hand belongs to."""
    for spec in study.file.network.files:
        if fnmatch.fnmatch(str(file.resolve()), str(study.folder / spec.path)):
            return spec
    return None
