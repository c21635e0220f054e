"""A questionnaire by what is used of it: scales, composites, derived variables, models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from cpsurvey.analysis.asked import derived, syntax
from cpsurvey.design import Questionnaire, expressions
from cpsurvey.design.held import Shortened
from cpsurvey.design.scales import Scale, fewest_valid

SIDES = 2
"""Scales that a composite needs."""


def used(questionnaire: Questionnaire, absent: Set[str], dropped: Set[str]) -> Used:
    """What is used of a questionnaire."""
    q = questionnaire
    gone = {*absent, *dropped}
    gone |= {s.id for s in q.scales if gone.issuperset(item.id for item in s.items)}
    gone |= {c.id for c in q.composites if sum(part not in gone for part in c.of) < SIDES}
    left, more = derived.without(q.derived, gone)
    return Used(q, absent, dropped, gone | more, left)


@dataclass(frozen=True, slots=True)
class Used:
    """A questionnaire and what of it is not used.

    Parameters
    ----------
    absent, dropped : set of str
        Items and questions that were not asked; items that the study leaves out.
    gone : set of str
        These, and what has no value because of them.
    derived : mapping
        Derived variables by what is left of them.
    """

    whole: Questionnaire
    absent: Set[str]
    dropped: Set[str]
    gone: Set[str]
    derived: Mapping[str, str]

    @property
    def controls(self) -> set[str]:
        """Of what is gone, what is only held constant."""
        return {name for name in self.gone if self._held(name)}

    def _held(self, name: str) -> bool:
        """Whether a variable is only held constant: a control, or made of controls alone."""
        q = self.whole
        if name in q.derived:
            parts = set(expressions.names(expressions.parse(q.derived[name])))
            return bool(parts) and all(self._held(part) for part in parts)
        if question := q.question_by_id.get(name):
            return question.control
        if choice := q.choices.get(name):
            return choice.question.control
        return name in q.scale_by_id and q.scale_by_id[name].role == "control"

    def roots(self, name: str) -> Iterator[str]:
        """What was not asked, as people know it: a scale rather than its items."""
        q = self.whole
        if name in q.items:
            scale = q.scale_of[name].id
            yield scale if scale in self.gone else name
        elif composite := next((c for c in q.composites if c.id == name), None):
            yield from (part for part in composite.of if part in self.gone)
        elif name in q.derived:
            parts = dict.fromkeys(expressions.names(expressions.parse(q.derived[name])))
            gone = [part for part in parts if part in self.gone]
            for part in gone:
                yield from self.roots(part)
            if not gone:  # it was asked, and too few differ
                yield name
        else:
            yield name

    def short(self) -> Iterator[Shortened]:
        """Scales that are used by some of their items."""
        for scale in self.whole.scales:
            if scale.id in self.gone or not self.gone & {item.id for item in scale.items}:
                continue
            names = [item.id for item in scale.items]
            yield Shortened(
                scale=scale.id,
                used=tuple(name for name in names if name not in self.gone),
                absent=tuple(n for n in names if n in self.absent and n not in self.dropped),
                dropped=tuple(name for name in names if name in self.dropped),
            )

    def questionnaire(self) -> Questionnaire:
        """The questionnaire by what is used.

        What was not asked at all stays in it, without answers.
        """
        q = self.whole
        models = {
            name: model.model_copy(
                update={"syntax": syntax.without(model.syntax, self.gone, self.controls).text}
            )
            for name, model in q.models.items()
        }
        composites = tuple(
            c
            if c.id in self.gone
            else c.model_copy(update={"of": tuple(p for p in c.of if p not in self.gone)})
            for c in q.composites
        )
        update = {
            "scales": tuple(self._scale(scale) for scale in q.scales),
            "composites": composites,
            "models": models,
            "derived": {n: self.derived.get(n, text) for n, text in q.derived.items()},
        }
        fields = {name: getattr(q, name) for name in type(q).model_fields}
        return type(q).model_construct(**{**fields, **update})

    def _scale(self, scale: Scale) -> Scale:
        items = tuple(item for item in scale.items if item.id not in self.gone)
        if not items or len(items) == len(scale.items):
            return scale
        asked = scale.scoring.min_valid
        fewest = None if asked is None else min(asked, fewest_valid(len(items)))
        scoring = scale.scoring.model_copy(update={"min_valid": fewest})
        return scale.model_copy(update={"items": items, "scoring": scoring})
