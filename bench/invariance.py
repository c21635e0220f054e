"""Are planted differences of languages found, and no others? ``python -m bench.invariance``.

Answers of the shipped questionnaire's simulation in which one item of French respondents has
another intercept and one another loading; each scale takes its own ladder. A hit is the
planted item freed at the step of what was planted; a false alarm any other freed item.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.analysis.ladder import Measured, Setting, climb
from cpsurvey.cutoffs import CHEN, variant
from cpsurvey.design import load_questionnaire
from cpsurvey.design.simulation import Simulation
from cpsurvey.simulate import simulate

SCALES = ["cop_me", "cop_je", "cop_sr", "tks_don", "tks_col", "crm"]
SCALES += ["nrw_exc", "nrw_ana", "perf_rp", "perf_ad"]
INTERCEPT = {"item": "je3", "group": "fr", "intercept": -0.6}
LOADING = {"item": "me2", "group": "fr", "loading": -0.4}
PLANTED = {"je3": "scalar", "me2": "metric"}


def questionnaire(shifts):
    """The shipped one with `shifts` planted and nothing else that differs."""
    shipped = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    said = shipped.simulation.model_dump() | {"shifts": shifts}
    return shipped.model_copy(update={"simulation": Simulation.model_validate(said)})


def sample(asked, n, french, seed):
    """Scored answers of `n` careful respondents, the share `french` of them French."""
    drawn = simulate(asked, 4 * n, seed=seed, careless=0, missing=0, dropout=0)
    spoken = np.array(drawn.language)
    k = round(french * n)
    rows = np.concatenate(
        [np.flatnonzero(spoken == "fr")[:k], np.flatnonzero(spoken == "en")[: n - k]]
    )
    data = {}
    for name, item in asked.items.items():
        answer = drawn.answers[name][rows].astype(float)
        data[name] = 8 - answer if item.reverse else answer
    return data, spoken[rows].tolist(), [k, n - k]


def study(label, replications, *, n=600, french=0.5, shifts=(INTERCEPT, LOADING), **options):
    """Print hit rates, false alarms per item that was not planted, and ladders cut short."""
    asked = questionnaire(list(shifts))
    ordinal = options.get("ordinal", False)
    hits, false, others, short, ladders = dict.fromkeys(PLANTED, 0), 0, 0, 0, 0
    for seed in range(replications):
        data, group, sizes = sample(asked, n, french, seed)
        rule = options.get("rule", "chen")
        how = Setting("mlr", rule, strict=False, limits=CHEN[variant(sizes)])
        for scale in SCALES:
            items = [item.id for item in asked.scale_by_id[scale].items]
            columns = {i: np.clip(data[i], 2, 6) if ordinal else data[i] for i in items}
            cats = {i: len(np.unique(columns[i])) for i in items} if ordinal else {}
            one = Measured(scale, {scale: items}, columns, group, ["fr", "en"], cats)
            found = climb(one, how)
            for item in items:
                if shifts and item in PLANTED:
                    hits[item] += found.freed.get(item) == PLANTED[item]
                else:
                    others += 1
                    false += item in found.freed
            ladders += 1
            short += "scalar" not in found.best
    rates = "".join(
        f"{hits[item] / replications if shifts else float('nan'):>10.2f}" for item in PLANTED
    )
    print(
        f"{label:<46}{n:>5}{rates}{false / others:>12.4f}{short / ladders:>12.3f}", flush=True
    )


def main() -> None:
    """Print the table."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    heads = "".join(f"{text:>10}" for text in ("intercept", "loading"))
    print(f"{'rule and groups':<46}{'n':>5}{heads}{'false/item':>12}{'not scalar':>12}")
    study("Chen, half French", replications)
    study("Chen, nothing planted", replications, shifts=())
    study("Chen's stricter values, 65 % French", replications, french=0.65)
    study("the same, nothing planted", replications, french=0.65, shifts=())
    study("Chen's stricter values, half French", replications, n=300)
    study("Cheung and Rensvold, half French", replications, rule="cheung_rensvold")
    study("Chen, five ordered answers, half French", replications, ordinal=True)


if __name__ == "__main__":
    main()
