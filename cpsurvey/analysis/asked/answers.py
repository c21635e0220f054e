"""Which variables and groups of a questionnaire the answers hold."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cpsurvey.design import Questionnaire, Study
from cpsurvey.responses import Responses


def absent(responses: Responses, questionnaire: Questionnaire, k: int) -> set[str]:
    """Items and questions that fewer than `k` people answered, or nobody of fewer people."""
    fewest = k if responses.n >= k else 1
    asked = (*questionnaire.items, *questionnaire.numbers)
    return {
        name
        for name in asked
        if name not in responses.values
        or np.count_nonzero(~np.isnan(responses.values[name])) < fewest
    }


def groups(responses: Responses, study: Study) -> Iterator[str]:
    """Roles without two groups: the study says there are none, or nobody has one."""
    for role, variable in study.roles.items():
        known = {*responses.groups.get(variable, ())} - {None}
        values = responses.values.get(variable)
        if values is not None:
            known |= {float(one) for one in np.unique(values[~np.isnan(values)])}
        if role not in study.groups or len(known) < 2:
            yield role
