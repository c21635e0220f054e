"""Which variables and groups of a questionnaire the answers hold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cpsurvey.design import Questionnaire, Study, expressions
from cpsurvey.responses import Responses
from cpsurvey.scoring import evaluate


def absent(responses: Responses, questionnaire: Questionnaire, k: int) -> set[str]:
    """Questions nobody answered, and items that fewer than `k` people did.

    Of fewer people than `k` one answer to an item is enough.
    """
    fewest = k if responses.n >= k else 1
    return {
        *(name for name in questionnaire.items if _answered(name, responses) < fewest),
        *(name for name in questionnaire.numbers if not _answered(name, responses)),
    }


def _answered(name: str, responses: Responses) -> int:
    values = responses.values.get(name)
    return 0 if values is None else int(np.count_nonzero(~np.isnan(values)))


def alike(responses: Responses, questionnaire: Questionnaire, k: int) -> set[str]:
    """Derived yes/no controls in which fewer than twice `k` people differ from all others.

    Nothing is held constant by them, and a coefficient would tell of these few. Screening
    and what people skipped take some away before `k` of them are asked for: hence twice.
    """
    fewest = 2 * k if responses.n >= k else 1
    asked = {name for name, q in questionnaire.question_by_id.items() if q.control}
    found = set()
    for name, text in questionnaire.derived.items():
        node = expressions.parse(text)
        if set(expressions.names(node)) <= asked & set(responses.values):
            values = evaluate(node, responses.values, questionnaire)
            told, counts = np.unique(values[~np.isnan(values)], return_counts=True)
            if set(told) <= {0.0, 1.0} and (len(told) < 2 or counts.min() < fewest):
                found.add(name)
    return found


def groups(responses: Responses, study: Study) -> Iterator[str]:
    """Roles without two groups: the study says there are none, or nobody has one."""
    for role, variable in study.roles.items():
        known = {*responses.groups.get(variable, ())} - {None}
        values = responses.values.get(variable)
        if values is not None:
            known |= {float(one) for one in np.unique(values[~np.isnan(values)])}
        if role not in study.groups or len(known) < 2:
            yield role
