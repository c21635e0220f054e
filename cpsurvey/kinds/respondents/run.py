"""Who answered: background questions, teams and centres (table T2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.protected import Categories
from cpsurvey.design.form import CHOSEN
from cpsurvey.kinds.respondents.data import (
    Amount,
    Category,
    Characteristic,
    Respondents,
    Sizes,
)
from cpsurvey.kinds.respondents.options import Options
from cpsurvey.results import Caveat, Result


def respondents(params: Options, context: Context) -> list[Result[Respondents]]:
    """Count respondents by background question; means of numbers, sizes of groups."""
    scored = context.scored
    questions = context.questionnaire.questions
    asked = list(params.variables or (q.id for q in questions if q.type in CHOSEN))
    roles = context.study.groups
    language = roles.get("language")
    if params.variables is None and language in scored.groups:
        asked.append(str(language))
    several = [q.id for q in questions if q.type == "select_multiple"]
    amounts = [
        q.id
        for q in questions
        if q.type in ("integer", "decimal")
        and not q.pii
        and (params.variables is None or q.id in params.variables)
    ]
    found: list[Characteristic] = []
    for name in asked:
        if name in amounts:
            continue
        found += _ticks(context, name) if name in several else [_counts(context, name)]
    data = Respondents(
        characteristics=tuple(one for one in found if one.categories),
        groups=tuple(
            _sizes(context.categories(role), context.k)
            for role in ("team", "centre")
            if roles.get(role) in scored.groups and context.group_names(role)
        ),
        amounts=tuple(_amount(context, name) for name in _told(context, amounts)),
    )
    sample = scored.sample(np.ones(scored.n, dtype=bool))
    shown = [name for name in several if name in {one.variable for one in data.characteristics}]
    note = Caveat("several_answers", "note", {"variables": ", ".join(shown)})
    return [Result("respondents", context.id, sample, data, caveats=(note,) if shown else ())]


def _ticks(context: Context, question: str) -> Iterator[Characteristic]:
    """Who chose each of several answers; apart those that others were asked.

    An answer that a later form added was not asked of everybody: its share has another base.
    """
    asked: dict[bytes, list[Categories]] = {}
    for variable in context.questionnaire.variables_of(question):
        found = context.categories(variable)
        if found.labels:
            asked.setdefault((found.member < 0).tobytes(), []).append(found)
    for those in asked.values():
        hidden = [one.missing_mark for one in those if one.missing_mark != "shown"]
        mark = hidden[0] if hidden else "shown"
        yield Characteristic(
            variable=question,
            categories=tuple(_tick(context, one, whole=mark == "shown") for one in those),
            missing=None if hidden else those[0].missing,
            missing_mark=mark,
        )


def _tick(context: Context, found: Categories, *, whole: bool) -> Category:
    """How many chose one answer, as far as their number and that of the others allow."""
    option = context.questionnaire.choices[found.name].option
    mark = found.mark("1")
    n = dict(zip(found.labels, found.counts.tolist(), strict=True)).get("1", 0)
    shown = mark == "shown"
    return Category(
        code=str(option.code),
        n=n if shown else None,
        share=n / int(found.counts.sum()) if shown and whole else None,
        mark=mark,
    )


def _counts(context: Context, name: str) -> Characteristic:
    """Counts and shares of the categories that may be shown, in the order of the answers.

    Shares are of those who answered: where their number is hidden, so are they.
    """
    found = context.categories(name)
    known = int(found.counts.sum())
    count = dict(zip(found.labels, found.counts.tolist(), strict=True))
    options = context.questionnaire.options_of(found.name)
    offered = [o.code for o in options.options if not o.missing] if options and known else []
    whole = found.missing_mark == "shown"
    categories = []
    for code in offered or found.labels:
        mark, n = found.mark(str(code)), count.get(str(code), 0)
        share = n / known if mark == "shown" and whole else None
        shown = n if mark == "shown" else None
        categories.append(Category(code=str(code), n=shown, share=share, mark=mark))
    return Characteristic(
        variable=found.name,
        categories=tuple(categories),
        missing=found.missing if whole else None,
        missing_mark=found.missing_mark,
    )


def _told(context: Context, names: Sequence[str]) -> Iterator[str]:
    """Numbers that were asked, and whose mean tells nothing of a hidden count."""
    for name in context.available(names):
        if context.scored.n >= context.k and not context.protection.mean_tells(name):
            yield name


def _amount(context: Context, name: str) -> Amount:
    x = context.scored.values[name]
    x = x[~np.isnan(x)]
    few = 0 < context.scored.n - len(x) < context.k
    return Amount(
        variable=name,
        n=None if few else len(x),
        mark="withheld" if few else "shown",
        mean=float(x.mean()),
        sd=float(x.std(ddof=1)) if len(x) > 1 else None,
    )


def _sizes(found: Categories, k: int) -> Sizes:
    """How large groups are; of the extremes nothing where one of them is below `k`."""
    sizes = found.counts
    whole = int(sizes.min()) >= k
    return Sizes(
        variable=found.name,
        count=len(sizes),
        size_mean=float(sizes.mean()),
        size_min=int(sizes.min()) if whole else None,
        size_max=int(sizes.max()) if whole else None,
        below_k=not whole,
    )
