"""Which respondents are kept: who may be used, enough answers, hard rules, soft ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.study import Index
from cpsurvey.parts import Unjudged
from cpsurvey.responses import Responses
from cpsurvey.results import Caveat
from cpsurvey.screening import conduct, order
from cpsurvey.screening.sign import Sign
from cpsurvey.screening.signs import SIGNS

Flags = NDArray[np.bool_]
Stage = Literal["answered", "hard", "soft"]
"""Who is kept: all with enough answers who let them be used; those no hard rule leaves out;
those who moreover break fewer soft rules than the limit."""
Name = Index | Literal["too_fast"]
"""Of a rule: a sign, or too little time in all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, applied to everybody with enough answers.

    Parameters
    ----------
    broken, judged : (n,) bool arrays
        Over all respondents.
    threshold : mapping of str to number
        What counts, by the names a report uses.
    reason : str or None
        Why nobody could be judged; None when somebody was.
    """

    name: Name
    hard: bool
    broken: Flags
    judged: Flags
    threshold: Mapping[str, float | int]
    reason: Unjudged | None = None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found about each respondent; stays in memory, only counts leave.

    Parameters
    ----------
    lacking : mapping of str to (n,) bool array
        Reason -> who is not judged: said not to use the answers, or has not enough of them.
    rules : tuple of Rule
        Hard rules first, in the order in which they leave out.
    limit : int
        Soft rules that make somebody count as careless.
    remarks : tuple of Caveat
        What a reader must know about the rules.
    """

    lacking: Mapping[str, Flags]
    rules: tuple[Rule, ...]
    limit: int
    remarks: tuple[Caveat, ...] = ()

    @property
    def soft_count(self) -> NDArray[np.int64]:
        """Soft rules each respondent breaks, (n,)."""
        soft = [rule.broken for rule in self.rules if not rule.hard]
        n = len(next(iter(self.lacking.values())))
        return np.sum(soft, axis=0, dtype=np.int64) if soft else np.zeros(n, dtype=np.int64)

    @property
    def careless(self) -> Flags:
        """Who breaks as many soft rules as the limit, (n,)."""
        return np.asarray(self.soft_count >= self.limit)

    def reasons(self, stage: Stage) -> list[tuple[str, Flags]]:
        """Why somebody is left out at `stage`, in order."""
        found = list(self.lacking.items())
        if stage != "answered":
            found += [(rule.name, rule.broken) for rule in self.rules if rule.hard]
        if stage == "soft":
            found.append(("flagged", self.careless))
        return found

    def keep(self, stage: Stage) -> Flags:
        """Rows kept at `stage`, (n,)."""
        return np.asarray(~np.any([out for _, out in self.reasons(stage)], axis=0))

    def lost(self, stage: Stage) -> dict[str, int]:
        """Respondents left out by each reason that the reasons before had kept."""
        left = np.ones(len(next(iter(self.lacking.values()))), dtype=bool)
        counts: dict[str, int] = {}
        for reason, out in self.reasons(stage):
            if hit := int((out & left).sum()):
                counts[reason] = counts.get(reason, 0) + hit
                left &= ~out
        return counts


def judge(responses: Responses, study: Study) -> Verdicts:
    """Apply the study's rules to everybody, once."""
    lacking = _lacking(responses, study)
    answered = ~np.any(list(lacking.values()), axis=0)
    part = only(responses, answered)
    screening = study.file.screening
    rules = [
        _spread(name, sign, answered, hard=hard) for name, hard, sign in _applied(part, study)
    ]
    found = Verdicts(lacking, tuple(rules), screening.soft_limit)
    return replace(found, remarks=tuple(_remarks(part, study, found)))


def _spread(name: Name, sign: Sign, answered: Flags, *, hard: bool) -> Rule:
    """A rule over everybody, from a sign over those who answered."""

    def over_all(flags: Flags) -> Flags:
        everybody = np.zeros(len(answered), dtype=bool)
        everybody[answered] = flags
        return everybody

    broken, judged = over_all(sign.broken), over_all(sign.judged)
    return Rule(name, hard, broken, judged, sign.threshold, sign.reason)


def only(responses: Responses, keep: Flags | NDArray[np.int64]) -> Responses:
    """The respondents `keep`, (n,) bool, or places in the order wanted."""
    return Responses(
        respondent=tuple(np.array(responses.respondent, dtype=object)[keep]),
        values={name: column[keep] for name, column in responses.values.items()},
        reasons={name: column[keep] for name, column in responses.reasons.items()},
        groups={name: column[keep] for name, column in responses.groups.items()},
        complete=responses.complete[keep],
        flow=responses.flow,
        seconds={page: column[keep] for page, column in responses.seconds.items()},
        submitted=tuple(np.array(responses.submitted, dtype=object)[keep])
        if responses.submitted
        else (),
        versions=responses.versions,
    )


# ------------------------------------------------------------------- enough answers
def _lacking(responses: Responses, study: Study) -> dict[str, Flags]:
    """Who is never judged: who asked not to be, then who answered too little."""
    rules = study.file.screening
    refused = conduct.refused(responses, study.questionnaire)
    found = {"self_report": refused}
    share = answered_share(responses, study.questionnaire, ~refused)
    found["no_answer"] = share == 0
    if rules.complete_only:
        found["not_submitted"] = ~responses.complete
    found["too_few_answers"] = share < rules.min_answered
    return found


def answered_share(
    responses: Responses, questionnaire: Questionnaire, usable: Flags
) -> NDArray[np.float64]:
    """Share of the items that somebody usable answered which each respondent did, (n,).

    Of the questions, where the questionnaire has no items.
    """
    there = only(responses, usable).values
    asked = [n for n in questionnaire.counted if n in there and not np.isnan(there[n]).all()]
    columns = [responses.values[name] for name in asked]
    if not columns:
        return np.zeros(responses.n)
    return np.asarray(np.mean(~np.isnan(np.array(columns)), axis=0))


# ------------------------------------------------------------------------ the rules
def _applied(responses: Responses, study: Study) -> list[tuple[Name, bool, Sign]]:
    """Rules of the study with what they find: hard ones first, none twice."""
    rules, q = study.file.screening, study.questionnaire
    if not responses.n:
        return []
    hard: set[Index] = set(rules.hard)
    off: set[Index] = set()
    found: list[tuple[Name, bool, Sign]] = []
    if rules.attention == "any":
        hard.add("attention")
    elif rules.attention == "off":
        off.add("attention")
    elif "attention" not in hard:
        failed, answered = conduct.instructed(responses, q)
        found.append(("attention", True, conduct.failed_all(failed, answered)))
        if len(failed) < 2:
            off.add("attention")  # failing one is failing all
    if not q.items:
        off |= SIGNS.keys() - {"attention", "page_time"}

    def applied(names: set[Index], *, as_hard: bool) -> list[tuple[Name, bool, Sign]]:
        chosen = [name for name in SIGNS if name in names - off]
        return [(name, as_hard, SIGNS[name](responses, q, rules.thresholds)) for name in chosen]

    found += applied(hard & {"attention"}, as_hard=True)
    if rules.min_seconds_per_item is not None:
        pace = conduct.pace(responses, q, rules.min_seconds_per_item)
        found.append(("too_fast", True, pace))
    found += applied(hard - {"attention"}, as_hard=True)
    soft: set[Index] = set(rules.soft)
    return found + applied(soft - hard, as_hard=False)


# ------------------------------------------------------------------------- remarks
MANY = 0.25
"""Share of careless respondents that says more about the rules than about the people."""


def _remarks(responses: Responses, study: Study, found: Verdicts) -> Iterator[Caveat]:
    q = study.questionnaire
    if any(rule.name == "longstring" and rule.judged.any() for rule in found.rules):
        if not q.pages:
            yield Caveat("screening_no_pages")
        elif any(sheet.shuffled for sheet in order.sheets(responses, q)):
            yield Caveat("screening_shuffled")
    answered = found.keep("answered")
    hard, soft = found.keep("hard"), found.keep("soft")
    n = int(answered.sum())
    if not n:
        return
    if hard.any() and not soft.any():
        yield Caveat("screening_nobody_left", "warning", {"limit": found.limit})
    elif (share := float((answered & ~soft).sum() / n)) > MANY:
        yield Caveat("screening_many", "warning", {"share": 100.0 * share})
