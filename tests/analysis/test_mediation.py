"""Mediation: the model that is written, and its effects."""

from typing import ClassVar

import numpy as np
import pytest

from cpsurvey.kinds.mediation.run import Options, write
from cpsurvey.sem.fit import fit

PLAIN = (
    "  - {kind: mediation, source: years, mediators: [help], outcomes: [perf], cluster: team}\n"
)


def options(**more):
    asked = {"source": "x", "mediators": ("m", "k"), "outcomes": ("y", "z"), **more}
    return Options.model_validate(asked)


class Plain:
    """A questionnaire without scales: everything is observed."""

    scale_by_id: ClassVar[dict] = {}
    composites = ()


def names(written, role):
    return [e.name for e in written.structure.effects if e.role == role]


def test_parallel_mediators_have_one_path_each_and_correlated_residuals():
    written = write(options(), Plain())
    assert names(written, "specific") == ["ind_1_1", "ind_1_2", "ind_2_1", "ind_2_2"]
    assert names(written, "difference") == ["diff_1_2"]
    assert written.structure.extra == ("y ~~ z", "m ~~ k")


def test_serial_mediators_have_every_ascending_chain():
    written = write(options(serial=True, mediators=("m", "k", "j"), outcomes=("y",)), Plain())
    paths = ["".join(e.path) for e in written.structure.effects if e.role == "specific"]
    assert paths == ["m", "k", "j", "mk", "mj", "kj", "mkj"]
    chain = written.structure.effects[6]
    assert chain.expression == "a1*d12*d23*b31"


def test_effects_are_products_of_least_squares_slopes():
    rng = np.random.default_rng(1)
    n = 500
    x = rng.normal(size=n)
    m = 0.5 * x + rng.normal(size=n)
    k = 0.3 * x + 0.4 * m + rng.normal(size=n)
    y = 0.2 * x + 0.3 * m + 0.4 * k + rng.normal(size=n)
    written = write(options(serial=True, outcomes=("y",)), Plain())
    found = fit(written.syntax([]), {"x": x, "m": m, "k": k, "y": y})
    est = {p.lhs: p.est for p in found.estimates if p.op == ":="}

    def slopes(outcome, *predictors):
        X = np.column_stack([np.ones(n), *predictors])
        return np.linalg.lstsq(X, outcome, rcond=None)[0][1:]

    (a,) = slopes(m, x)
    a2, d = slopes(k, x, m)
    c, b1, b2 = slopes(y, x, m, k)
    (total,) = slopes(y, x)
    assert est["ind_1_1"] == pytest.approx(a * b1, rel=1e-6)
    assert est["ind_1_2"] == pytest.approx(a2 * b2, rel=1e-6)
    assert est["ind_1_1_2"] == pytest.approx(a * d * b2, rel=1e-6)
    assert est["dir_1"] == pytest.approx(c, rel=1e-6)
    assert est["tot_1"] == pytest.approx(total, rel=1e-6)


def test_a_study_gets_three_kinds_of_interval(analysed):
    from conftest import answers

    text = PLAIN.rstrip("}\n") + ", bootstrap: 200, bias_corrected: true}\n"
    status, results, _ = analysed(text, answers(200))
    assert status == 0
    data = results["mediation"]["data"]
    (ind,) = [e for e in data["effects"] if e["role"] == "specific"]
    for kind in ("mc", "boot", "bc"):
        assert ind[kind]["lower"] < ind["est"] < ind[kind]["upper"]
    assert data["bootstrap"]["kind"] == "clusters"


@pytest.mark.parametrize(
    ("line", "metric"),
    [
        (PLAIN, "nox"),  # years are 1 or 2: nobody moves by one standard deviation of them
        (
            PLAIN.replace("years", "HELP")
            .replace("[help]", "[perf]")
            .replace("HELP", "help")
            .replace("outcomes: [perf]", "outcomes: [years], linear: [years]"),
            "all",
        ),
    ],
)
def test_standardised_effects_have_intervals_of_their_own(analysed, line, metric):
    from conftest import answers

    text = line.rstrip("}\n") + ", bootstrap: 200}\n"
    status, results, _ = analysed(text, answers(200))
    assert status == 0
    for effect in results["mediation"]["data"]["effects"]:
        std = effect["standard"]
        assert std["metric"] == metric
        for kind in ("ci", "mc", "boot"):
            assert std[kind]["lower"] < std["est"] < std[kind]["upper"]
        same = std["est"] == pytest.approx(effect["std_all"])
        assert same is (metric == "all")


def test_standardised_paths_have_intervals_beside_them(analysed, tiny):
    from conftest import answers

    _, results, _ = analysed(PLAIN, answers(200))
    paths = results["mediation"]["data"]["paths"]
    assert len(paths) == 3
    for path in paths:
        assert path["std_ci"]["lower"] < path["std_all"] < path["std_ci"]["upper"]
        # on the same side of zero as the interval in units, but at its very edge
        assert (path["std_ci"]["lower"] > 0) == (path["ci"]["lower"] > 0)
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "95% CI (Std.)" in text


def test_latent_scales_are_measured_by_their_items(analysed):
    from conftest import answers

    text = PLAIN.rstrip("}\n") + ", latent: true}\n"
    status, results, _ = analysed(text, answers(300))
    assert status == 0
    assert "help =~ h1 + h2 + h3" in results["mediation"]["data"]["syntax"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("mediators: [years]", "two places"),
        ("mediators: [hlp]", "did you mean 'help'"),
        ("bias_corrected: true", "there are no draws"),
        ("covariates: 'a +'", "not understood"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, options, said):
    text = PLAIN
    if options.startswith("mediators"):
        text = text.replace("mediators: [help]", options)
    else:
        text = text.rstrip("}\n") + f", {options}}}\n"
    status, _, err = analysed(text)
    assert status == 78
    assert said in err
