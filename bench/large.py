"""Seconds and memory of every analysis of a large study, and how they grow with its rows.

`python -m bench.large STUDY [ID...]` runs each analysis of a study that was ingested in a
child of its own and prints processor seconds and the megabytes it needed beyond the answers.
`python -m bench.large SMALL LARGE` with two studies also prints exponents: 1 is linear in rows.
"""

from __future__ import annotations

import math
import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cpsurvey.analysis.asked import as_asked
from cpsurvey.analysis.planned import plan
from cpsurvey.analysis.run import analyse
from cpsurvey.design import load_study
from cpsurvey.scoring import in_order, score
from cpsurvey.store import open_store

Took = dict[str, tuple[float, float]]
"""Processor seconds and megabytes by step."""
FEW = 0.3, 20.0
"""Seconds and megabytes below which an exponent says nothing."""


def _status(word: str) -> float:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1e3 for line in text.splitlines() if word in line)


def measured(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    """What `work` returns, its processor seconds and its peak above where it began."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    began, here = time.process_time(), _status("VmRSS")
    done = work()
    return done, (time.process_time() - began, _status("VmHWM") - here)


def steps(folder: Path, only: list[str]) -> tuple[int, Took]:
    """Respondents of a study, and what every step took."""
    study = load_study(folder)
    took: Took = {}
    with open_store(study) as store:
        responses, took["(read)"] = measured(lambda: store.responses(study.questionnaire))
        indicators, took["(indicators)"] = measured(store.indicators)
    asked = as_asked(study, responses)
    scored, took["(score)"] = measured(lambda: score(in_order(responses, study), asked))
    for one in plan(asked):
        if only and one.id not in only:
            continue
        queue = multiprocessing.get_context("fork").SimpleQueue()

        def run(name: str = one.id, queue: Any = queue) -> None:
            def work() -> Any:
                return analyse(asked, scored, provenance={}, indicators=indicators, only=[name])

            queue.put(measured(work)[1])

        child = multiprocessing.get_context("fork").Process(target=run)
        child.start()
        child.join()
        took[one.id] = queue.get() if child.exitcode == 0 else (math.nan, math.nan)
        print(f"{folder} {one.id} %.1f s %.0f MB" % took[one.id], file=sys.stderr, flush=True)
    return responses.n, took


def exponent(small: float, large: float, ratio: float, least: float) -> str:
    """Power of the rows by which a step grew."""
    if ratio == 1 or not min(small, large) > least:
        return ""
    return f"{math.log(large / small) / math.log(ratio):.1f}"


def main(words: list[str]) -> None:
    """Measure and print a table."""
    folders = [Path(word) for word in words if Path(word).is_dir()]
    only = [word for word in words if not Path(word).is_dir()]
    (n, small) = steps(folders[0], only)
    (m, large) = steps(folders[1], only) if len(folders) > 1 else (n, small)
    print(f"| step | s at {n} | s at {m} | exponent | MB at {n} | MB at {m} | exponent |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, (seconds, megabytes) in small.items():
        then, more = large[name]
        print(
            f"| {name} | {seconds:.1f} | {then:.1f} "
            f"| {exponent(seconds, then, m / n, FEW[0])} "
            f"| {megabytes:.0f} | {more:.0f} | {exponent(megabytes, more, m / n, FEW[1])} |"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
