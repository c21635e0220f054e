"""What was seen beside what people say: ties of help, and how non-routine work is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.identity import same_group
from cpsurvey.kinds.observed.counting import Counting
from cpsurvey.kinds.observed.data import Perceived, Ties
from cpsurvey.kinds.observed.options import Options
from cpsurvey.seen.log import Log
from cpsurvey.stats.qap import shared
from cpsurvey.ties import Ties as Network

FEWEST_TEAMS = 6
FEWEST_EPISODES = 5
"""Of a team, clear ones, for its share of non-routine ones to say anything."""
Edge = tuple[str, str]


def ties(options: Options, context: Context, log: Log) -> Ties | None:
    """Ties of help seen and told, among people who were seen and asked.

    Somebody who was never seen cannot have been seen helping, and of somebody who was not
    asked nothing is told.
    """
    network: Network | None = getattr(context, "ties", None)
    relation = network.relations.get(options.relation) if network else None
    if network is None or relation is None:
        return None
    present = {who for e in log.episodes for who in (e.agent, *e.helpers)}
    asked = {network.people[at] for at in np.flatnonzero(relation.asked)}
    people = sorted(present & asked)
    told = {
        (network.people[a], network.people[b])
        for a, b in zip(relation.source.tolist(), relation.target.tolist(), strict=True)
    }
    seen = {(e.agent, helper) for e in log.episodes for helper in e.helpers}
    place = {who: at for at, who in enumerate(people)}
    first, second = _among(seen, place), _among(told, place)
    if len(people) < context.study.smallest or min(len(first), len(second)) == 0:
        return None
    rng = np.random.default_rng([context.seed, 34])
    found = shared(first, second, len(people), rng, options.draws)
    return Ties(
        relation=options.relation,
        people=len(people),
        told=found.second,
        seen=found.first,
        both=found.both,
        jaccard=found.both / (found.first + found.second - found.both),
        precision=found.both / found.second,
        recall=found.both / found.first,
        r=number(found.r),
        pvalue=number(found.pvalue),
        draws=options.draws,
    )


def _among(edges: Iterable[Edge], place: dict[str, int]) -> np.ndarray:
    kept = sorted(
        (place[a], place[b]) for a, b in edges if a in place and b in place and a != b
    )
    return np.array(kept, dtype=np.int64).reshape(-1, 2)


def perceived(options: Options, context: Context, counting: Counting) -> Perceived | None:
    """Spearman's correlation over teams with enough people and episodes on both sides."""
    name = options.perceived or ("nrw" if "nrw" in context.scored.values else None)
    if name is None or name not in context.scored.values or "team" not in context.study.groups:
        return None
    team, names = context.group("team"), context.group_names("team")
    values = context.scored.values[name]
    seen, said = [], []
    for at, label in enumerate(names):
        inside = values[(team == at) & ~np.isnan(values)]
        clear = [
            e
            for e in counting.log.episodes
            if e.routine is not None and e.team == same_group(str(label))
        ]
        if len(inside) >= context.k and len(clear) >= FEWEST_EPISODES:
            seen.append(np.mean([e.routine is False for e in clear]))
            said.append(np.mean(inside))
    if len(seen) < FEWEST_TEAMS or len(set(seen)) < 2 or len(set(said)) < 2:
        return None
    from scipy import stats  # takes a second to load

    found = stats.spearmanr(seen, said)
    return Perceived(
        variable=name,
        teams=len(seen),
        rho=number(found.statistic),
        pvalue=number(found.pvalue),
    )
