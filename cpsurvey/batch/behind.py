"""Whose answers stand behind the numbers of a run, set by set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from cpsurvey.design import Study
from cpsurvey.responses import Indicators, Responses
from cpsurvey.scoring import Scored
from cpsurvey.screening import Stage, only
from cpsurvey.seen.held import Seen
from cpsurvey.seen.log import Log
from cpsurvey.store.difference import KEPT, LOOSE, PAIRS, PEOPLE, VALUE, WAVE, WAVE_KEPT
from cpsurvey.store.ledger import Behind
from cpsurvey.store.ties import Held

Facts = dict[str, dict[str, str]]
STAGES: tuple[Stage, ...] = ("answered", "hard", "soft")
WITH_STAGES = ("screening", "sensitivity", "multiverse")
"""Kinds that show numbers of other stages of screening than the study's own."""
_NAME = re.compile(r"[^\W\d]\w*")


def behind(
    study: Study,
    responses: Responses,
    scored: Scored,
    indicators: Indicators | None,
    every: Responses | None = None,
    ties: Held | None = None,
    seen: Seen | None = None,
    more: Mapping[str, Mapping[str, str]] | None = None,
) -> Behind:
    """Everybody counted, everybody kept, every answer, and every analysis's own sample.

    An answer that changes is one fact gone and one new. A set that only asks who is in it
    holds no answer: a new coding of the same answers is the same set. `every` are the answers
    of all waves, where the study compares them: each wave is a set of its own, whichever was
    the latest when it was released. A tie is a fact about both of its ends,
    an episode that was observed about everybody in it. `more` are sets of what is released
    beside the documents.
    """
    from cpsurvey.analysis.planned import plan

    wave = _wave(study, responses)
    kept = scored.respondent
    facts: Facts = {
        PEOPLE: {who: wave[who] for who in responses.respondent},
        "record": _records(responses, wave),
        KEPT: {who: wave[who] for who in kept},
    }
    planned = plan(study)
    if any(one.request.kind in WITH_STAGES for one in planned):
        for stage in STAGES:
            if stage != scored.stage:
                members = scored.at(stage).respondent
                facts[f"{LOOSE}{stage}"] = {who: wave[who] for who in members}
    there = {name: ~np.isnan(column) for name, column in scored.values.items()}
    for name, mask in there.items():
        said = scored.raw.get(name)
        facts[f"{VALUE}{name}"] = {
            who: f"{wave[who]} {said[at]!r}" if said is not None else wave[who]
            for at, who in enumerate(kept)
            if mask[at]
        }
    for one in planned:
        names = [name for name in _names(one.params.model_dump(), study) if name in there]
        if names:
            together = np.all([there[name] for name in names], axis=0)
            facts[f"used:{one.id}"] = {
                who: wave[who] for at, who in enumerate(kept) if together[at]
            }
    facts |= _waves(study, every or responses)
    facts |= {name: dict(those) for name, those in (more or {}).items()}
    if indicators is not None:
        facts |= _indicators(indicators)
    if ties is not None:
        facts |= _ties(ties)
    if seen is not None and isinstance(seen.log, Log):
        facts |= _observed(seen.log)
    groups = {name: _labels(name, scored) for name in sorted(by_group(study))}
    return Behind({name: those for name, those in facts.items() if those}, groups)


def by_group(study: Study) -> dict[str, list[str]]:
    """Variable by whose groups numbers are shown apart -> the analyses that do."""
    from cpsurvey.analysis.planned import plan

    found: dict[str, list[str]] = {}
    for one in plan(study):
        for variable in _grouped(one.params, study):
            found.setdefault(variable, []).append(one.id)
    return found


def _wave(study: Study, responses: Responses) -> dict[str, str]:
    named = study.questionnaire.identifiers.wave
    waves = responses.groups.get(named.variable) if named else None
    return {
        who: f"wave {waves[at] if waves is not None else ''}"
        for at, who in enumerate(responses.respondent)
    }


def over_waves(study: Study) -> set[str]:
    """Analyses that read the answers of every wave."""
    from cpsurvey.analysis.over_waves import named
    from cpsurvey.analysis.planned import plan

    return {
        one.id for one in plan(study) if one.request.kind == "waves" or named(one.params, study)
    }


def _waves(study: Study, responses: Responses) -> Facts:
    """Everything each respondent says, wave by wave; who is kept, in each and in any two."""
    from cpsurvey.analysis.over_waves import FIRST

    named = study.questionnaire.identifiers.wave
    column = responses.groups.get(named.variable) if named else None
    if column is None:
        return {}
    told = np.array([str(label or FIRST) for label in column], dtype=object)
    said = {
        label: _records(one, _wave(study, one))
        for label in sorted(set(told.tolist()))
        for one in (only(responses, told == label),)
    }
    kept = _kept(study, responses)
    pairs = combinations(kept, 2) if study.file.waves else ()
    return {
        **{f"{WAVE}{label}": those for label, those in said.items()},
        **{f"{WAVE_KEPT}{label}": dict.fromkeys(those, label) for label, those in kept.items()},
        **{
            f"{PAIRS}{a}-{b}": {who: said[a][who] + said[b][who] for who in kept[a] & kept[b]}
            for a, b in pairs
        },
    }


def _kept(study: Study, responses: Responses) -> dict[str, set[str]]:
    """Wave -> whom screening keeps, where the study compares waves."""
    from cpsurvey.analysis.over_waves import made

    waves = made(responses, study) if study.file.waves else None
    found: dict[str, set[str]] = {}
    if waves is not None:
        for who, at in zip(waves.scored.respondent, waves.at, strict=True):
            found.setdefault(waves.labels[at], set()).add(who)
    return found


def _records(responses: Responses, wave: Mapping[str, str]) -> dict[str, str]:
    """Everything each respondent says, as one text; a column nobody answered adds nothing."""
    columns: list[tuple[str, Any]] = [
        *((f"value {name}", column) for name, column in responses.values.items()),
        *((f"reason {name}", column) for name, column in responses.reasons.items()),
        *((f"group {name}", column) for name, column in responses.groups.items()),
        *((f"seconds {name}", column) for name, column in responses.seconds.items()),
        ("complete", responses.complete),
    ]
    columns.sort(key=lambda one: one[0])
    return {
        who: wave[who] + json.dumps([[n, str(c[at])] for n, c in columns if _says(c[at])])
        for at, who in enumerate(responses.respondent)
    }


def _says(cell: Any) -> bool:
    return cell is not None and cell == cell and not (cell == 0 and isinstance(cell, np.int64))


def _names(options: Any, study: Study) -> Iterator[str]:
    """Names that stand in the options of an analysis, its model's own included."""
    if isinstance(options, str):
        model = study.questionnaire.models.get(options)
        text = model.syntax if model else options
        yield from _NAME.findall(text)
    elif isinstance(options, Mapping):
        for key, value in options.items():
            if key not in ("id", "by", "cluster", "group", "groups"):
                yield from _names(value, study)
    elif isinstance(options, list | tuple | set | frozenset):
        for value in options:
            yield from _names(value, study)


def _grouped(params: Any, study: Study) -> list[str]:
    """Variables by whose groups an analysis shows numbers apart."""
    by = getattr(params, "by", None) or ()
    chosen = (by,) if isinstance(by, str) else tuple(by)
    own = {"wave": study.wave} if study.wave else {}
    return [(own | study.groups).get(name, name) for name in chosen]


def _labels(name: str, scored: Scored) -> dict[str, str]:
    column = scored.groups.get(name, scored.values.get(name))
    if column is None:
        return {}
    return {
        who: str(column[at])
        for at, who in enumerate(scored.respondent)
        if column[at] is not None and column[at] == column[at]
    }


def _indicators(found: Indicators) -> Facts:
    """Every agent's numbers, indicator by indicator; agents need not be respondents."""
    rows: dict[str, dict[str, list[Any]]] = {}
    for at, agent in enumerate(found.agent):
        name = f"indicator:{found.indicator[at]} {found.version[at]}"
        numbers = [repr(float(c[at])) for c in (found.n, found.total, found.logs)]
        line = [found.period[at], found.reason[at], *numbers]
        rows.setdefault(name, {}).setdefault(agent, []).append(line)
    return {
        name: {agent: json.dumps(lines) for agent, lines in those.items()}
        for name, those in rows.items()
    }


def _observed(log: Log) -> Facts:
    """Everything that was seen of each person, helped or helping."""
    found: dict[str, list[list[str]]] = {}
    for one in log.episodes:
        session, helpers = str(one.session), ",".join(one.helpers)
        told = [session, one.team, helpers, *map(str, (one.timed, one.helped, one.routine))]
        told += map(str, (one.mode, one.resolved, one.cross_team))
        for who in (one.agent, *one.helpers):
            found.setdefault(who, []).append([one.agent, *told])
    return {"observed": {who: json.dumps(sorted(rows)) for who, rows in found.items()}}


def _ties(held: Held) -> Facts:
    """Whom each person names and by whom each is named, relation by relation."""
    found: Facts = {}
    for name, asked in held.asked.items():
        said: dict[str, list[Any]] = {who: ["asked"] for who in asked}
        for source, target, weight in sorted(held.ties.get(name, ())):
            said[source].append(["names", target, repr(float(weight))])
            said.setdefault(target, []).append(["named", source, repr(float(weight))])
        found[f"tie:{name}"] = {who: json.dumps(those) for who, those in said.items()}
    return found
