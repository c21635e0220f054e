"""Answers of simulated people: careful, careless, missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire, expressions
from cpsurvey.design.form import Question
from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import NOT_SHOWN, SKIPPED
from cpsurvey.scoring import evaluate
from cpsurvey.simulate import careless as inattentive
from cpsurvey.simulate import factors, items, nominations, pace, planned
from cpsurvey.simulate.nominations import Named

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
    kind : (n,) str array
        ``careful``, or how the respondent answers without reading.
    seconds : mapping of str to (n,) float array
        Page -> seconds spent on it, NaN where it was never submitted.
    scores : mapping of str to (n,) float array
        True factor scores.
    method : mapping of str to (n,) float array
        Scores of the method factors, ``reversed`` and ``common``.
    loadings : mapping of str to float
        Standardised loading of each item, negative when it is reversed.
    network : Named or None
        Who names whom, where it was asked for.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Array]
    token: list[str]
    team: list[str]
    centre: list[str]
    language: list[str]
    last_page: NDArray[np.int64]
    kind: NDArray[np.str_]
    seconds: Mapping[str, Array]
    scores: Mapping[str, Array]
    method: Mapping[str, Array]
    loadings: Mapping[str, float]
    network: Named | None = None

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.token)

    @property
    def careless(self) -> NDArray[np.bool_]:
        """Who answered without reading, (n,)."""
        return np.asarray(self.kind != inattentive.CAREFUL)


def simulate(
    questionnaire: Questionnaire,
    n: int,
    *,
    seed: int,
    teams: int = 60,
    careless: float | None = None,
    missing: float = 0.015,
    dropout: float = 0.03,
    network: bool = False,
) -> Drawn:
    """Draw `n` respondents in `teams` teams.

    Parameters
    ----------
    careless : float, optional
        Share of respondents who answer without reading; the questionnaire's when absent.
    missing : float
        Share of answers left blank.
    dropout : float
        Share of respondents who leave before the end.
    network : bool
        Also draw who names whom; the answers are the same with it and without.

    Raises
    ------
    CpsurveyError
        CPS303 the questionnaire asks nobody for names.
    """
    rng = np.random.default_rng(seed)
    # streams of their own: an option of one part leaves the draws of the others alone
    on_language, on_method, on_careless, on_pace, on_planned = rng.spawn(5)
    team = np.sort(rng.integers(0, teams, n))
    centre = team % max(2, teams // 12)
    language = _languages(questionnaire, n, on_language)
    background = _background(questionnaire, n, rng)
    given = {name: _standard(values) for name, values in background.items()}
    scores = factors.draw(questionnaire, given, team, rng)
    method = {name: on_method.standard_normal(n) for name in (items.REVERSED, items.COMMON)}
    loadings = items.loadings(questionnaire, rng)
    answers: dict[str, Array] = {
        **background,
        **planned.draw(questionnaire, scores, n, on_planned),
        **items.draw(questionnaire, scores, method, loadings, language, rng),
        **{c.id: np.full(n, float(c.expected[0])) for c in questionnaire.attention_checks},
    }
    share = questionnaire.simulation.careless.share if careless is None else careless
    kind = inattentive.kinds(questionnaire, n, share, on_careless)
    answers = inattentive.answer(answers, questionnaire, kind, on_careless)
    for asked in (*questionnaire.items, *(q.id for q in questionnaire.questions)):
        names = [name for name in questionnaire.variables_of(asked) if name in answers]
        blank = rng.random(n) < missing if names else False
        for name in names:
            answers[name] = np.where(blank, SKIPPED, answers[name])
    _hide(answers, questionnaire)
    last_page = _leave_early(answers, questionnaire, rng.random(n) < dropout, rng)
    seconds = pace.draw(questionnaire, answers, kind, last_page, on_pace)
    order = rng.permutation(n)
    token = [f"{PREFIX}{i + 1:05d}" for i in range(n)]
    named = None
    if network:
        (on_network,) = rng.spawn(1)
        named = _network(
            questionnaire, team[order], scores.get("cop"), order, token, last_page, on_network
        )
    return Drawn(
        questionnaire=questionnaire,
        answers={name: values[order] for name, values in answers.items()},
        token=token,
        team=[f"T{team[i] + 1:03d}" for i in order],
        centre=[f"C{centre[i] + 1}" for i in order],
        language=[language[i] for i in order],
        last_page=last_page[order],
        kind=kind[order],
        seconds={name: values[order] for name, values in seconds.items()},
        scores={name: values[order] for name, values in scores.items()},
        method={name: values[order] for name, values in method.items()},
        loadings=loadings,
        network=named,
    )


def _network(
    questionnaire: Questionnaire,
    team: NDArray[np.int64],
    involved: Array | None,
    order: NDArray[np.int64],
    token: Sequence[str],
    last_page: NDArray[np.int64],
    rng: np.random.Generator,
) -> nominations.Named:
    """Who names whom among the respondents in their order, and others."""
    if questionnaire.network is None:
        raise CpsurveyError(
            "CPS303",
            f"questionnaire '{questionnaire.id}' asks for no names, so there is no network",
            fix="add 'network:' to the questionnaire, or draw without one",
        )
    n = len(order)
    others = round(questionnaire.simulation.network.outside * n)
    page = next(
        (k for k, one in enumerate(questionnaire.pages, 1) if "network" in one.contains), 1
    )
    return nominations.draw(
        questionnaire,
        team,
        None if involved is None else involved[order],
        [*token, *(f"{PREFIX}X{i + 1:04d}" for i in range(others))],
        last_page[order] >= page,
        rng,
    )


def _languages(questionnaire: Questionnaire, n: int, rng: np.random.Generator) -> list[str]:
    """Language of each respondent; the default one is the most frequent."""
    default = questionnaire.default_language
    languages = [default, *(one for one in questionnaire.languages if one != default)]
    weights = np.array([0.65, *[0.35] * (len(languages) - 1)])
    chosen = rng.choice(len(languages), n, p=weights / weights.sum())
    return [languages[i] for i in chosen]


def _background(
    questionnaire: Questionnaire, n: int, rng: np.random.Generator
) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for question in questionnaire.questions:
        if question.type in ("text", "date"):
            continue
        if question.type == "select_multiple":
            found |= _several(questionnaire.variables_of(question.id), n, rng)
            continue
        options = questionnaire.options_of(question.id)
        if options is not None:
            codes = np.array(options.codes, dtype=float)
            shares = rng.dirichlet(np.full(len(codes), 6.0))
            found[question.id] = rng.choice(codes, n, p=shares)
        else:
            found[question.id] = _integers(question, n, rng)
    return found


def _several(names: Sequence[str], n: int, rng: np.random.Generator) -> dict[str, Array]:
    """Which of several answers each respondent chose; at least one."""
    chosen = rng.random((n, len(names))) < rng.uniform(0.15, 0.6, len(names))
    chosen[np.arange(n), rng.integers(0, len(names), n)] |= ~chosen.any(axis=1)
    return {name: chosen[:, at].astype(float) for at, name in enumerate(names)}


def _integers(question: Question, n: int, rng: np.random.Generator) -> Array:
    low = 0 if question.min is None else int(question.min)
    high = low + 10 if question.max is None else int(question.max)
    middle = low + (high - low) / 5
    return np.clip(rng.poisson(max(0.5, middle - low), n) + low, low, high).astype(float)


def _standard(values: Array) -> Array:
    sd = float(values.std())
    return (values - values.mean()) / sd if sd > 0 else np.zeros(len(values))


def _hide(answers: dict[str, Array], questionnaire: Questionnaire) -> None:
    """Questions whose condition does not hold never reach the respondent."""
    values = {
        name: np.where(np.isin(codes, (SKIPPED, NOT_SHOWN)), np.nan, codes)
        for name, codes in answers.items()
    }
    for question in questionnaire.questions:
        names = [n for n in questionnaire.variables_of(question.id) if n in answers]
        if question.show_if and names:
            there = evaluate(expressions.parse(question.show_if), values, questionnaire) == 1
            for name in names:
                answers[name] = np.where(there, answers[name], NOT_SHOWN)


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
    if len(pages) > 1:
        first = min(2, len(pages) - 1)
        last = np.where(leaving, rng.integers(first, len(pages), len(leaving)), last)
    for number, page in enumerate(pages, 1):
        for asked in questionnaire.on_page(page):
            for name in questionnaire.variables_of(asked):
                if name in answers:
                    answers[name] = np.where(last < number, NOT_SHOWN, answers[name])
    return last
