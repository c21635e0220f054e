"""Exports of the kept study, the same at every call."""

import random
from pathlib import Path

here = Path(__file__).parent
rng = random.Random(7)


def codes(level):
    return [min(5, max(1, round(3 + level * s + rng.gauss(0, 0.7)))) for s in (1, 1, -1)]


def table(head, rows, file):
    (here / "data" / file).write_text("\n".join([head, *rows]) + "\n", "utf-8")


(here / "data").mkdir(exist_ok=True)
(here / "kpi").mkdir(exist_ok=True)
people = []
for n in range(1, 49):
    help_ = rng.gauss(0, 1)
    perf = 0.5 * help_ + rng.gauss(0, 0.9)
    people.append((n, codes(help_), codes(perf)))
rows = []
for n, h, p in people:
    done = "" if n % 12 == 0 else f"2026-10-{1 + n % 20:02d} 09:{n:02d}:00"
    cells = [
        n,
        done,
        2,
        "fr" if n % 3 else "en",
        1000 + n,
        f"T{n % 4}",
        *h,
        *(p if done else ["", "", ""]),
        -1 if n % 5 == 0 else n % 2,
        (n % 9) - 4,
        -8 if n % 7 == 0 else -2.5 if n % 10 == 0 else n % 6,
        1 + n % 2,
    ]
    rows.append(",".join(f'"{c}"' if c != "" else "" for c in cells))
table(
    "id,submitdate,lastpage,startlanguage,seed,team_id,h1,h2,h3,p1,p2,p3,mood,shift,hours,tenure",
    rows,
    "first.csv",
)
kpi = ["agent,month,ok,n"] + [f"{n},2026-10,{10 + n % 15},30" for n in range(1, 41)]
(here / "kpi" / "calls.csv").write_text("\n".join(kpi) + "\n", "utf-8")
