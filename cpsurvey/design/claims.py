"""Hypotheses written as an arrow: what goes with what, and which number says so.

::

    support -> exhaustion            a goes with b
    support -> control -> exhaustion a goes with b through what stands between
    support:workload -> exhaustion   how a goes with b depends on the other
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.design.hypotheses import ARROW, Hypothesis, Target
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors import did_you_mean

EXAMPLE = "write 'a -> b', 'a -> m -> b' or 'a:w -> b' with names of scales"
_NAME = r"[A-Za-z]\w*"
_FORM = re.compile(rf"{_NAME}(:{_NAME})?( {_NAME})+")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a hypothesis says.

    Parameters
    ----------
    steps : tuple of str
        Variables from the first to the outcome.
    moderator : str or None
        What the association depends on.
    """

    steps: tuple[str, ...]
    moderator: str | None = None

    @property
    def outcome(self) -> str:
        """Where it ends."""
        return self.steps[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Every variable it names."""
        return (*self.steps, *([self.moderator] if self.moderator else ()))

    @property
    def analysis(self) -> str:
        """Id of the analysis of a default plan that tests it."""
        if self.moderator:
            name = f"moderation-{self.outcome}-by-{self.moderator}-{self.steps[0]}"
        elif len(self.steps) > 2:
            name = f"mediation-{'-'.join(self.steps)}"
        else:
            name = f"regression-{self.outcome}"
        return name.lower()[:LONGEST_ID].rstrip("-")

    @property
    def target(self) -> Target:
        """The number it rests on."""
        if self.moderator:
            return Target(analysis=self.analysis, term=f"{self.steps[0]}:{self.moderator}")
        if between := len(self.steps) - 2:
            way = "_".join(str(at + 1) for at in range(between))
            return Target(analysis=self.analysis, effect=f"ind_1_{way}")
        return Target(analysis=self.analysis, term=self.steps[0])


LONGEST_ID = 64


def parse(text: str) -> Claim | None:
    """What an arrow says; None where it is none of the three forms."""
    parts = " ".join(part.strip() for part in ARROW.split(text))
    if not _FORM.fullmatch(parts):
        return None
    first, *rest = parts.split()
    predictor, _, moderator = first.partition(":")
    if moderator and len(rest) > 1:
        return None
    return Claim((predictor, *rest), moderator or None)


def claims(declared: tuple[Hypothesis, ...]) -> tuple[Claim, ...]:
    """What hypotheses with an arrow say, each once."""
    found = [parse(one.claim) for one in declared if one.claim]
    return tuple(dict.fromkeys(claim for claim in found if claim))


def problems(text: str, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """What is wrong with an arrow, and what to write."""
    claim = parse(text)
    if claim is None:
        yield f"'{text[:60]}' is no arrow from one variable to another", EXAMPLE
        return
    known = [*_numbers(questionnaire), *_choices(questionnaire)]
    for name in claim.names:
        if name not in known:
            yield f"'{name}' is nothing that has numbers", did_you_mean(name, known)
        elif claim.names.count(name) > 1:
            yield f"'{name}' has two places in '{text[:60]}'", "name each variable once"
    for name in claim.names:
        many = _choices(questionnaire).get(name, 0)
        if many > 2 or (name in _choices(questionnaire) and name != claim.steps[0]):
            yield (
                f"'{name}' is a choice among {many}: no one number says what goes with it",
                "name a scale or a question with a number, or write 'tests' instead",
            )


def resolved(one: Hypothesis, questionnaire: Questionnaire) -> Hypothesis:
    """A hypothesis with the test and the label that its arrow stands for."""
    claim = parse(one.claim) if one.claim else None
    if claim is None:
        return one
    return one.model_copy(
        update={
            "tests": (claim.target,),
            "label": one.label or _label(claim, one.direction, questionnaire),
        }
    )


def _label(claim: Claim, direction: str, questionnaire: Questionnaire) -> dict[str, str]:
    sign = {"negative": " (−)", "positive": " (+)"}.get(direction, "")
    found = {}
    for language in questionnaire.languages:
        said = [questionnaire.label_of(n).get(language, n) for n in claim.steps]
        if claim.moderator:
            other = questionnaire.label_of(claim.moderator).get(language, claim.moderator)
            said[0] = f"{said[0]} × {other}"
        found[language] = " → ".join(said) + sign
    return found


def _numbers(questionnaire: Questionnaire) -> list[str]:
    """Names whose values are numbers."""
    return [
        *questionnaire.scale_by_id,
        *(composite.id for composite in questionnaire.composites),
        *(q.id for q in questionnaire.questions if q.type in ("integer", "decimal")),
        *questionnaire.derived,
    ]


def _choices(questionnaire: Questionnaire) -> dict[str, int]:
    """Question that is a choice -> how many answers it has, right ones or not."""
    found = {}
    for question in questionnaire.questions:
        options = question.options
        if isinstance(options, str):
            named = questionnaire.option_sets.get(options)
            options = named.options if named else ()
        if question.type == "select_one":
            found[question.id] = sum(not option.missing for option in options or ())
    return found | dict.fromkeys(questionnaire.choices, 2)
