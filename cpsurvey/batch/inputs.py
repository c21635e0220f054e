"""Everything a study's analyses are given: answers and what lies beside them, read once.

A run, its proof in another program and a release read the same, and are refused over the same.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.batch import informed
from cpsurvey.batch.dressed import dress
from cpsurvey.batch.plan import earlier
from cpsurvey.batch.publish import hash_now
from cpsurvey.design import Study
from cpsurvey.design.plan import read_plan
from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import Responses, StoredIndicators
from cpsurvey.seen.held import Seen

if TYPE_CHECKING:
    from cpsurvey.scoring import Scored
    from cpsurvey.store import Store
    from cpsurvey.store.holding import Holding
    from cpsurvey.store.sources import Source
    from cpsurvey.store.ties import Held

PACKAGES = ("numpy", "scipy", "pandas", "statsmodels", "semopy", "pingouin", "matplotlib")
version = cache(metadata.version)  # reads a file each time, for each study of a batch


@dataclass(frozen=True)
class Inputs:
    """What a store holds for the analyses of a study, and the files that are in no store.

    Parameters
    ----------
    every : Responses or None
        Answers of all waves, where the study compares them.
    """

    study: Study
    responses: Responses
    every: Responses | None
    quarantine: Sequence[tuple[str, str | None, int]]
    batches: Sequence[Source]
    indicators: StoredIndicators | None
    ties: Held | None
    tie_files: Sequence[Mapping[str, Any]]
    seen: Seen
    age: Holding

    @cached_property
    def asked(self) -> Study:
        """The study by what its answers hold."""
        from cpsurvey.analysis.asked import as_asked

        return as_asked(self.study, self.every or self.responses, ties=self.ties is not None)

    @cached_property
    def ordered(self) -> Responses:
        """The answers in the order of analyses."""
        from cpsurvey.scoring import in_order

        return in_order(self.responses, self.study)

    @cached_property
    def scored(self) -> Scored:
        """Scores of the answers, in the study's order."""
        from cpsurvey.scoring import score

        return score(self.ordered, self.asked)

    def given(self) -> dict[str, Any]:
        """What `analyse` takes beside the study and its scores."""
        from cpsurvey.analysis.over_waves import made, with_retests
        from cpsurvey.analysis.ties import network

        every, answers, ties = self.every, self.responses, self.ties
        told = provenance(self.study, self.batches, self.indicators, self.tie_files)
        return {
            "provenance": told
            | {"privacy": informed.facts(self.study, self.age, dict(answers.flow))},
            "quarantine": self.quarantine,
            "indicators": self.indicators,
            "waves": made(every, self.asked) if every else None,
            "retested": with_retests(every, self.asked) if every else None,
            "since": answers.since,
            "until": answers.until,
            "network": network(ties, self.ordered, self.study) if ties else None,
            "answered": answers.respondent if ties else (),
            "seen": self.seen,
        }


def read_inputs(study: Study, store: Store) -> Inputs:
    """Read everything; the store is open, and stays so.

    Raises
    ------
    CpsurveyError
        Of the store.
    """
    responses = store.responses(study.questionnaire)
    age = store.holding()
    return Inputs(
        study=study,
        responses=responses,
        every=every_wave(store, study),
        quarantine=store.quarantine(),
        batches=store.batches(),
        indicators=store.stored_indicators() if study.file.kpi else None,
        ties=store.ties(responses),
        tie_files=store.tie_files(),
        seen=_seen(study, store, age.limit),
        age=age,
    )


def _seen(study: Study, store: Store, since: str) -> Seen:
    if not study.kinds_of_evidence:
        return Seen()  # all that reads files stays unloaded
    from cpsurvey.seen.read import read

    return read(study, store.pseudonyms, since)


def every_wave(store: Store, study: Study) -> Responses | None:
    """The answers of all waves, where the study compares them."""
    if study.wave is None:
        return None
    return store.responses(study.questionnaire, every_wave=True)


def wave_of(study: Study, responses: Responses) -> str:
    """The wave whose answers are analysed; empty where there is none."""
    named = study.questionnaire.identifiers.wave
    labels = responses.groups.get(named.variable) if named else None
    waves = {str(one) for one in labels if one is not None} if labels is not None else set()
    return waves.pop() if len(waves) == 1 else ""


def refuse_other_inputs(study: Study, fingerprint: str, key: str | None, then: str) -> None:
    """Refuse what only holds for the answers, study and programs of a run.

    Raises
    ------
    CpsurveyError
        CPS612 they are other ones now; `then` is the command to give after a new run.
    """
    if key != inputs_key(study, fingerprint):
        raise CpsurveyError(
            "CPS612",
            "the answers, the study or the programs are other ones than in this run",
            where=str(study.folder),
            fix=f"run 'cpsurvey analyze', then '{then}'",
        )


def inputs_key(study: Study, fingerprint: str) -> str:
    """Hash of everything the numbers depend on."""
    declared = read_plan(study.folder, study.id)
    parts = [
        version("cpsurvey"),
        *(f"{name} {version(name)}" for name in PACKAGES),
        study.study_sha256,
        study.questionnaire_sha256,
        fingerprint,
        study.reasons.sha256 if study.reasons else "",
        *(f"{file.name} {sha256}" for file, sha256 in evidence_files(study)),
        *(f"{what} {hash_now(file) or ''}" for what, file in study.seen_files),
        *([declared.sha256, str(declared.intact)] if declared else []),
        *filter(None, [dress(study).digest]),
        *([notice.sha256] if (notice := informed.told(study)) else []),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def evidence_files(study: Study) -> list[tuple[Path, str]]:
    """Files of evidence with their hashes; what cannot be read has none, and is said later."""
    return [(file, hash_now(file) or "") for file in study.evidence_files]


def provenance(
    study: Study,
    batches: Sequence[Any],
    indicators: StoredIndicators | None = None,
    ties: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """What table T26 prints; no clock and no path, so that runs can be compared.

    A plan brings its day, and the day of the first data where that came before; plans that
    earlier runs followed are named where they are not the study's now.
    """
    from cpsurvey.analysis.declared import record

    declared, before = read_plan(study.folder, study.id), earlier(study)
    return {
        "cpsurvey": version("cpsurvey"),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "questionnaire": {
            "id": study.questionnaire.id,
            "version": study.questionnaire.version,
            "sha256": study.questionnaire_sha256,
        },
        "study_sha256": study.study_sha256,
        "sources": [
            {
                "file": batch.file,
                "sha256": batch.sha256,
                "reader": batch.reader,
                "encoding": batch.encoding,
                "rows": batch.rows,
                "accepted": batch.accepted,
                "quarantined": batch.quarantined,
                **(
                    {"mended": batch.mended, "fix_sha256": batch.fix_sha256}
                    if batch.mended
                    else {}
                ),
                **({"warnings": dict(batch.warnings)} if batch.warnings else {}),
            }
            for batch in batches
        ],
        "kpi": {
            "files": [
                {
                    "file": info.file,
                    "sha256": info.sha256,
                    "encoding": info.encoding,
                    "rows": info.rows,
                    "accepted": info.accepted,
                    "quarantined": info.quarantined,
                    **({"warnings": dict(info.warnings)} if info.warnings else {}),
                }
                for info in indicators.files
            ],
            "reasons": study.reasons.record() if study.reasons else None,
        }
        if indicators
        else None,
        **({"ties": list(ties)} if ties else {}),
        "seen": [
            {"what": what, "sha256": hash_now(file) or ""} for what, file in study.seen_files
        ],
        "seed": study.file.study.seed,
        "plan_sha256": declared.sha256 if declared else None,
        "plan": record(study, declared, [batch.ingested_at for batch in batches]),
        **({"plans_before": before} if before else {}),
    }
