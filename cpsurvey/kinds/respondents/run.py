"""Who answered: background questions, teams and centres (table T2)."""

from __future__ import annotations

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.protected import Categories
from cpsurvey.kinds.respondents.data import (
    Category,
    Characteristic,
    Respondents,
    Sizes,
)
from cpsurvey.kinds.respondents.options import Options
from cpsurvey.results import Result


def respondents(params: Options, context: Context) -> list[Result[Respondents]]:
    """Count respondents by background question, and the sizes of their groups."""
    scored = context.scored
    questions = context.questionnaire.questions
    asked = list(params.variables or (q.id for q in questions if q.type == "select_one"))
    roles = context.study.groups
    language = roles.get("language")
    if params.variables is None and language in scored.groups:
        asked.append(str(language))
    found = [_counts(context, context.categories(name)) for name in asked]
    data = Respondents(
        characteristics=tuple(one for one in found if one.categories),
        groups=tuple(
            _sizes(context.categories(role), context.k)
            for role in ("team", "centre")
            if roles.get(role) in scored.groups and context.group_names(role)
        ),
    )
    sample = scored.sample(np.ones(scored.n, dtype=bool))
    return [Result("respondents", context.id, sample, data)]


def _counts(context: Context, found: Categories) -> Characteristic:
    """Counts and shares of the categories that may be shown, in the order of the answers.

    Shares are of those who answered: where their number is hidden, so are they.
    """
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
