"""Factor scores from the measurement models that a study fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options, text_of
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.export.column import Column
from cpsurvey.export.scored import Words
from cpsurvey.parts import Missing
from cpsurvey.scoring import Scored
from cpsurvey.sem.after.scores import factor_scores
from cpsurvey.sem.semfit import SemFit


@dataclass(frozen=True, slots=True)
class Factors:
    """Columns of factor scores, and why some models give none."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...]


def factors(scored: Scored, study: Study, words: Words) -> Factors:
    """Scores of every measurement model, as lavaan's `lavPredict` has them.

    By the regression method; of ordered answers, empirical Bayes modal ones (EBM).
    """
    columns: list[Column] = []
    notes: list[str] = []
    taken: set[str] = set()
    for name, options in measurement_models(study):
        context = Context(study=study, scored=scored, id=name)
        try:
            fit = models.fitted(options, context, "cfa")[0]
        except CpsurveyError as error:
            notes.append(f"no factor scores of {name}: {error.message}")
            continue
        if why := _no_scores(fit):
            notes.append(f"no factor scores of {name}: {why}")
            continue
        for column in _columns(fit, name, words, taken):
            taken.add(column.name)
            columns.append(column)
    if not columns and not notes:
        notes.append("no factor scores: the study has no measurement model")
    return Factors(tuple(columns), tuple(notes))


def measurement_models(study: Study) -> Iterator[tuple[str, Options]]:
    """Models of the analyses of kind `cfa`, else those of the questionnaire."""
    asked = [Options.model_validate(dict(r.options)) for r in study.requests if r.kind == "cfa"]
    if not asked:
        missing: Missing = "fiml"
        asked = [
            Options(model=name, estimator="mlr", missing=missing)
            for name, model in study.questionnaire.models.items()
            if model.kind == "cfa"
        ]
    seen: set[str] = set()
    for number, options in enumerate(asked, 1):
        if (text := text_of(options, study)) not in seen:
            seen.add(text)
            yield options.model or options.id or f"cfa-{number}", options


def _no_scores(fit: SemFit) -> str:
    """Why there are none; empty where there are."""
    if fit.two_level:
        return "it has two levels"
    if not fit.converged:
        return "it did not converge"
    return "" if fit.admissible else "its solution is not admissible"


def _columns(fit: SemFit, model: str, words: Words, taken: set[str]) -> Iterator[Column]:
    rows = fit.model.rows
    assert rows is not None  # fitted to data, not to moments
    scores = factor_scores(fit)[0]
    for at, factor in enumerate(fit.table.latent):
        values = np.full(len(rows.used), np.nan)
        values[rows.used] = scores[:, at]
        name = f"fs_{factor}"
        label = f"{words.of(factor)} ({words.own('factor')} {model})"
        yield Column(
            f"{name}_{model}" if name in taken else name, factor, "factor", label, values
        )
