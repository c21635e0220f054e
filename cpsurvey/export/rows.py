"""Whose answers are exported: those of the latest wave, of one, or of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import over_waves
from cpsurvey.design import Study
from cpsurvey.design.waves import DECLARE
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.export.column import Column
from cpsurvey.identity import wave_order
from cpsurvey.responses import Responses
from cpsurvey.scoring import Scored, in_order, score
from cpsurvey.screening import Stage, only
from cpsurvey.store import Store

ALL = "all"
OPTION = "--wave"
WITHOUT = f"leave {OPTION} out"


@dataclass(frozen=True, slots=True)
class Rows:
    """Answers to export, one row per person and wave.

    Parameters
    ----------
    scored : Scored
    wave : (n,) object array
        Label of each row's wave, None where it has none.
    """

    scored: Scored
    wave: NDArray[np.object_]

    @property
    def waves(self) -> tuple[str, ...]:
        """Labels of the waves, in their order."""
        return tuple(sorted({one for one in self.wave if one is not None}, key=wave_order))

    @property
    def people(self) -> int:
        """How many they are."""
        return len(set(self.scored.respondent))


def chosen(store: Store, study: Study, wave: str | None, stage: Stage | None) -> Rows:
    """Everybody to export, in the order and with the scores of the analyses.

    Parameters
    ----------
    wave : str, optional
        Label of a wave, or ``all``; without it the latest, which analyses take.

    Raises
    ------
    CpsurveyError
        CPS403 nobody to export, CPS904 no such wave, or waves that are not declared.
    """
    named = study.questionnaire.identifiers.wave
    if wave is None:
        responses = store.responses(study.questionnaire)
        scored = score(in_order(responses, study), study)
    elif named is None:
        raise _refused("the questionnaire declares no variable for waves", WITHOUT)
    else:
        every = store.responses(study.questionnaire, every_wave=True)
        scored = _all(every, study) if wave == ALL else _one(every, study, wave)
    scored = scored.at(stage) if stage else scored
    if not scored.n:
        raise CpsurveyError(
            "CPS403",
            "nobody is left to export",
            where=str(study.folder),
            fix="run 'cpsurvey ingest' first, or relax 'screening' in study.yaml",
        )
    none = np.full(scored.n, None, dtype=object)
    return Rows(scored, scored.groups.get(named.variable, none) if named else none)


def _all(every: Responses, study: Study) -> Scored:
    """As the analyses that compare waves see them."""
    if study.file.waves is None:
        raise _refused(
            "the study does not say who answers in its waves",
            f"add a line to study.yaml: {DECLARE}; or name one wave",
        )
    waves = over_waves.made(every, study)
    if waves is None:
        raise _refused("no answers of this study name a wave", WITHOUT)
    return waves.scored


def _one(every: Responses, study: Study, wave: str) -> Scored:
    """As analyses would see them, were this wave the latest."""
    named = study.questionnaire.identifiers.wave
    assert named is not None
    column = every.groups.get(named.variable, np.full(every.n, None, dtype=object))
    there = column == wave.strip()
    if not there.any():
        known = sorted({str(one) for one in column if one is not None}, key=wave_order)
        raise _refused(
            f"the study holds no answers of wave '{wave}'",
            did_you_mean(wave, [*known, ALL]) if known else WITHOUT,
        )
    return score(in_order(only(every, there), study), study)


def _refused(message: str, fix: str) -> CpsurveyError:
    return CpsurveyError("CPS904", message, where=OPTION, fix=fix)


def column(rows: Rows, label: str) -> Column:
    """The column `wave`: numbers where all waves are."""
    labels = rows.wave
    if all(one is not None and one.isascii() and one.isdigit() for one in labels):
        return Column("wave", "wave", "wave", label, labels.astype(float), "ordinal")
    return Column("wave", "wave", "wave", label, labels, "nominal")
