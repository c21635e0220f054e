"""Common-method variance: in a study file, and against lavaan (tests/gold/method.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from conftest import SMALL, answers

from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.design.simulation import Simulation
from cpsurvey.kinds.method.marker import (
    Block,
    Design,
    correlations,
    reliability,
    sequence,
    unmeasured,
    variance,
    written,
)
from cpsurvey.kinds.method.series import Series, values
from cpsurvey.simulate import simulate, write_limesurvey
from cpsurvey.stats.method import adjusted, crossed, first_axis, first_component

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "method.json").read_text())
PREFIX = {
    "cop_me": "me",
    "cop_je": "je",
    "cop_sr": "sr",
    "tks_don": "don",
    "tks_col": "col",
    "crm": "crm",
    "perf_rp": "rp",
    "perf_ad": "ad",
}
BLOCKS = tuple(
    Block(f, tuple(f"{prefix}{i}" for i in range(1, 6))) for f, prefix in PREFIX.items()
)
DESIGN = Design(BLOCKS, Block("mrk", ("mk1", "mk2", "mk3", "mk4")))
NAMES = [*DESIGN.items, *DESIGN.marker.items]


@pytest.fixture(scope="module")
def agents():
    data = pd.read_csv(GOLD / "data" / "synthetic_agents.csv")
    return {name: data[name].to_numpy(float) for name in NAMES}


@pytest.fixture(scope="module")
def by_ml(agents):
    series = Series(agents, "ml", "listwise")
    assert sequence(DESIGN, series, "m") == "method_c"
    return series


# ------------------------------------------------------------------------ against R
@pytest.mark.gold
def test_the_printed_chi_squares_of_the_marker_sequence(by_ml):
    printed = {"cfa": (974.3, 866), "baseline": (984.9, 882), "method_c": (982.5, 881)}
    printed |= {"method_u": (953.5, 842), "method_r": (982.5, 909)}
    for name, (chisq, df) in printed.items():
        fit = by_ml.fits[name].fit
        assert (round(fit["chisq"], 1), fit["df"]) == (chisq, df)


def compared(series, stored, rel):
    for name, expected in stored["models"].items():
        fit = series.fits[name].fit
        for measure, value in expected.items():
            assert fit[measure] == pytest.approx(value, rel=rel, abs=rel), (name, measure)
    pairs = {"c": ("baseline", "method_c"), "u": ("method_c", "method_u")}
    pairs |= {"r": ("method_r", "method_c")}
    for key, pair in pairs.items():
        mine, theirs = series.test(*pair), stored["tests"][key]
        assert mine.df == theirs["df"]
        # differences of chi-squares near 1,000: their last digits are lost
        assert mine.chisq == pytest.approx(theirs["chisq"], abs=2000 * rel)


@pytest.mark.gold
def test_the_marker_sequence_is_lavaans(by_ml):
    compared(by_ml, STORED["ml"], 1e-6)


@pytest.mark.gold
def test_the_robust_sequence_is_lavaans(agents):
    series = Series(agents, "mlr", "listwise")
    sequence(DESIGN, series, "m")
    compared(series, STORED["mlr"], 2e-5)


@pytest.mark.gold
def test_the_sequence_with_missing_answers_is_lavaans(agents):
    """lavaan's solutions are its default ones here, up to 1e-4 from their optimum."""
    row = np.arange(1, len(agents["me1"]) + 1)
    holes = {
        name: np.where((row * 7 + j * 13) % 61 == 0, np.nan, agents[name])
        for j, name in enumerate(NAMES, 1)
    }
    series = Series(holes, "ml", "fiml")
    assert sequence(DESIGN, series, "m") == "method_c"
    for name, expected in STORED["fiml"]["models"].items():
        fit = series.fits[name].fit
        assert fit["df"] == expected["df"]
        assert fit["chisq"] == pytest.approx(expected["chisq"], rel=1e-6)
        assert fit["cfi"] == pytest.approx(expected["cfi"], abs=1e-6)


@pytest.mark.gold
def test_method_loadings_reliability_and_correlations_are_lavaans(by_ml):
    stored = STORED["ml"]
    for model, key in (("method_c", "std_c"), ("method_u", "std_u")):
        mine = values(by_ml.fits[model], "=~", standard=True)
        loads = [mine["mrk", item] for item in DESIGN.items]
        assert loads == pytest.approx(stored[key], abs=5e-6)
    found = variance(DESIGN, by_ml.fits["method_c"])
    assert found.loading == pytest.approx(stored["loading"], abs=5e-6)
    assert found.se == pytest.approx(stored["loading_se"], abs=5e-6)
    assert found.average == pytest.approx(np.mean(np.square(stored["std_c"])), abs=1e-6)
    fits = by_ml.fits
    for mine, theirs in zip(
        reliability(DESIGN, fits["baseline"], fits["method_c"]),
        stored["reliability"],
        strict=True,
    ):
        assert mine.scale == theirs["scale"]
        assert mine.baseline == pytest.approx(theirs["baseline"], abs=5e-6)
        assert [mine.substantive, mine.method] == pytest.approx(theirs["parts"], abs=5e-6)
    place = {f: i for i, f in enumerate(DESIGN.factors)}
    for pair in correlations(DESIGN, by_ml, "method_c"):
        i, j = place[pair.first], place[pair.second]
        for key, model in (
            ("baseline", "baseline"),
            ("retained", "method_c"),
            ("s05", "method_s05"),
            ("s01", "method_s01"),
        ):
            assert getattr(pair, key) == pytest.approx(
                stored["correlations"][model][i][j], abs=5e-6
            )


@pytest.mark.gold
def test_single_factor_and_unmeasured_factor_are_lavaans(agents):
    series = Series(agents, "ml", "listwise")
    series.add("measurement", written(BLOCKS), DESIGN.items)
    series.add("single", f"g =~ {' + '.join(DESIGN.items)}", DESIGN.items)
    equal, free = unmeasured(BLOCKS, series, "u", "m")
    stored = STORED["ulmc"]
    for name, expected in (
        ("measurement", STORED["measurement"]),
        ("single", STORED["single"]),
        ("ulmc_free", stored["free"]),
    ):
        for measure in ("chisq", "df", "cfi", "rmsea", "srmr"):
            assert series.fits[name].fit[measure] == pytest.approx(expected[measure], rel=1e-6)
    assert free.method == pytest.approx(stored["method"], abs=5e-6)
    assert free.substantive == pytest.approx(stored["substantive"], abs=5e-6)
    assert round(series.fits["single"].fit["cfi"], 2) == 0.48
    assert equal.test.df == 1


@pytest.mark.gold
def test_harman_is_psychs_and_the_printed_share(agents):
    R = np.corrcoef(np.array([agents[i] for i in DESIGN.items]))
    assert first_component(R) == pytest.approx(STORED["harman"]["component"], abs=1e-10)
    assert first_axis(R) == pytest.approx(STORED["harman"]["axis"], abs=1e-8)
    assert round(100 * first_component(R), 2) == 23.02


@pytest.mark.gold
def test_partial_correlations_and_crossed_items_are_rs(agents):
    stored = STORED["partial"]
    scores = np.array([np.mean([agents[i] for i in block.items], axis=0) for block in BLOCKS])
    R = np.corrcoef(scores)
    for i in range(8):
        for j in range(i):
            found = adjusted(R[i, j], stored["marker"], 600)
            assert found.r == pytest.approx(stored["adjusted"][i][j], abs=1e-10)
            assert found.t == pytest.approx(stored["t"][i][j], rel=1e-10)
            assert found.pvalue == pytest.approx(stored["p"][i][j], rel=1e-8, abs=1e-300)
    one = np.column_stack([agents[i] for i in DESIGN.marker.items])
    other = np.column_stack([agents[i] for i in DESIGN.items])
    assert crossed(one, other).mean == pytest.approx(STORED["crossed"], abs=1e-12)


# --------------------------------------------------------------- planted and recovered
def planted(tmp_path, share, n, extra=""):
    """A study on the shipped questionnaire whose agree-disagree items share a method."""
    loaded = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    said = loaded.simulation.model_dump() | {
        "shifts": [],
        "reversed_method": 0.0,
        "common_method": share,
    }
    drawn = simulate(
        loaded.model_copy(update={"simulation": Simulation.model_validate(said)}),
        n,
        seed=5,
        teams=n // 10,
        careless=0,
        missing=0,
        dropout=0,
    )
    (tmp_path / "data").mkdir()
    write_limesurvey(drawn, tmp_path / "data" / "export.csv", answers="labels")
    (tmp_path / "study.yaml").write_text(
        "study: {id: planted, title: {en: P, fr: P}, seed: 1, simulated: true}\n"
        "questionnaire: cop-callcentre-0.1.0\nsources: [{path: data/*.csv}]\n"
        "analyses:\n  - {kind: method, scales: [cop_me, cop_je, crm, tks_don, perf_ad]"
        f"{extra}}}\n"
        "report: {formats: [md], languages: [en, fr]}\nprivacy: {key_file: k.key}\n"
    )
    study = load_study(tmp_path)
    assert list(ingest(study))
    from cpsurvey.batch.analyze import analyze

    done = analyze(study)
    (result,) = json.loads((done.folder / "results.json").read_text())["results"]
    text = "".join(f.read_text("utf-8") for f in done.folder.glob("supplement*.md"))
    return result, text


def test_a_planted_share_is_reported(tmp_path):
    plain = ", estimator: ml, missing: listwise, ulmc: false"
    result, text = planted(tmp_path, 0.15, 1000, plain)
    same = next(c for c in result["data"]["crossed"] if c["same"])
    assert (
        same["ci"]["lower"] < 0.15 < same["ci"]["upper"] + 0.02
    )  # seven categories take some off
    assert result["data"]["technique"]["tests"][0]["pvalue"] < 0.05
    loading = result["data"]["technique"]["method_variance"]["average"]
    assert loading > 0.002
    assert "marker detects some" in text
    others = [c for c in result["data"]["crossed"] if not c["same"]]
    assert all(abs(c["mean"]) < 0.05 for c in others)


def test_a_small_planted_share_is_never_called_absent(tmp_path):
    result, text = planted(tmp_path, 0.005, 300, ", ulmc: false")
    test = result["data"]["technique"]["tests"][0]
    assert test["pvalue"] > 0.05
    assert "Not detected; not significant is not absent" in text
    assert "non significatif ne veut pas dire absent" in text
    for wrong in ("is absent", "no method variance", "no bias", "free of", "est absente"):
        assert wrong not in text.lower()
    assert result["data"]["technique"]["detectable"] > 0


# ------------------------------------------------------------------------ edge cases
METHOD = "  - {kind: method, estimator: ml, missing: listwise}\n"
MARKED = SMALL.replace(
    "questions:\n",
    """\
  - id: land
    label: {en: Landscapes, fr: Paysages}
    options: agree5
    role: marker
    items:
      - {id: k1, label: {en: K1, fr: K1}}
      - {id: k2, label: {en: K2, fr: K2}}
      - {id: k3, label: {en: K3, fr: K3}}
questions:
""",
)


def with_marker(n, seed=1, close=0.0, items=3):
    """Answers with a marker that goes with `help` by `close`."""
    rng = np.random.default_rng(seed)
    lines = answers(n, seed).splitlines()
    out = [lines[0] + "".join(f",k{j + 1}" for j in range(items))]
    for line in lines[1:]:
        own = rng.normal()
        h = (float(line.split(",")[3]) - 3) * close
        cells = [
            int(np.clip(round(3 + own + h + 0.7 * rng.normal()), 1, 5)) for _ in range(items)
        ]
        out.append(line + "".join(f",{c}" for c in cells))
    return "\n".join(out) + "\n"


def codes(result):
    return {c["code"] for c in result["caveats"]}


def test_a_questionnaire_without_marker_does_the_rest(analysed, tiny):
    status, results, _ = analysed(METHOD, answers(240))
    assert status == 0
    data = results["method"]["data"]
    assert data["technique"] is None
    assert data["partial"]["basis"] == "smallest"
    assert data["single"]["pvalue"] < 0.001
    assert codes(results["method"]) >= {"method_no_marker"}
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "has no marker scale" in text
    assert "Does not test bias" in text


@pytest.fixture
def marked(tiny):
    (tiny / "small.yaml").write_text(MARKED, "utf-8")
    return tiny


def test_a_marker_in_a_small_study(marked, analysed):
    status, results, _ = analysed(METHOD, with_marker(400))
    assert status in (0, 70)
    data = results["method"]["data"]
    assert [t["df"] for t in data["technique"]["tests"][:2]] == [1, 5]
    assert data["partial"]["basis"] == "marker"
    assert len(data["models"]) >= 9
    assert "method_close_marker" not in codes(results["method"])


def test_a_marker_that_goes_with_a_scale_is_said(marked, analysed):
    _, results, _ = analysed(METHOD, with_marker(400, close=0.8))
    assert "method_close_marker" in codes(results["method"])
    assert abs(results["method"]["data"]["technique"]["marker_factor"]["r"]) > 0.3


@pytest.mark.parametrize("items", [1, 2])
def test_a_short_marker_is_said(marked, analysed, items):
    _, results, _ = analysed(METHOD, with_marker(400, close=0.3, items=items))
    assert "method_short_marker" in codes(results["method"])
    data = results["method"]["data"]
    # a marker that was asked in part is scored by what was asked
    assert data["partial"]["basis"] == "marker"
    assert bool(data["technique"]) == (items == 2)


def test_too_few_respondents_for_models(marked, analysed, tiny):
    """As sixty items on fifty: no model, and the rest."""
    status, results, _ = analysed(METHOD, with_marker(6))
    data = results["method"]["data"]
    assert status == 0
    assert data["models"] == []
    assert all(test["chisq"] is None for test in data["technique"]["tests"])
    assert codes(results["method"]) >= {"method_not_fitted"}
    assert data["harman"]["component"] is not None
    assert data["partial"]["n"] == 6
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "a model needs more rows than variables" in text


def test_twenty_respondents(marked, analysed, tiny):
    _, results, _ = analysed(METHOD, with_marker(20))
    assert results["method"]["data"]["partial"]["n"] == 20
    assert (tiny / "reports" / "current" / "supplement.md").is_file()


def test_everybody_answers_alike(analysed):
    head, *rows = answers(60).splitlines()
    flat = "\n".join([head, *(",".join([*r.split(",")[:3], *"3333331"]) for r in rows)])
    status, results, _ = analysed(METHOD, flat)
    assert status == 0  # does not apply
    assert results["method"]["caveats"][0]["values"]["code"] == "CPS410"


def test_an_item_that_does_not_vary_is_left_out(marked, analysed):
    rows = with_marker(300).splitlines()
    rows = [rows[0], *(",".join([*r.split(",")[:3], "3", *r.split(",")[4:]]) for r in rows[1:])]
    _, results, _ = analysed(METHOD, "\n".join(rows))
    assert "method_constant" in codes(results["method"])
    assert results["method"]["data"]["items"] == 5


def test_a_heywood_case_is_loud(marked, analysed, tiny):
    """Two items almost the same and a third that has little to do with them."""
    rng = np.random.default_rng(2)
    rows = with_marker(60, seed=4).splitlines()
    out = [rows[0]]
    for row in rows[1:]:
        cells = row.split(",")
        cells[4] = cells[3]
        if rng.random() < 0.15:
            cells[4] = str(int(np.clip(int(cells[4]) + 1, 1, 5)))
        cells[5] = str(rng.integers(1, 6))
        out.append(",".join(cells))
    status, results, _ = analysed(METHOD, "\n".join(out))
    assert status == 70
    assert "method_inadmissible" in codes(results["method"])
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "INADMISSIBLE" in text


def test_ordered_items(marked, analysed):
    _, results, _ = analysed(
        "  - {kind: method}\n", with_marker(400), more="measurement: {items: ordinal}\n"
    )
    data = results["method"]["data"]
    assert (data["estimator"], data["missing"]) == ("wlsmv", "listwise")
    assert data["technique"]["tests"][0]["chisq"] is not None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("marker: lnd", "did you mean 'land'"),
        ("marker: land, scales: [help, land]", "the marker is among the scales"),
        ("estimator: wlsmv, missing: fiml", "complete cases"),
        ("scales: [helpp]", "help"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(marked, analysed, options, said):
    status, _, err = analysed(f"  - {{kind: method, {options}}}\n")
    assert status == 78
    assert said in err
