"""Bring a file of indicators into a study's store."""

from __future__ import annotations

import fnmatch
from collections import Counter
from pathlib import Path
from typing import Any

from cpsurvey.batch.informed import needs_notice, refuse_untold
from cpsurvey.batch.ingested import Ingested, not_real, of_this_file, simulated
from cpsurvey.design import Study
from cpsurvey.design.kpi import KpiFile
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding


def indicators_of(
    study: Study, store: Any, file: Path, spec: KpiFile, limit: str | None
) -> Ingested:
    """What became of one file of indicators."""
    from cpsurvey.intake import kpi, tolerance
    from cpsurvey.intake.file import File

    assert study.file.kpi is not None
    try:
        if needs_notice(study) and not store.has_indicators(File.at(file).sha256()):
            refuse_untold(study, file)
        batch = kpi.read(
            file,
            study.file.kpi,
            spec,
            reasons=study.reasons,
            fewest=study.smallest,
        )
        tolerance.refuse(batch.rejected, batch.info.rows, limit, file.name)
        if simulated(study, [row.agent for row in batch.rows]):
            return Ingested(file, "rejected", error=not_real(file), holds="indicators")
        added = store.add_indicators(batch)
    except CpsurveyError as error:
        if not of_this_file(error):
            raise
        findings = tuple(getattr(error, "findings", ()))
        return Ingested(file, "rejected", error=error, findings=findings, holds="indicators")
    info = batch.info
    return Ingested(
        file=file,
        status="already" if added.already else "ingested",
        reader="indicators",
        encoding=info.encoding,
        evidence=info.evidence,
        counts={
            "rows": info.rows,
            "accepted": info.accepted,
            "quarantined": info.quarantined,
            "agents": added.agents,
            "respondents": added.respondents,
            "forgotten": added.forgotten,
        },
        findings=(*batch.findings, *_not_respondents(added, file)),
        holds="indicators",
        read_as=batch.read_as,
        rejected=Counter(aside.rule for aside in batch.rejected),
    )


def _not_respondents(added: Any, file: Path) -> list[Finding]:
    """Agents who did not answer are counted, never named."""
    others = added.agents - added.respondents
    if added.agents and not added.respondents:
        return [
            Finding(
                "no_agent_matches",
                "warning",
                file.name,
                f"none of {added.agents} agents has answered the survey under this identifier",
                "ingest the survey first; else compare how both files write identifiers "
                "(leading zeros, prefixes, blanks inside); people of a source with 'survey:' "
                "are not found",
            )
        ]
    if not others:
        return []
    return [
        Finding(
            "agent_without_answers",
            "note",
            file.name,
            f"{others} of {added.agents} agents have not answered the survey: they are kept "
            "out of every model, and only compared as a whole",
        )
    ]


def kpi_spec_for(study: Study, file: Path) -> KpiFile | None:
    """Entry of 'kpi' that a file named by hand belongs to."""
    for spec in study.file.kpi.files if study.file.kpi else ():
        if fnmatch.fnmatch(str(file.resolve()), str(study.folder / spec.path)):
            return spec
    return None
