"""Tailored cut-offs of a study's models: what is left behind, printed, and refused."""

import json
from dataclasses import dataclass, replace

import numpy as np
import pytest
from phrases import every

from cpsurvey.cli import funnel
from cpsurvey.kinds.cutoffs import show
from cpsurvey.kinds.cutoffs.data import Cut, Cutoffs, Level, Measure, Omitted
from cpsurvey.report.chapter import in_short, of_test
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.stored import read
from cpsurvey.typography import printed

ONE = "f =~ h1 + h2 + p1 + p2"
TWO = "help =~ h1 + h2 + h3\\nperf =~ p1 + p2 + p3"


def entry(id, syntax=None, kind="cutoffs", **options):
    written = {"id": id, "syntax": syntax, "kind": kind, "estimator": "ml", **options}
    parts = (f"{name}: {json.dumps(value)}" for name, value in written.items() if value)
    return f"  - {{{', '.join(parts)}}}\n".replace("\\\\n", "\\n")


def cells(table):
    """Rows of a table by key, headings left out."""
    return [dict(row.cells) for row in table.rows if row.role == "body"]


# ----------------------------------------------------------------------- a small study
def rows(n=300, wrong=0.0, seed=2):
    """Answers to two factors of three items; `wrong`: what h1 and p1 share beside them."""
    rng = np.random.default_rng(seed)
    factors = rng.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], n)
    own = rng.normal(size=n)[:, None] * wrong * np.array([1, 0, 0, 1, 0, 0])
    latent = np.repeat(factors, 3, axis=1) + own + rng.normal(size=(n, 6)) * 0.9
    answered = np.clip(np.round(3 + latent), 1, 5).astype(int)
    answered[:, 2] = 6 - answered[:, 2]
    lines = ["id,team,lang,h1,h2,h3,p1,p2,p3,tenure"]
    for i, row in enumerate(answered):
        lines.append(f"r{i},t{i % 20},en,{','.join(map(str, row))},{1 + i % 2}")
    return "\n".join(lines) + "\n"


def test_a_right_model_is_better_than_its_cutoffs_and_a_wrong_one_says_so(analysed):
    asked = entry("right", TWO, missing="listwise", replications=200)
    asked += entry("right-cfa", TWO, "cfa", missing="listwise")
    asked += entry("wrong", ONE, missing="listwise", replications=200)
    asked += entry("wrong-cfa", ONE, "cfa", missing="listwise")
    status, found, _ = analysed(asked, rows())
    assert status == 0
    right, wrong = found["right"]["data"], found["wrong"]["data"]
    assert (right["left"], wrong["left"]) == ("cross_loadings", "residual_correlations")
    assert [len(one["levels"]) for one in (right, wrong)] == [2, 2]
    assert (right["n"], right["df"], right["draws"]) == (300, 8, 200)
    own = found["right-cfa"]["fit"]
    for one in right["measures"]:
        assert one["observed"] == pytest.approx(own[one["measure"]])
        assert one["worse"] in (None, 0)
        assert [cut["level"] for cut in one["cuts"]] == [0, 1]
    by = {one["measure"]: one for one in right["measures"]}
    assert by["srmr"]["cuts"][1]["cutoff"] > by["srmr"]["cuts"][0]["cutoff"]
    assert by["cfi"]["cuts"][1]["cutoff"] < by["cfi"]["cuts"][0]["cutoff"]
    assert by["rmsea"]["tsize"] == pytest.approx(own["rmsea.ci.upper"])
    assert by["cfi"]["tsize"] <= own["cfi"]
    poor = found["wrong-cfa"]["fit"]
    least = {one["measure"]: one["tsize"] for one in wrong["measures"]}
    assert least["srmr"] is None
    assert least["rmsea"] > poor["rmsea"]
    assert least["cfi"] < poor["cfi"]
    assert all(one["worse"] == 1 for one in wrong["measures"])
    said = {c["code"]: c for c in found["wrong-cfa"]["caveats"]}
    assert said["fit_below_tailored"]["values"] == {"measures": "SRMR, RMSEA, CFI"}
    assert said["fit_below_tailored"]["severity"] == "warning"
    assert "fit_below_tailored" not in {c["code"] for c in found["right-cfa"]["caveats"]}


def test_the_warning_stands_beside_the_fit_of_the_same_model_alone(analysed, tiny):
    asked = entry("wrong", ONE, missing="listwise", replications=100)
    asked += entry("same", ONE, "cfa", missing="listwise")
    asked += entry("other", ONE, "cfa", missing="listwise", estimator="mlr")
    _, found, _ = analysed(asked, rows())
    told = {id: {c["code"] for c in found[id]["caveats"]} for id in ("same", "other")}
    assert "fit_below_tailored" in told["same"] - told["other"]
    results = read((tiny / "reports" / "current" / "results.json").read_text("utf-8"))
    words = Words("en", {})
    (same,) = [r for r in results.results if r.id == "same"]
    assert of_test(same, words) == [
        "fit worse than the cut-offs tailored to it: SRMR, RMSEA, CFI, T8c"
    ]
    assert in_short(same, words) == []


def test_kept_results_are_told_again(analysed):
    asked = entry("wrong", ONE, missing="listwise", replications=100)
    asked += entry("same", ONE, "cfa", missing="listwise")
    _, first, _ = analysed(asked, rows())
    _, again, _ = analysed(asked)
    assert again["same"]["caveats"] == first["same"]["caveats"]
    assert again["wrong"]["data"] == first["wrong"]["data"]


def test_ordered_answers(analysed):
    asked = entry("two", TWO, estimator="wlsmv", replications=200)
    status, found, _ = analysed(asked, rows())
    assert status == 0
    data = found["two"]["data"]
    assert (data["statistic"], data["left"]) == ("scaled", "cross_loadings")
    by = {one["measure"]: one for one in data["measures"]}
    assert by["rmsea"]["worse"] in (None, 0)
    assert by["rmsea"]["cuts"][1]["median"] > by["rmsea"]["cuts"][0]["median"]


@pytest.mark.parametrize(
    ("syntax", "options", "said"),
    [
        ("help =~ h1 + h2 + h3", {}, "saturated"),
        (
            "level: 1\\nf =~ h1 + h2 + h3\\nlevel: 2\\ng =~ h1 + h2 + h3",
            {"cluster": "team"},
            "two levels",
        ),
        (f"{TWO}\\nperf ~ help + years", {"estimator": "wlsmv"}, "given covariates (years)"),
    ],
)
def test_models_without_cutoffs_are_refused_by_name(analysed, syntax, options, said):
    status, found, _ = analysed(entry("none", syntax, **options), rows())
    (caveat,) = [c for c in found["none"]["caveats"] if c["severity"] == "not_applicable"]
    assert status == 0
    assert caveat["values"]["code"] == "CPS445"
    assert caveat["values"]["message"].startswith("none: ")
    assert said in caveat["values"]["message"]


def test_a_solution_that_is_none_is_refused(analysed):
    """Two items that hardly go together on one factor: a negative variance."""
    rng = np.random.default_rng(3)
    lines = ["id,team,lang,h1,h2,h3,p1,p2,p3,tenure"]
    for i in range(120):
        a = rng.integers(1, 6)
        other = rng.integers(1, 6, 4)
        same = min(5, max(1, a + rng.integers(0, 2)))
        lines.append(
            f"r{i},t{i % 10},en,{a},{same},{other[0]},{','.join(map(str, other[1:]))},1"
        )
    asked = entry("none", "f =~ h1 + h2 + h3 + p1", missing="listwise")
    _, found, _ = analysed(asked, "\n".join(lines) + "\n")
    assert found["none"]["data"] is None
    assert found["none"]["caveats"][0]["values"]["code"] == "CPS445"


def test_more_variables_than_respondents_are_refused(analysed):
    _, found, err = analysed(entry("few", TWO, missing="listwise"), rows(n=7))
    assert found["few"]["data"] is None, err


def test_estimators_of_another_fit_are_refused_before_any_data(tiny, capsys, write):
    text = (
        (tiny / "study.yaml")
        .read_text()
        .replace("  - kind: flow\n", entry("other", TWO, estimator="uls"))
    )
    (tiny / "study.yaml").write_text(text)
    assert funnel.run(["check", str(tiny)]) == 78
    assert "use ml, mlr, mlm, dwls or wlsmv" in capsys.readouterr().err


# ------------------------------------------------------------------------- what is shown
def cut(level, cutoff, sensitivity=0.95):
    return Cut(level=level, low=0.01, median=0.02, high=0.03, cutoff=cutoff,
               sensitivity=sensitivity, error=0.001)  # fmt: skip


def payload(observed=(0.05, 0.071, 0.93), worse=(1, 2, 0), **changed):
    data = Cutoffs(
        model="m", syntax="f =~ a", estimator="mlr", missing="fiml", cluster=None, n=400, df=27,
        draws=250, left="cross_loadings", statistic="robust",
        levels=(
            Level(level=0, omitted=(), fitted=250),
            Level(level=1, omitted=(Omitted(lhs="g", op="=~", rhs="a1", value=0.42),),
                  fitted=249),
            Level(level=2, fitted=240,
                  omitted=(Omitted(lhs="g", op="=~", rhs="a1", value=0.42),
                           Omitted(lhs="h", op="=~", rhs="b2", value=0.5))),
        ),
        measures=(
            Measure(measure="srmr", observed=observed[0], fixed=0.08, worse=worse[0],
                    tsize=None, cuts=(cut(0, 0.031), cut(1, 0.041), cut(2, 0.055, 0.9))),
            Measure(measure="rmsea", observed=observed[1], fixed=0.06, worse=worse[1],
                    tsize=0.082, cuts=(cut(0, 0.032), cut(1, 0.042), cut(2, 0.065))),
            Measure(measure="cfi", observed=observed[2], fixed=0.95, worse=worse[2], tsize=0.9,
                    cuts=(cut(0, 0.991), cut(1, None, 0.3), cut(2, None, 0.4))),
        ),
    )  # fmt: skip
    return replace(data, **changed)


def result(data):
    return Result("cutoffs", "cutoffs-m", Sample(400, 400), data)


def test_every_number_is_under_its_heading():
    words = Words("en", {})
    table = show.fit([result(payload())], words)
    assert [head.heading for head in table.columns] == [
        "Measure", "This model", "Fixed", "Model right (95%)", "Level 1", "Level 2",
        "Worse than", "T-size",
    ]  # fmt: skip
    assert cells(table) == [
        {"measure": "SRMR", "observed": 0.05, "fixed": 0.08, "right": 0.031, "level_1": 0.041,
         "level_2": 0.055, "worse": "Level 1", "tsize": None},
        {"measure": "RMSEA", "observed": 0.071, "fixed": 0.06, "right": 0.032, "level_1": 0.042,
         "level_2": 0.065, "worse": "Level 2", "tsize": 0.082},
        {"measure": "CFI", "observed": 0.93, "fixed": 0.95, "right": 0.991, "level_1": "–",
         "level_2": "–", "worse": "a right model", "tsize": 0.9},
    ]  # fmt: skip
    left = show.left_out([result(payload())], words)
    assert cells(left)[1] == {
        "level": "Level 2", "omitted": "g → a1 0.42; h → b2 0.50", "seen_srmr": 0.9,
        "seen_rmsea": 0.95, "seen_cfi": 0.4, "fitted": 240,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("data", "en", "fr"),
    [
        (
            payload(),
            "m: fit is worse than tailored cut-offs (SRMR, RMSEA), as where 2 cross-loadings "
            "are left out.",
            "m : ajustement pire que les seuils propres au modèle (SRMR, RMSEA), comme là où 2 "
            "saturations croisées sont omises.",
        ),
        (
            payload(worse=(None, None, 0)),
            "m: fit is worse than in 95% of the samples in which the model is right (CFI).",
            "m : ajustement pire que dans 95 % des échantillons où le modèle est juste (CFI).",
        ),
        (
            payload(worse=(None, 0, None)),
            "m: no measure of fit is worse than a cut-off tailored to the model.",
            "m : aucun indice d'ajustement n'est pire qu'un seuil propre au modèle.",
        ),
    ],
)
def test_poor_fit_is_said_as_good_fit_is(data, en, fr):
    for language, expected in (("en", en), ("fr", fr)):
        (line,) = show.short(result(data), Words(language, {}))
        assert line == printed(expected, language)


def test_no_sentence_calls_a_model_good():
    phrases = [one for name, one in every().items() if name.startswith("cutoffs.")]
    texts = " ".join(text for one in phrases for text in (one.en, one.fr)).lower()
    assert "srmr" in texts
    for verdict in ("acceptable", "good fit", "valid", "adequate", "bon ajustement"):
        assert verdict not in texts


def test_what_it_says_of_others():
    @dataclass(frozen=True)
    class Model:
        syntax: str = "f =~ a"
        estimator: str = "mlr"
        missing: str = "fiml"
        cluster: str | None = None

    def other(kind="cfa", **changed):
        return Result(kind, "m", Sample(400, 400), Model(**changed))

    assert [c.code for c in payload().says_of(other())] == ["fit_below_tailored"]
    assert list(payload().says_of(other(estimator="ml"))) == []
    assert list(payload().says_of(other(kind="rivals"))) == []
    odd = payload(worse=(None, None, 0))
    assert list(odd.says_of(other())) == [
        Caveat("fit_below_right", "warning", {"measures": "CFI"})
    ]
    assert list(payload(worse=(None, 0, None)).says_of(other())) == []
