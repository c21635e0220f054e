"""The answers of every wave, and analyses that ask for them by naming the wave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.protected import Protected, listed_groups
from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.waves import DECLARE
from cpsurvey.identity import wave_order
from cpsurvey.kind import Params, Problem
from cpsurvey.responses import Responses
from cpsurvey.results import Caveat, Result
from cpsurvey.scoring import Scored, in_order, score
from cpsurvey.screening import Rule, Verdicts, judge, only

if TYPE_CHECKING:
    from cpsurvey.analysis.context import Context

ROLE = "wave"
FIRST = "–"
"""What the wave of answers without one is called."""
_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Waves:
    """Answers of every wave, one row per person and wave.

    Parameters
    ----------
    scored : Scored
        Screened wave by wave, scored together: a standardised score is so over all waves.
    labels : tuple of str
        In their order.
    at : (n,) int array
        Wave of each row.
    person : (n,) int array
        Who it is of, from 0.
    questionnaire : Questionnaire
    protected : Protected
        Which categories of these rows may be shown.
    versions : mapping of str to set of str
        Wave -> versions of the questionnaire that it answers.
    """

    scored: Scored
    labels: tuple[str, ...]
    at: NDArray[np.int64]
    person: NDArray[np.int64]
    questionnaire: Questionnaire
    protected: Protected
    versions: Mapping[str, frozenset[str]]

    @property
    def answers(self) -> int:
        """Most rows of one person."""
        return max(Counter(self.person.tolist()).values(), default=1)

    @property
    def rows(self) -> NDArray[np.int64]:
        """(people, waves) rows of each person, -1 where somebody did not answer."""
        found = np.full((int(self.person.max(initial=-1)) + 1, len(self.labels)), -1)
        found[self.person, self.at] = np.arange(len(self.at))
        return found

    def of(self, context: Context) -> Context:
        """An analysis on the answers of every wave."""
        return replace(
            context, scored=self.scored, protected=self.protected, answers=self.answers
        )


def made(responses: Responses, study: Study) -> Waves | None:
    """Everybody's answers in every wave but retests, scored; None where no row has a wave."""
    retests = study.file.waves.retests if study.file.waves else ()
    column = responses.groups.get(study.wave or "")
    if column is None or not retests:
        return _made(responses, study)
    others = np.array([label not in retests for label in column], dtype=bool)
    return _made(only(responses, others), study) if others.any() else None


def with_retests(responses: Responses, study: Study) -> Waves | None:
    """The same with the retests; None where the study declares none."""
    if not (study.file.waves and study.file.waves.retests):
        return None
    return _made(responses, study)


def _made(responses: Responses, study: Study) -> Waves | None:
    """Answers that were stored before waves had names are those of the first one."""
    wave = study.wave or ""
    if (column := responses.groups.get(wave)) is None:
        return None
    told = np.array([label or FIRST for label in column], dtype=object)
    rows = in_order(replace(responses, groups={**responses.groups, wave: told}), study)
    labels = sorted(set(told.tolist()), key=lambda label: (label != FIRST, wave_order(label)))
    at = _places(rows.groups[wave], labels)
    each = [judge(only(rows, at == w), study.whole) for w in range(len(labels))]
    verdicts = _together(each, at)
    scored = score(rows, study, verdicts)
    _, person = np.unique(np.array(scored.respondent, dtype=object), return_inverse=True)
    answers = max(Counter(person.tolist()).values(), default=1)
    groups = listed_groups(study)
    return Waves(
        scored,
        tuple(labels),
        _places(scored.groups[wave], labels),
        np.asarray(person, dtype=np.int64),
        study.questionnaire,
        Protected(scored, study.questionnaire, study.smallest * answers, groups),
        _versions(responses),
    )


def _versions(responses: Responses) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for wave, version in responses.versions:
        found.setdefault(wave or FIRST, set()).add(version)
    return {wave: frozenset(several) for wave, several in found.items()}


def _places(column: Any, labels: Sequence[str]) -> NDArray[np.int64]:
    place = {label: w for w, label in enumerate(labels)}
    return np.array([place[str(label)] for label in column], dtype=np.int64)


def _together(parts: Sequence[Verdicts], at: NDArray[np.int64]) -> Verdicts:
    """Verdicts of the waves, each judged by itself, over the rows of all."""

    def spread(flags: Mapping[int, NDArray[np.bool_]]) -> NDArray[np.bool_]:
        whole = np.zeros(len(at), dtype=bool)
        for w, own in flags.items():
            whole[at == w] = own
        return whole

    names = list(dict.fromkeys(name for part in parts for name in part.lacking))
    rules: dict[str, dict[int, Rule]] = {}
    for w, part in enumerate(parts):
        for rule in part.rules:
            rules.setdefault(rule.name, {})[w] = rule
    return Verdicts(
        {
            name: spread({w: p.lacking[name] for w, p in enumerate(parts) if name in p.lacking})
            for name in names
        },
        tuple(
            replace(
                next(iter(own.values())),
                broken=spread({w: rule.broken for w, rule in own.items()}),
                judged=spread({w: rule.judged for w, rule in own.items()}),
            )
            for own in rules.values()
        ),
        parts[0].limit,
    )


# ------------------------------------------------------------- analyses that name the wave
def named(params: Params, study: Study) -> bool:
    """Whether an analysis names the wave, and hence reads the answers of all."""
    wave = study.questionnaire.identifiers.wave
    names = {ROLE, wave.variable} if wave else {ROLE}
    taken = names & {*study.questionnaire.items, *study.questionnaire.background}
    return bool((names - taken) & set(_names(params.model_dump(exclude={"id"}))))


def _names(options: Any) -> Iterator[str]:
    if isinstance(options, str):
        yield from _NAME.findall(options)
    elif isinstance(options, Mapping):
        for value in options.values():
            yield from _names(value)
    elif isinstance(options, list | tuple | set | frozenset):
        for value in options:
            yield from _names(value)


def undeclared(params: Params, study: Study, kind: str) -> list[Problem]:
    """What is wrong with an analysis of waves in a study that declares none."""
    if study.file.waves or not (kind == "waves" or named(params, study)):
        return []
    return [
        Problem(
            "kind",
            "it compares waves, and the study does not say who answers in them",
            f"add a line to study.yaml: {DECLARE}",
        )
    ]


def said(results: Sequence[Result[Any]], waves: Waves) -> list[Result[Any]]:
    """Results that read every wave, with what is to be known where people answer twice."""
    if waves.answers < 2:
        return list(results)
    caveat = Caveat("waves_not_independent", "warning", {})
    return [replace(one, caveats=(*one.caveats, caveat)) for one in results]
