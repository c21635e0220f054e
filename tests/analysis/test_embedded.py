"""A composite within the whole model: lavaan's numbers, and what hypotheses rest on."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from cpsurvey.analysis.fits import Fits
from cpsurvey.analysis.measurement import Measured, fitted
from cpsurvey.kinds.rivals import show
from cpsurvey.kinds.rivals.data import Difference, Embedded, Restricted, Rivals, Side
from cpsurvey.kinds.rivals.embedded import embedded
from cpsurvey.kinds.rivals.targets import find
from cpsurvey.payload import Interval
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample
from cpsurvey.stats.nested import rmsea_d

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "embedded.json").read_text())
SCALES = ("me", "je", "sr", "don", "crm", "ad")


@pytest.fixture(scope="module")
def found():
    frame = pd.read_csv(GOLD / "data" / "synthetic_items.csv")
    values = {name: frame[name].to_numpy(float) for name in frame}
    items = {scale: [f"{scale}{i}" for i in range(1, 6)] for scale in SCALES}
    whole = Measured(items, np.ones(600, dtype=bool), (), "mlr", "listwise", None)
    composite = SimpleNamespace(id="cop", of=("me", "je", "sr"))
    two = SimpleNamespace(id="two", of=("don", "crm"))
    context = SimpleNamespace(
        questionnaire=SimpleNamespace(composites=(composite, two)),
        scored=SimpleNamespace(values=values),
        fits=Fits(),
    )
    base = fitted(whole, context, whole.syntax())
    return list(embedded(("cop", "two"), whole, context, base))


@pytest.mark.gold
def test_a_composite_among_others_is_lavaans(found):
    (one,) = found  # a composite of two scales cannot be told from none
    assert (one.composite, one.of, one.others) == ("cop", ("me", "je", "sr"), 3)
    for row in one.rivals:
        stored = STORED[row.model]
        assert row.difference.df == stored["df"]
        assert row.difference.chisq == pytest.approx(stored["chisq"], rel=1e-4)
        assert row.difference.pvalue == pytest.approx(stored["p"], rel=1e-3, abs=1e-12)
        assert row.rmsea == pytest.approx(stored["rmsea"], abs=1e-5)
        ends = (stored["lower"], stored["upper"])
        assert tuple(row.rmsea_ci) == pytest.approx(ends, abs=1e-5)
        assert row.below == pytest.approx(stored["below"], abs=1e-5)
    assert [side.scale for side in one.sides] == ["me", "je", "sr"]
    assert [side.std for side in one.sides] == pytest.approx(STORED["std"], abs=1e-5)
    assert [side.se for side in one.sides] == pytest.approx(STORED["se"], rel=1e-3)
    assert one.omega_h == pytest.approx(STORED["omega_h"], abs=1e-5)


@pytest.mark.parametrize(("x", "df", "n"), [(8.0, 10, 500), (60.0, 12, 550), (0.5, 3, 200)])
def test_the_error_of_a_difference_is_that_of_its_noncentrality(x, df, n):
    found = rmsea_d(x, df, n, 0.08)
    assert found.rmsea == pytest.approx(np.sqrt(max(0.0, x - df) / (df * n)))
    assert found.below == pytest.approx(stats.ncx2.cdf(x, df, 0.08**2 * df * n))
    assert found.lower <= found.rmsea <= found.upper
    for limit, share in ((found.lower, 0.975), (found.upper, 0.025)):
        if limit:
            assert stats.ncx2.cdf(x, df, limit**2 * df * n) == pytest.approx(share, abs=1e-6)
        else:
            assert stats.chi2.cdf(x, df) < share


# --------------------------------------------------------------------- what is printed
def result():
    def row(model, chisq, rmsea, ends, below, p):
        tested = Difference(chisq=chisq, df=10, pvalue=p, method="plain", scaling=None)
        return Restricted(
            model=model, difference=tested, rmsea=rmsea, rmsea_ci=Interval(*ends), below=below
        )

    def side(scale, std, ends):
        return Side(scale=scale, std=std, se=0.03, ci=Interval(*ends), pvalue=0.001, above=0.04)

    one = Embedded(
        composite="cop",
        of=("me", "je"),
        others=3,
        rivals=(
            row("second_order", 8.9, 0.01, (0.0, 0.05), 0.002, 0.54),
            row("one_factor", 577.0, 0.28, (0.26, 0.3), 1.0, 0.001),
        ),
        sides=(side("me", 0.84, (0.8, 0.88)), side("je", 0.61, (0.53, 0.69))),
        omega_h=0.76,
    )
    data = Rivals(
        scales={"me": ("me1",)},
        estimator="mlr",
        missing="fiml",
        cluster=None,
        models=(),
        composites=(),
        general=None,
        wording=None,
        local_fit=None,
        embedded=(one,),
    )
    return Result("rivals", "rivals", Sample(500, 500), data)


def test_every_number_stands_under_its_heading():
    models, sides = show.within(result(), Words("en", {}))
    assert [table.id for table in (models, sides)] == ["T8-rivals-whole", "T9-rivals-whole"]
    second, one = models.rows[1:]
    assert second.cells == {
        "model": "Second order",
        "delta_chisq": 8.9,
        "delta_df": 10,
        "delta_p": 0.54,
        "rmsea": 0.01,
        "rmsea_ci": (0.0, 0.05),
    }
    assert one.cells["rmsea"] == 0.28
    assert sides.rows[2].cells == {
        "scale": "je",
        "std": 0.61,
        "se": 0.03,
        "ci": (0.53, 0.69),
    }
    assert ".76" in sides.notes[0]


def test_a_hypothesis_rests_on_costs_and_loadings():
    one = find(result(), "effect", "cop.one")
    assert (one.est, one.lower, one.upper) == pytest.approx((0.07, 0.03, 0.08))
    assert one.pvalue == pytest.approx(0.004)
    sides = find(result(), "effect", "cop.sides")
    assert (sides.est, sides.pvalue) == (0.28, 0.001)
    weakest = find(result(), "effect", "cop.weakest")
    assert (weakest.est, weakest.lower, weakest.pvalue) == pytest.approx((0.11, 0.03, 0.04))
    assert find(result(), "path", "cop =~ me").est == 0.84
    assert find(result(), "path", "cop =~ sr") is None
    assert find(result(), "effect", "tks.one") is None


@pytest.mark.parametrize(
    ("more", "said"),
    [("embedded: [cop]", "cop"), ("scales: [help, perf], embedded: [help]", "not a composite")],
)
def test_what_is_no_composite_is_found_before_data_are_read(analysed, more, said):
    status, _, err = analysed(f"  - {{kind: rivals, {more}}}\n")
    assert status == 78
    assert said in err
