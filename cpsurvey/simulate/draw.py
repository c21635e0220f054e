"""Answers of simulated people: careful, careless, missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.design import Questionnaire, expressions
from cpsurvey.design.questionnaire import OptionSet, Question
from cpsurvey.responses import NOT_SHOWN, SKIPPED
from cpsurvey.scoring import evaluate
from cpsurvey.simulate import factors

Array = NDArray[np.float64]
PREFIX = "SIM-"
"""Every simulated respondent's token begins with it; real studies refuse such rows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Simulated answers and what they were drawn from.

    Parameters
    ----------
    answers : mapping of str to (n,) float array
        Codes; `SKIPPED` and `NOT_SHOWN` where there is no answer.
    token, team, centre, language : (n,) lists of str
    last_page : (n,) int array
        Page each respondent reached; the number of pages when submitted.
    careless : (n,) bool array
    scores : mapping of str to (n,) float array
        True factor scores.
    loadings : mapping of str to float
        Standardised loading of each item, negative when it is reversed.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Array]
    token: list[str]
    team: list[str]
    centre: list[str]
    language: list[str]
    last_page: NDArray[np.int64]
    careless: NDArray[np.bool_]
    scores: Mapping[str, Array]
    loadings: Mapping[str, float]

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.token)


def simulate(
    questionnaire: Questionnaire,
    n: int,
    *,
    seed: int,
    teams: int = 60,
    careless: float = 0.04,
    missing: float = 0.015,
    dropout: float = 0.03,
) -> Drawn:
    """Draw `n` respondents in `teams` teams.

    Parameters
    ----------
    careless : float
        Share of respondents who answer without reading.
    missing : float
        Share of answers left blank by the others.
    dropout : float
        Share of respondents who leave before the end.
    """
    rng = np.random.default_rng(seed)
    team = np.sort(rng.integers(0, teams, n))
    centre = team % max(2, teams // 12)
    background = _background(questionnaire, n, rng)
    given = {name: _standard(values) for name, values in background.items()}
    scores = factors.draw(questionnaire, given, team, rng)
    loadings = _loadings(questionnaire, rng)
    answers: dict[str, Array] = dict(background)
    for name, loading in loadings.items():
        options = questionnaire.options_of(name)
        assert options is not None
        factor = scores[questionnaire.scale_of[name].id]
        error = np.sqrt(1.0 - loading**2) * rng.standard_normal(n)
        drawn = _categories(abs(loading) * factor + error, options)
        # people disagree with a reversed item as readily as they agree with the others
        answers[name] = options.low + options.high - drawn if loading < 0 else drawn
    for check in questionnaire.attention_checks:
        answers[check.id] = np.full(n, float(check.expected[0]))
    absent = rng.random(n) < careless
    _answer_without_reading(answers, questionnaire, absent, rng)
    for name in (*questionnaire.items, *(q.id for q in questionnaire.questions)):
        blank = rng.random(n) < missing
        answers[name] = np.where(blank, SKIPPED, answers[name])
    _hide(answers, questionnaire)
    last_page = _leave_early(answers, questionnaire, rng.random(n) < dropout, rng)
    order = rng.permutation(n)
    languages = list(questionnaire.languages)
    weights = np.array([0.65 if i == 0 else 0.35 for i in range(len(languages))])
    if questionnaire.default_language in languages:
        languages.remove(questionnaire.default_language)
        languages.insert(0, questionnaire.default_language)
    chosen = rng.choice(len(languages), n, p=weights / weights.sum())
    return Drawn(
        questionnaire=questionnaire,
        answers={name: values[order] for name, values in answers.items()},
        token=[f"{PREFIX}{i + 1:05d}" for i in range(n)],
        team=[f"T{team[i] + 1:03d}" for i in order],
        centre=[f"C{centre[i] + 1}" for i in order],
        language=[languages[chosen[i]] for i in order],
        last_page=last_page[order],
        careless=absent[order],
        scores={name: values[order] for name, values in scores.items()},
        loadings=loadings,
    )


def _background(
    questionnaire: Questionnaire, n: int, rng: np.random.Generator
) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for question in questionnaire.questions:
        if question.type == "text":
            continue
        options = questionnaire.options_of(question.id)
        if options is not None:
            codes = np.array(options.codes, dtype=float)
            shares = rng.dirichlet(np.full(len(codes), 6.0))
            found[question.id] = rng.choice(codes, n, p=shares)
        else:
            found[question.id] = _integers(question, n, rng)
    return found


def _integers(question: Question, n: int, rng: np.random.Generator) -> Array:
    low = 0 if question.min is None else int(question.min)
    high = low + 10 if question.max is None else int(question.max)
    middle = low + (high - low) / 5
    return np.clip(rng.poisson(max(0.5, middle - low), n) + low, low, high).astype(float)


def _standard(values: Array) -> Array:
    sd = float(values.std())
    return (values - values.mean()) / sd if sd > 0 else np.zeros(len(values))


def _loadings(questionnaire: Questionnaire, rng: np.random.Generator) -> dict[str, float]:
    """Loadings around the mean one; reversed items load less, as in real surveys."""
    mean = questionnaire.simulation.loading
    found = {}
    for name, item in questionnaire.items.items():
        size = float(np.clip(mean + rng.uniform(-0.08, 0.08), 0.3, 0.95))
        found[name] = -0.85 * size if item.reverse else size
    return found


def _categories(latent: Array, options: OptionSet) -> Array:
    """Cut a continuous answer: people agree more often than not."""
    codes = np.array(options.codes, dtype=float)
    k = len(codes)
    cuts = special.ndtri(np.arange(1, k) / k) * 1.1 - 0.35
    return codes[np.searchsorted(cuts, latent)]


def _answer_without_reading(
    answers: dict[str, Array],
    questionnaire: Questionnaire,
    absent: NDArray[np.bool_],
    rng: np.random.Generator,
) -> None:
    """Half of the careless tick one column all the way, half tick at random."""
    n = len(absent)
    straight = absent & (rng.random(n) < 0.5)
    place = rng.random(n)
    names = [*questionnaire.items, *(c.id for c in questionnaire.attention_checks)]
    for name in names:
        options = questionnaire.options_of(name)
        assert options is not None
        codes = np.array(options.codes, dtype=float)
        column = codes[(place * len(codes)).astype(int)]
        anywhere = rng.choice(codes, n)
        answers[name] = np.where(straight, column, np.where(absent, anywhere, answers[name]))


def _hide(answers: dict[str, Array], questionnaire: Questionnaire) -> None:
    """Questions whose condition does not hold never reach the respondent."""
    values = {name: np.where(codes < 0, np.nan, codes) for name, codes in answers.items()}
    for question in questionnaire.questions:
        if question.show_if and question.id in answers:
            there = evaluate(expressions.parse(question.show_if), values, questionnaire) == 1
            answers[question.id] = np.where(there, answers[question.id], NOT_SHOWN)


def _leave_early(
    answers: dict[str, Array],
    questionnaire: Questionnaire,
    leaving: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Blank what comes after the page a respondent left on."""
    pages = questionnaire.pages
    last = np.full(len(leaving), max(1, len(pages)))
    if not pages:
        return last
    last = np.where(leaving, rng.integers(2, len(pages), len(leaving)), last)
    for number, page in enumerate(pages, 1):
        for name in _on_page(page.contains, questionnaire):
            if name in answers:
                answers[name] = np.where(last < number, NOT_SHOWN, answers[name])
    return last


def _on_page(contains: tuple[str, ...], questionnaire: Questionnaire) -> list[str]:
    names: list[str] = []
    for part in contains:
        if part == "background":
            names += [q.id for q in questionnaire.questions]
        elif part in questionnaire.scale_by_id:
            names += [item.id for item in questionnaire.scale_by_id[part].items]
        else:
            names.append(part)
    return names
