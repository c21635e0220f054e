"""Do intervals of total, direct and indirect effects hold? Coverage among teams.

Run: python -m bench.natural [data sets]. Results: tests/gold/natural_coverage.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats import natural
from cpsurvey.stats.decomposition import STEP, Outcome, decompose

Array = NDArray[np.float64]
TEAMS, SIZE = 50, 12
SHARED = 0.1
"""Share of variance that lies between teams, in the source, the mediator and the rates."""
RESULTS = Path(__file__).parents[1] / "tests" / "gold" / "natural_coverage.json"
SCENES = {"through": (0.0, 0.3), "both": (0.15, 0.3), "nothing": (0.0, 0.0)}
"""Direct slope and that of the mediator, on the logit."""


def draw(
    rng: np.random.Generator, direct: float, slope: float
) -> tuple[Outcome, Array, Array, Array]:
    """Source, mediator, and a share of contacts of agents in teams."""
    n = TEAMS * SIZE
    team = np.repeat(np.arange(TEAMS), SIZE)

    def apart(sd: float) -> Array:
        own, shared = rng.normal(size=n), rng.normal(size=TEAMS)[team]
        return np.asarray(sd * (np.sqrt(1 - SHARED) * own + np.sqrt(SHARED) * shared))

    x = apart(1.0)
    m = 0.5 * x + apart(np.sqrt(0.75))
    size = 40 + rng.poisson(60, n)
    share = special.expit(0.2 + direct * x + slope * m + apart(0.3))
    return Outcome(rng.binomial(size, share).astype(float), "binomial", size + 0.0), x, m, team


def truth(direct: float, slope: float) -> dict[str, float]:
    """Effects on the share, over whatever else agents differ by."""
    made = natural.System(
        link="logit",
        b=np.array([[0.2, direct, slope, 1.0]]),
        mediators=[
            natural.Mediator("gaussian", np.array([[0.0, 0.5]])),
            natural.Mediator("gaussian", np.array([[0.0, 0.0]])),
        ],
        residual=np.diag([0.75, 0.09]),
        controls=np.zeros((1, 0)),
        weights=np.ones(1),
    )
    found = natural.parts(made, *STEP, nodes=41)
    return {
        "total": float(found.total[0]),
        "direct": float(found.direct[0]),
        "indirect": float(found.indirect[0]),
    }


def main(sets: int) -> None:
    """Share of the data sets whose interval holds the truth, and whose leaves out zero."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for scene, (direct, slope) in SCENES.items():
        rng = np.random.default_rng(20261127)
        true = truth(direct, slope)
        held = dict.fromkeys(true, 0)
        apart = dict.fromkeys(true, 0)
        for _ in range(sets):
            out, x, m, team = draw(rng, direct, slope)
            done = decompose([out], x, m[:, None], np.zeros((len(x), 0)), team, rng, draws=1000)
            assert done is not None
            for name, value in true.items():
                low, high = getattr(done[0], name).interval(0.95)
                held[name] += low <= value <= high
                apart[name] += low > 0 or high < 0
        found[scene] = {
            name: {"truth": true[name], "held": held[name] / sets, "apart": apart[name] / sets}
            for name in true
        }
        print(scene, json.dumps(found[scene]))
    written = {"sets": sets, "teams": TEAMS, "size": SIZE, "icc": SHARED, "scenes": found}
    RESULTS.write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
