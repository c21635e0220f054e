"""What was found and what to check first, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cpsurvey.begin.scales import NO_DIRECTION
from cpsurvey.begin.start import Begun
from cpsurvey.forms.form import Form, FormQuestion
from cpsurvey.intake.words import shown

_SHOWN = 40
_CHECK = "check: "


def table(begun: Begun) -> list[tuple[str, str, str]]:
    """Heading, variable, and what each column became; rows of one question are one line."""
    if begun.drafted is None:
        return []
    scale_of = {name: scale.id for scale in begun.form.scales for name in scale.items}
    found = []
    for one in begun.drafted.became:
        scale = scale_of.get(one.variable, "")
        what = f"item of {scale}" if scale else one.what
        found.append((shown(one.heading, _SHOWN), one.variable or "-", what))
    return found


def lines(begun: Begun) -> Iterator[str]:
    """The summary for people."""
    rows = table(begun)
    if rows:
        counted = Counter(what.split(":")[0] for _, _, what in rows)
        wide = max(len(heading) for heading, _, _ in rows[:_MOST])
        names = max(len(name) for _, name, _ in rows[:_MOST])
        for heading, name, what in rows[:_MOST]:
            yield f"  {heading:<{wide}}  {name:<{names}}  {what}"
        if len(rows) > _MOST:
            rest = Counter(what.split(":")[0] for _, _, what in rows[_MOST:])
            said = ", ".join(f"{count} {what}" for what, count in rest.most_common())
            yield f"  and {len(rows) - _MOST} more: {said}"
        yield ""
        left = counted.get("left out", 0)
        yield f"{len(rows) - left} columns are asked, {left} left out"
    checks = list(to_check(begun))
    if checks:
        yield "check first, in questionnaire.yaml:"
        yield from (f"  - {one}" for one in checks)


_MOST = 60
"""Columns that are listed one by one."""


def to_check(begun: Begun) -> Iterator[str]:
    """What was guessed and matters most."""
    form = begun.form
    yield from (one for one in form.evidence if "check" in one)
    for one in form.questions:
        if one.role and any(each.startswith(_CHECK) for each in one.evidence):
            yield f"{one.role}: {_named(one, form)}"
    for scale in form.scales:
        yield f"scale {scale.id}: {', '.join(scale.items)}"
    unknown = [
        scale.id for scale in form.scales if any(NO_DIRECTION in why for why in scale.evidence)
    ]
    if unknown:
        yield f"items worded the other way, which too few people tell: {', '.join(unknown)}"
    reversed_ = [one.name for one in form.questions if one.reverse]
    if reversed_:
        yield f"reversed items: {', '.join(reversed_)}"
    unsure = [
        name
        for name, listed in form.option_lists.items()
        if listed.ordered and any("check" in each for each in listed.evidence)
    ]
    if unsure:
        yield f"order and ends of the answers: {', '.join(unsure)}"


def _named(one: FormQuestion, form: Form) -> str:
    return shown(one.text.get(form.default_language) or one.name, _SHOWN)


def document(begun: Begun) -> dict[str, Any]:
    """The summary for programs."""
    form = begun.form
    return {
        "read_as": list(begun.read_as),
        "codebook": begun.codebook or None,
        "answers": str(begun.answers) if begun.answers else None,
        "language": form.default_language,
        "columns": [
            {"column": one.place + 1, "heading": one.heading, "variable": one.variable or None,
             "became": one.what}
            for one in (begun.drafted.became if begun.drafted else ())
        ],
        "scales": {scale.id: list(scale.items) for scale in form.scales},
        "reversed": [one.name for one in form.questions if one.reverse],
        "check": list(to_check(begun)),
    }  # fmt: skip
