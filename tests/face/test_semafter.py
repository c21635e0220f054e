"""What a fitted model is asked beside its estimates: the command's numbers, as data frames."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cpsurvey
from cpsurvey.batch import onemodel_parts as command
from cpsurvey.errors import CpsurveyError

ROOT = Path(__file__).parents[2]
MODEL = "f =~ a + b + c + d\ng =~ e + h + i\ng ~ p*f\ny ~ q*g + f"


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(8)
    f = rng.normal(size=260)
    g = 0.5 * f + rng.normal(size=260)
    found = {n: f + rng.normal(size=260) for n in "abcd"}
    found |= {n: g + rng.normal(size=260) for n in "ehi"}
    found["y"] = 0.6 * g + rng.normal(size=260)
    frame = pd.DataFrame(found).assign(site=["east", "west"] * 130)
    frame.loc[3, "a"] = np.nan
    return frame


@pytest.fixture(scope="module")
def found(data):
    return cpsurvey.fit(MODEL, data)


def test_effects_are_those_of_the_command(found):
    frame = found.effects(seed=4)
    rows = command.effects(found.solution, 4, None)["rows"]
    assert frame["role"].tolist() == [row["role"] for row in rows]
    for name in ("est", "se", "pvalue", "ci_lower", "mc_upper"):
        np.testing.assert_allclose(frame[name], [row[name] for row in rows])
        std = "std_all" if name == "est" else f"std_all_{name}"
        np.testing.assert_allclose(frame[std], [row["std_all"][name] for row in rows])
    through = frame[(frame["role"] == "specific") & (frame["outcome"] == "y")]
    assert through["through"].tolist() == ["g"]


def test_a_model_without_regressions_has_no_effects():
    data = {name: np.random.default_rng(k).normal(size=50) for k, name in enumerate("abc")}
    assert cpsurvey.fit("a ~~ b + c", data).effects().empty


def test_models_are_compared_in_their_order(found, data):
    less = cpsurvey.fit(MODEL.replace(" + f", ""), data)
    frame = less.compare(found)
    assert frame["model"].tolist() == [1, 0]
    gap = less.measures()["chisq"] - found.measures()["chisq"]
    assert frame["chisq_diff"].tolist()[1] == pytest.approx(gap)
    assert frame["df_diff"].tolist()[1] == 1
    assert np.isnan(frame["pvalue"][0])


def test_models_that_are_not_nested_are_refused(found, data):
    other = cpsurvey.fit("f =~ a + b + e\ng =~ c + d + h + i\ng ~ f\ny ~ g", data)
    with pytest.raises(CpsurveyError, match="special case"):
        found.compare(other)
    with pytest.raises(CpsurveyError, match="one model alone"):
        found.compare()


def test_scores_have_a_row_for_each_row_of_the_data(found, data):
    frame = found.scores()
    assert list(frame) == ["f", "g"]
    assert len(frame) == len(data)
    assert frame.loc[3].isna().all()
    assert frame.drop(3).notna().all().all()
    assert frame["f"].corr(data["a"]) > 0.6
    groups = cpsurvey.fit("f =~ a + b + c + d", data, group="site").scores("bartlett")
    assert groups["f"].corr(data["a"]) > 0.6


def test_residuals_are_those_of_the_command(found, data):
    told = command.residuals(found.solution)[0]
    np.testing.assert_allclose(found.residuals().to_numpy(), told["cor"])
    np.testing.assert_allclose(found.residuals("cov").to_numpy(), told["cov"])
    groups = cpsurvey.fit("f =~ a + b + c + d", data, group="site").residuals()
    assert groups.loc[("west", "a"), "a"] == pytest.approx(0, abs=1e-6)


def test_modindices_is_another_name(found):
    pd.testing.assert_frame_equal(found.modindices(), found.modification_indices())


def test_what_a_model_has_not_is_refused(data):
    two = cpsurvey.fit("level: 1\na ~ b\nlevel: 2\na ~ b", data.assign(
        site=[k // 10 for k in range(260)]).dropna(), cluster="site")  # fmt: skip
    moments = cpsurvey.fit(
        "f =~ a + b + c", sample_cov=np.eye(3) + 1, sample_names="abc", nobs=90
    )
    path = cpsurvey.fit("a ~ b", data)
    for ask in (two.scores, two.residuals, moments.scores, path.scores):
        with pytest.raises(CpsurveyError, match=r"CPS303|levels|factors|moments"):
            ask()
    with pytest.raises(CpsurveyError, match="called 'ebm'"):
        path.scores("ebm")
    with pytest.raises(CpsurveyError, match="called 'raw'"):
        path.residuals("raw")


def test_the_example_of_the_docs_runs():
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"```python\n(.*?)```", page, re.S) if "effects()" in b)
    space = {"np": np, "cpsurvey": cpsurvey}
    exec(block, space)
    assert len(space["through"]) == 1
    assert (space["through"]["std_all_mc_lower"] > 0).all()
