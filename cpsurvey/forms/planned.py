"""What every question of a form becomes in a questionnaire, and under which id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cpsurvey.design.form import Identifiers
from cpsurvey.forms.codes import Coded, coded
from cpsurvey.forms.form import Form, FormQuestion, FormScale, Role
from cpsurvey.forms.identifiers import identifiers_of
from cpsurvey.forms.ids import LONGEST, Ids, made_id
from cpsurvey.forms.names import ROLE
from cpsurvey.forms.scales import scales_of
from cpsurvey.forms.worded import Worded

CHOSEN = ("select_one", "select_multiple")
_RESPONDENT = Identifiers().respondent.variable
_SEVERAL = 8
"""Signs kept free in the id of a question with several answers: each answer is a variable
called by both ids."""


@dataclass(frozen=True, slots=True)
class PlannedScale:
    """A scale that has items."""

    id: str
    scale: FormScale
    items: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """The parts of a questionnaire.

    Parameters
    ----------
    identifiers : mapping
        Role -> question and id of its variable.
    ids : mapping of int to str
        ``id()`` of a question that is asked -> its id.
    """

    form: Form
    worded: Worded
    identifiers: Mapping[Role, tuple[FormQuestion, str]]
    scales: tuple[PlannedScale, ...]
    checks: tuple[FormQuestion, ...]
    questions: tuple[FormQuestion, ...]
    ids: Mapping[int, str]

    def id_of(self, one: FormQuestion) -> str:
        """Id of an item or a question."""
        return self.ids[id(one)]

    def answers(self, one: FormQuestion) -> tuple[Coded, ...]:
        """Answers of a question; none where there are fewer than two."""
        return answers(self.form, one, self.worded)


def answers(form: Form, one: FormQuestion, worded: Worded) -> tuple[Coded, ...]:
    """Answers of a question; none where there are fewer than two."""
    options = form.option_lists.get(one.options or "")
    if options is None or one.type not in CHOSEN:
        return ()
    made = coded(options, other=one.other, languages=worded.languages)
    return made if len(made) > 1 else ()


def plan(form: Form, worded: Worded) -> Planned:
    """Give every question its place and its id, in the order of the form."""
    ids = Ids((_RESPONDENT,))
    known = identifiers_of(form)
    identifiers = {role: (one, _variable(one, role, ids)) for role, one in known.items()}
    names = {one.name for one in known.values()}
    asked = [
        one
        for one in form.questions
        if one.name not in names
        and one.type not in ("note", "calculate")
        and one.kept.get("role") != ROLE
    ]
    given = {id(one): _given(one, ids) for one in asked}
    checks = [one for one in asked if _is_check(one, answers(form, one, worded))]
    free = {id(one): one for one in asked if one not in checks and answers(form, one, worded)}
    by_name = {one.name: one for one in reversed(list(free.values()))}
    scales = []
    for scale in scales_of(form):
        items = [by_name[name] for name in scale.items if name in by_name]
        items = [one for one in items if free.pop(id(one), None)]
        if items:
            scales.append(PlannedScale(_scale_id(scale, given, ids), scale, tuple(items)))
    placed = {id(one) for one in (*checks, *(i for s in scales for i in s.items))}
    rest = tuple(one for one in asked if id(one) not in placed)
    return Planned(form, worded, identifiers, tuple(scales), tuple(checks), rest, given)


def _is_check(one: FormQuestion, there: tuple[Coded, ...]) -> bool:
    """Whether one of the answers is expected."""
    expected = {int(code) for code in one.kept.get("expected", "").split()}
    kinds = ("instructed", "self_report")
    real = {each.code for each in there if not each.missing}
    return bool(expected) and expected <= real and one.kept.get("role") in kinds


def _variable(one: FormQuestion, role: Role, ids: Ids) -> str:
    if role == "respondent" and made_id(one.name) == _RESPONDENT:
        return _RESPONDENT
    return ids.keep(one.name) if one.kept else ids.give(one.name)


def _given(one: FormQuestion, ids: Ids) -> str:
    if one.kept:
        return ids.keep(one.name)
    several = one.type == "select_multiple"
    return ids.give(one.name, longest=LONGEST - _SEVERAL * several)


def _scale_id(scale: FormScale, given: Mapping[int, str], ids: Ids) -> str:
    if scale.kept:
        return ids.keep(scale.id)
    taken = made_id(scale.id) in given.values()
    return ids.give(f"{scale.id}_scale" if taken else scale.id, first="scale")
