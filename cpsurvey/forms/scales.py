"""Which questions may measure one construct: rows of a matrix, or a run with the same answers.

Nothing here says that they do: a draft marks every such scale to be checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cpsurvey.forms.codes import coded
from cpsurvey.forms.form import Form, FormQuestion, FormScale

FEWEST_ANSWERS = 3
FEWEST_IN_A_RUN = 3
_NUMBER_LAST = re.compile(r"(.*?[A-Za-z])[_-]?\d{1,3}[a-z]?")


def scales_of(form: Form) -> tuple[FormScale, ...]:
    """Scales the form names; else its matrices and runs of questions with the same answers."""
    if form.scales or form.kept:
        return form.scales
    texts = {group.name: group.text for group in form.groups}
    found = []
    for of, rows in _matrices(form):
        evidence = f"{len(rows)} rows of '{of}' with the same answers"
        names = tuple(one.name for one in rows)
        found.append(FormScale(of, texts.get(of, {}), names, (evidence,)))
    for run in _runs(form):
        first = run[0]
        alone = _alone(form, run)
        named = first.group if alone and first.group else _stem(first.name) or first.name
        label = texts.get(first.group or "", {}) if alone else {}
        evidence = f"{len(run)} questions in a row with the same answers"
        names = tuple(one.name for one in run)
        found.append(FormScale(named, label, names, (evidence,)))
    return tuple(found)


def _matrices(form: Form) -> Iterator[tuple[str, list[FormQuestion]]]:
    rows: dict[tuple[str, str], list[FormQuestion]] = {}
    for one in form.questions:
        if one.of and _may_be_item(form, one):
            rows.setdefault((one.of, one.options or ""), []).append(one)
    names = [of for of, _ in rows]
    for (of, _), found in rows.items():
        if len(found) > 1 and names.count(of) == 1:
            yield of, found


def _runs(form: Form) -> Iterator[list[FormQuestion]]:
    """Neighbours with the same answers whose names differ in their last number alone.

    Names without numbers make a run when three or more stand together.
    """

    def shared(one: FormQuestion) -> tuple[str | None, ...]:
        if one.of or not _may_be_item(form, one):
            return ()
        return one.group, one.options, _stem(one.name)

    asked = [one for one in form.questions if one.type != "note"]
    for key, run in groupby(asked, key=shared):
        found = list(run)
        if key and len(found) >= (2 if key[-1] else FEWEST_IN_A_RUN):
            yield found


def _stem(name: str) -> str:
    """``tks`` of ``tks1`` and ``TKS_01``; nothing where no number stands last."""
    found = _NUMBER_LAST.fullmatch(name)
    return found[1].casefold() if found else ""


def _may_be_item(form: Form, one: FormQuestion) -> bool:
    """Chosen from three answers or more that are no names of things."""
    options = form.option_lists.get(one.options or "")
    if one.type != "select_one" or options is None or options.ordered is False or one.other:
        return False
    answers = coded(options, other=False, languages=())
    return sum(1 for each in answers if not each.missing) >= FEWEST_ANSWERS


def _alone(form: Form, run: Sequence[FormQuestion]) -> bool:
    """Whether the run is all that its group asks."""
    asked = [one for one in form.questions if one.group == run[0].group and one.type != "note"]
    return len(asked) == len(run)
