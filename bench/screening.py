"""Which careless respondents does screening find? ``python -m bench.screening``.

Simulated answers to the shipped questionnaire with planted careless respondents; the share
of each kind that every rule flags, and of the careful ones it flags wrongly.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import Screening, Study, StudyFile
from cpsurvey.responses import Responses
from cpsurvey.screening import judge
from cpsurvey.simulate import simulate

KINDS = ("careful", "straight", "random", "speeder", "diagonal")


def responses(drawn) -> Responses:
    """What the store would give out."""
    pages = [page.id for page in drawn.questionnaire.pages]
    return Responses(
        respondent=tuple(drawn.token),
        values={name: np.where(v < 0, np.nan, v) for name, v in drawn.answers.items()},
        reasons={name: np.where(v < 0, v, 0).astype(int) for name, v in drawn.answers.items()},
        groups={},
        complete=drawn.last_page == len(pages),
        flow={},
        seconds={page: np.round(drawn.seconds[page]) for page in pages},
    )


def study_of(questionnaire, **screening) -> Study:
    """A study on `questionnaire` that screens so."""
    file = StudyFile.model_validate(
        {
            "study": {"id": "bench", "title": "Bench"},
            "questionnaire": questionnaire.id,
            "screening": Screening(**screening).model_dump(),
        }
    )
    return Study(Path(), file, questionnaire, (), "", "")


def rates(drawn, verdicts) -> dict[str, dict[str, float]]:
    """Rule or stage -> kind -> share flagged, among those with enough answers."""
    answered = verdicts.keep("answered")
    columns = {
        f"{rule.name}{' (hard)' if rule.hard else ''}": rule.broken for rule in verdicts.rules
    }
    columns["left out (hard)"] = ~verdicts.keep("hard")
    columns[f"{verdicts.limit} soft rules"] = verdicts.careless
    columns["hard or soft"] = ~verdicts.keep("soft")
    return {
        name: {kind: float(np.mean(broken[answered & (drawn.kind == kind)])) for kind in KINDS}
        for name, broken in columns.items()
    }


def main() -> None:
    """Print the table for large n, with all an export can hold and with less."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    questionnaire = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    study = study_of(questionnaire)
    drawn = simulate(questionnaire, n, seed=20261124, teams=n // 10, careless=0.10)
    everything = responses(drawn)
    untimed = replace(everything, seconds={})
    checks = {check.id for check in questionnaire.attention_checks}
    answers = {name: v for name, v in everything.values.items() if name not in checks}
    alone = replace(untimed, values=answers)
    for title, one in (
        ("with page times", everything),
        ("without page times", untimed),
        ("items alone: no page times, no attention checks, no self-report", alone),
    ):
        begun = time.perf_counter()
        found = rates(drawn, judge(one, study))
        took = time.perf_counter() - begun
        print(f"\n{n} respondents, {title} ({took:.1f} s)")
        print(f"{'rule':<24}" + "".join(f"{kind:>10}" for kind in KINDS))
        for name, shares in found.items():
            print(f"{name:<24}" + "".join(f"{100 * shares[k]:>9.1f}%" for k in KINDS))


if __name__ == "__main__":
    main()
