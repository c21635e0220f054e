"""What simulated people tell of their network: consent, tokens, how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.design.form import Generator
from cpsurvey.simulate.network import Graph, planted

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Named:
    """Nominations of simulated respondents, and the truth behind them.

    Parameters
    ----------
    graph : Graph
        Who asks whom: respondents in their order, then people who did not answer.
    tokens : tuple of str
        Of everybody in `graph`.
    consent : (n,) int array or None
        Code of each respondent's consent.
    said : mapping of str to list of list of int
        Generator -> whom each respondent names; nobody where they refused or never came to it.
    often : mapping of str to list of list of int
        Generator -> code of how often, for each of `said`.
    reached, asked : (n,) bool arrays
        Who came to the questions, and who also consented.
    """

    graph: Graph
    tokens: tuple[str, ...]
    consent: NDArray[np.int64] | None
    said: Mapping[str, list[list[int]]]
    often: Mapping[str, list[list[int]]]
    reached: NDArray[np.bool_]
    asked: NDArray[np.bool_]


def draw(
    questionnaire: Questionnaire,
    team: NDArray[np.int64],
    involved: Array | None,
    tokens: Sequence[str],
    reached: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Named:
    """Draw a network of respondents and others, and what the respondents tell of it.

    Parameters
    ----------
    tokens : sequence of str
        Of the respondents, then of the others.
    reached : (n,) bool array
        Respondents who came to the page.
    """
    network, plan = questionnaire.network, questionnaire.simulation.network
    assert network is not None
    n, every = len(team), len(tokens)
    whole = np.append(team, rng.integers(0, int(team.max()) + 1, every - n))
    score = None
    if involved is not None:
        spread = float(involved.std()) or 1.0
        score = np.append((involved - involved.mean()) / spread, rng.standard_normal(every - n))
    graph = planted(whole, plan, rng, involved=score, most=network.max_nominations)
    refuses = rng.random(n) < plan.refusal
    asked = reached & ~refuses
    asks = graph.out_of()
    back: list[list[int]] = [[] for _ in range(every)]
    for one, those in enumerate(asks):
        for other in those:
            if rng.random() >= plan.forgotten:
                back[other].append(one)
    said = {
        one.id: [
            _told(one, asks[at], back[at], network.max_nominations, rng) if asked[at] else []
            for at in range(n)
        ]
        for one in network.generators
    }
    consent = None
    if network.consent is not None:
        codes = [option.code for option in network.consent.options]
        no = next(code for code in codes if code not in network.consent.agreed)
        consent = np.where(refuses, no, network.consent.agreed[0])
    return Named(
        graph,
        tuple(tokens),
        consent,
        said,
        _often(questionnaire, said, rng),
        reached,
        asked,
    )


def _told(
    generator: Generator,
    asks: list[int],
    back: list[int],
    most: int,
    rng: np.random.Generator,
) -> list[int]:
    """Whom one person names: those asked, those who ask, or some of both."""
    if generator.direction == "ego_seeks_from_alter":
        return asks[:most]
    if generator.direction == "alter_seeks_from_ego":
        return [back[at] for at in rng.permutation(len(back))[:most].tolist()]
    both = list(dict.fromkeys((*asks, *back)))
    return [one for one in both if rng.random() < 0.6][:most]


def _often(
    questionnaire: Questionnaire,
    said: Mapping[str, list[list[int]]],
    rng: np.random.Generator,
) -> dict[str, list[list[int]]]:
    network = questionnaire.network
    frequency = network.frequency if network else None
    if frequency is None:
        return {}
    codes = sorted(frequency.per_month)
    return {
        name: [rng.choice(codes, len(those)).tolist() for those in said[name]]
        for name in frequency.applies_to
        if name in said
    }
