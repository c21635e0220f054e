"""Whole tasks of a study, with goals in seconds: all tables of the scales, 5,000 draws of the
structural model, one analyze from the store to the reports.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cpsurvey.analysis import fits as shared
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.fits import Fits
from cpsurvey.analysis.planned import plan
from cpsurvey.design import Study, load_study
from cpsurvey.responses import Responses
from cpsurvey.scoring import Scored, score
from cpsurvey.sem.after.bootstrap import bootstrap
from cpsurvey.sem.search.workers import cores
from cpsurvey.sem.semfit import SemFit
from cpsurvey.store import open_store

SCALES = (
    "flow",
    "screening",
    "missing",
    "items",
    "reliability",
    "correlations",
    "dimensions",
    "rivals",
    "discriminant",
    "invariance",
    "method",
    "aggregation",
)
DRAWS = 5000
GOALS = {"scales": 15.0, "draws": 10.0, "analyze": 15.0}
WHAT = {
    "scales": "the scales, whole: all tables up to T15",
    "draws": "5,000 bootstrap draws of m3, two cores",
    "analyze": "cpsurvey analyze of the demo study",
}
COMMAND = "import sys; from cpsurvey.cli import main; sys.exit(main())"
Found = dict[str, Any]


def demo(place: Path) -> Path:
    """The demo study, made by the command line; its first run is not timed."""
    folder = place / "demo"
    _command("demo", str(folder), "--quiet")
    return folder


def scales(folder: Path, place: Path) -> Found:
    """Seconds by kind of analysis; leaves what R needs to do the same in `place`."""
    study = load_study(folder)
    with open_store(study) as store:
        responses = store.responses(study.questionnaire)
    fitted = _count_fits()
    found = _run_scales(study, responses)
    found["fits"] = len(fitted)
    _for_r(study, score(responses, study), fitted, place)
    return found


def _run_scales(study: Study, responses: Responses) -> Found:
    start, processor = time.perf_counter(), _processor()
    scored = score(responses, study)
    run = Fits()
    by_kind: Counter[str] = Counter()
    by_kind["scoring"] = time.perf_counter() - start
    for one in plan(study):
        if one.request.kind not in SCALES:
            continue
        began = time.perf_counter()
        run_kind = one.kind.runner()
        run_kind(one.params, Context(study=study, scored=scored, id=one.id, fits=run))
        by_kind[one.request.kind] += time.perf_counter() - began
    return _found(start, processor, dict(by_kind))


def _count_fits() -> list[tuple[str, dict[str, Any]]]:
    """Every model of the run that is really fitted, with its options."""
    made: list[tuple[str, dict[str, Any]]] = []
    real = shared.fit

    def fit(syntax: Any, data: Mapping[str, Any], **options: Any) -> SemFit:
        found = real(syntax, data, **options)
        if options.get("missing") == "fiml":
            made.append((syntax.text, {**options, "items": len(found.table.observed)}))
        return found

    shared.fit = fit
    return made


def _for_r(
    study: Study, scored: Scored, fitted: list[tuple[str, dict[str, Any]]], place: Path
) -> None:
    """Answers, scores and teams, and the models: one of each size, and how many there are."""
    questionnaire = study.questionnaire
    columns = {name: scored.values[name] for name in questionnaire.items}
    columns |= {f"{s.id}_score": scored.values[s.id] for s in questionnaire.scales}
    columns["tenure"] = scored.values["tenure"]
    frame = pd.DataFrame(columns)
    for role in ("team", "language"):
        frame[role] = scored.groups[study.groups[role]]
    frame.to_csv(place / "study.csv", index=False, na_rep="NA")
    families: dict[tuple[int, bool], list[str]] = {}
    for text, options in fitted:
        key = (options["items"], options["cluster"] is not None)
        families.setdefault(key, []).append(text)
    core = [s for s in questionnaire.scales if s.role == "core"]
    asked = {
        "scales": {s.id: [item.id for item in s.items] for s in core},
        "families": [
            {"syntax": texts[0], "cluster": cluster, "fits": len(texts)}
            for (_, cluster), texts in families.items()
        ],
    }
    (place / "study.json").write_text(json.dumps(asked), encoding="utf-8")


def draws(m3: SemFit) -> Found:
    """Five thousand refits of the structural model, on the cores there are, two at most."""
    workers = min(2, cores())
    start, processor = time.perf_counter(), _processor()
    made = bootstrap(m3, DRAWS, seed=1, workers=workers)
    return _found(start, processor, {"processes": workers, "draws failed": made.failed})


def analyze(folder: Path) -> Found:
    """The command as it is typed; stages as its own record has them."""
    start, processor = time.perf_counter(), _processor()
    _command("analyze", "--study", str(folder), "--quiet")
    record = json.loads((folder / "reports" / "current" / "run.json").read_text("utf-8"))
    stages = dict(record["seconds"])
    found = _found(start, processor, stages)
    stages["start"] = found["seconds"] - sum(stages.values())
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return found


def _command(*words: str) -> None:
    """Status 70 tells that some model is not admissible, which simulated answers may be."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        capture_output=True,
        text=True,
        env=os.environ,
        check=False,
    )
    if done.returncode not in (0, 70):
        raise RuntimeError(done.stderr[-500:])


def _processor() -> float:
    """Seconds of processor of this process and those it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _found(start: float, processor: float, stages: dict[str, float]) -> Found:
    """Peak: most memory this process has held so far, an upper bound for the task."""
    return {
        "seconds": time.perf_counter() - start,
        "processor": _processor() - processor,
        "stages": stages,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    }


def show(name: str, mine: Found, theirs: Found | None) -> None:
    """Seconds, ratio, goal and whether it is met; then where the time went."""
    goal = GOALS[name]
    ratio = f"{theirs['seconds'] / mine['seconds']:.0f}x" if theirs else "-"
    other = f"{theirs['seconds']:.0f} s" if theirs else "-"
    memory = f"{theirs['peak_mb']:.0f}" if theirs else "-"
    met = "met" if mine["seconds"] < goal else "missed"
    print(
        f"{WHAT[name]:<52}{mine['seconds']:>11.1f} s{other:>13}{ratio:>9}"
        f"{f'<{goal:.0f} s':>7} {met:<6}{mine['peak_mb']:>6.0f}{memory:>8}"
    )
    used = f"processor {mine['processor']:.1f} s; "
    print("    cpsurvey: " + used + _listed(mine["stages"]))
    if theirs:
        print("    R: " + _listed(theirs["stages"]))
        for line in theirs.get("notes", []):
            print("    R: " + line)


def _listed(stages: Mapping[str, float]) -> str:
    ordered = sorted(stages.items(), key=lambda one: -one[1])
    return ", ".join(f"{name} {np.round(value, 1):g}" for name, value in ordered)
