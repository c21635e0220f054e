"""Reliability asked for in a study file, and what hostile answers do to it."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from conftest import answers

from cpsurvey.analysis.congeneric import Resampling, one_factor
from cpsurvey.analysis.scale_reliability import Asked, judged, measure, readable, verdict
from cpsurvey.kinds.reliability import composites as composite_reliability
from cpsurvey.kinds.reliability.data import Composite
from cpsurvey.parts import Coefficients
from cpsurvey.payload import Interval

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "reliability.json").read_text())
REVERSED = {"A1", "C4", "C5", "E1", "E2", "O2", "O5"}
HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"
CLOSED = {
    "alpha": "alpha",
    "alpha_std": "alpha_std",
    "lambda6": "guttman6",
    "inter_item_mean": "r_mean",
    "inter_item_min": "r_min",
    "inter_item_max": "r_max",
    "inter_item_covariance": "cov_mean",
}
MODEL = {"omega_total": "omega_model", "omega_observed": "omega_observed"}
MODEL |= {"ave": "ave", "h": "h"}
EMPTY = Composite(composite="c", of=(), k=0, n=0, model="second_order")


def columns(file, names):
    with (GOLD / "data" / file).open() as lines:
        head = next(lines).rstrip().replace('"', "").split(",")
        rows = [line.rstrip().split(",") for line in lines]
    at = [head.index(name) for name in names]
    data = np.array([[np.nan if r[i] in ("", "NA") else float(r[i]) for i in at] for r in rows])
    flip = [name in REVERSED for name in names]
    data[:, flip] = 7 - data[:, flip]
    return data


def coefficients(items, *, draws=0, ordinal=False, **more):
    names = [f"i{j}" for j in range(items.shape[1])]
    row, caveats = measure("s", names, items, Asked(Resampling(draws), ordinal, **more))
    return row, {c.code: c for c in caveats}


@pytest.mark.gold
@pytest.mark.parametrize("name", STORED["scales"])
def test_scales_are_rs(name):
    theirs = STORED["scales"][name]
    ours, _ = coefficients(columns(theirs["data"], theirs["items"]))
    assert ours.n == theirs["n"]
    for mine, gold in CLOSED.items():
        assert getattr(ours, mine) == pytest.approx(theirs[gold], abs=1e-10), mine
    assert tuple(ours.alpha_ci) == pytest.approx(theirs["alpha_ci"], abs=1e-10)
    for mine, gold in MODEL.items():
        assert getattr(ours, mine) == pytest.approx(theirs[gold], abs=5e-9), mine
    if "omega_categorical" in theirs:
        # lavaan's own least squares stop at 2e-7 with the tightest tolerances it takes
        for key in ("omega_categorical", "ordinal_alpha"):
            assert getattr(ours, key) == pytest.approx(theirs[key], abs=1e-6), key


@pytest.mark.gold
@pytest.mark.parametrize("name", STORED["composites"])
def test_composites_are_rs(name):
    theirs = STORED["composites"][name]
    blocks = list(theirs["blocks"].values())
    items = columns(theirs["data"], [item for block in blocks for item in block])
    items = items[~np.isnan(items).any(axis=1)]
    at = np.cumsum([0, *map(len, blocks)])
    named = [[f"i{j}" for j in range(a, b)] for a, b in pairwise(at)]
    sheet = composite_reliability.Sheet(name, named, items, np.ones(items.shape[1]))
    ours, _ = composite_reliability.second_order(EMPTY, sheet, Resampling())
    ours, _ = composite_reliability.bifactor(ours, sheet, Resampling())
    for mine, gold in (("omega_higher", "higher"), ("omega_total", "total")):
        assert getattr(ours, mine) == pytest.approx(theirs[gold]["model"], abs=5e-9)
        observed = theirs[gold]["observed"]
        assert getattr(ours, f"{mine}_observed") == pytest.approx(observed, abs=5e-9)
    if "bifactor" in theirs:
        assert ours.omega_bifactor == pytest.approx(theirs["bifactor"]["model"], abs=5e-9)
        observed = theirs["bifactor"]["observed"]
        assert ours.omega_bifactor_observed == pytest.approx(observed, abs=5e-9)


@pytest.mark.gold
def test_the_whole_models_second_order_omegas_are_rs():
    """.784 and .749 of the shipped model with eight scales, in lavaan's metric."""
    from cpsurvey.analysis.congeneric import Places
    from cpsurvey.sem.fit import fit
    from cpsurvey.stats.reliability import composite

    blocks = {"cop_me": "me", "cop_je": "je", "cop_sr": "sr", "tks_don": "don"}
    blocks |= {"tks_col": "col", "crm": "crm", "perf_rp": "rp", "perf_ad": "ad"}
    names = [f"{short}{i}" for short in blocks.values() for i in range(1, 6)]
    data = columns("synthetic_items.csv", names)
    text = "".join(
        f"{factor} =~ {' + '.join(f'{short}{i}' for i in range(1, 6))}\n"
        for factor, short in blocks.items()
    )
    text += "cop =~ cop_me + cop_je + cop_sr\ntks =~ 1*tks_don + 1*tks_col\n"
    found = fit(text, dict(zip(names, data.T, strict=True)), kind="cfa")
    for second, firsts in (("cop", list(blocks)[:3]), ("tks", list(blocks)[3:5])):
        cells = [(f, "=~", f"{blocks[f]}{i}") for f in firsts for i in range(1, 6)]
        lam = Places(found, cells).of(found.theta)
        L = np.zeros((len(lam), len(firsts)))
        L[np.arange(len(lam)), np.repeat(np.arange(len(firsts)), 5)] = lam
        b = Places(found, [(second, "=~", f) for f in firsts]).of(found.theta)
        variance = Places(found, [(second, "~~", second)]).of(found.theta)[0]
        own = [names.index(item) for _, _, item in cells]
        S = np.cov(data[:, own].T, bias=True)
        omega = composite(L, variance * np.outer(b, b), S, np.ones(len(lam)))
        assert omega == pytest.approx(STORED["whole_model"][second], abs=1e-5)


@pytest.mark.gold
def test_full_information_omega_is_rs():
    theirs = STORED["fiml"]
    items = columns(theirs["data"], theirs["items"])
    ours, _ = coefficients(items, draws=10, missing="fiml")
    assert ours.omega_n == theirs["n"] > ours.n
    assert ours.omega_total == pytest.approx(theirs["omega"], abs=5e-9)
    assert ours.ave == pytest.approx(theirs["ave"], abs=5e-9)
    assert ours.omega_ci.lower < ours.omega_total < ours.omega_ci.upper


def test_batched_refits_end_where_single_fits_do():
    items = columns("synthetic_items.csv", [f"me{i}" for i in range(1, 6)])
    from cpsurvey.analysis import congeneric
    from cpsurvey.sem.after.bootstrap import _counts, bootstrap

    names = [f"i{j}" for j in range(5)]
    syntax = f"f =~ {' + '.join(names)}"
    found = congeneric.fitted(syntax, names, items, Resampling(), std_lv=True)
    drawn = bootstrap(found, 5, seed=3, rescue=False)
    seed = np.random.SeedSequence(3).spawn(1)[0]
    counts = _counts(600, 5, np.random.default_rng(seed)).astype(int)
    for theta, weights in zip(drawn.theta, counts, strict=True):
        again = np.repeat(items, weights, axis=0)
        alone = congeneric.fitted(syntax, names, again, Resampling(), std_lv=True)
        assert theta == pytest.approx(alone.theta, abs=1e-6)


def test_intervals_hold_their_coefficients_and_clusters_widen_them():
    items = columns("synthetic_items.csv", [f"me{i}" for i in range(1, 6)])
    row, _ = coefficients(items, draws=1000)
    for name, ends in (("omega_total", "omega_ci"), ("ave", "ave_ci"), ("h", "h_ci")):
        assert getattr(row, ends).lower < getattr(row, name) < getattr(row, ends).upper
    low, high = row.omega_categorical_ci
    assert low < row.omega_categorical < high
    # everybody twice, in pairs: as much is known as from each once
    twice = np.repeat(items, 2, axis=0)
    pairs = np.repeat(np.arange(len(items)), 2)
    apart, _ = measure("s", list("abcde"), twice, Asked(Resampling(1000), False))
    together, _ = measure("s", list("abcde"), twice, Asked(Resampling(1000, 1, pairs), False))
    for ends in ("omega_ci", "omega_categorical_ci"):
        narrow, wide, once = (np.ptp(tuple(getattr(r, ends))) for r in (apart, together, row))
        assert narrow * 1.25 < wide == pytest.approx(once, rel=0.15)


def test_the_headline_follows_the_study():
    items = columns("synthetic_items.csv", [f"me{i}" for i in range(1, 6)])
    numbers, _ = coefficients(items)
    ordered, _ = coefficients(items, ordinal=True)
    assert (numbers.headline, ordered.headline) == ("omega_total", "omega_categorical")
    assert numbers.reliability == numbers.omega_total
    assert ordered.reliability == ordered.omega_categorical


def test_codes_nobody_uses_leave_larger_gaps():
    """Answers 1, 2, 4 are as far apart as they say: the sum's variance shows it."""
    rng = np.random.default_rng(8)
    common = rng.normal(size=(4000, 1))
    cut = np.searchsorted([-0.5, 0.8], common + 0.7 * rng.normal(size=(4000, 4)))
    from cpsurvey.sem.after.reliability import categorical

    even, uneven = categorical(cut + 1.0), categorical(np.array([1.0, 2.0, 4.0])[cut])
    assert even.omega != pytest.approx(uneven.omega, abs=1e-4)
    from cpsurvey.sem.after.reliability import _Sums
    from cpsurvey.sem.moments.polychoric import polychoric

    answers = np.array([1.0, 2.0, 4.0])[cut]
    found = polychoric(answers)
    variance, _, _ = _Sums(answers, found).variance(found.R)
    assert variance == pytest.approx(answers.sum(axis=1).var(), rel=0.01)


def test_two_items_have_spearman_browns_coefficient_and_no_omega():
    theirs = STORED["two_items"]
    row, caveats = coefficients(columns("synthetic_items.csv", ["me1", "me2"]))
    assert row.alpha_std == pytest.approx(theirs["spearman_brown"], abs=1e-10)
    assert row.omega_total is row.omega_categorical is row.lambda6 is None
    assert row.headline == "alpha"
    assert "two_items" in caveats


def factor(n, k=5, loading=0.8, seed=2):
    rng = np.random.default_rng(seed)
    noise = np.sqrt(1 - loading**2) * rng.normal(size=(n, k))
    return np.clip(np.round(4 + 1.3 * (loading * rng.normal(size=(n, 1)) + noise)), 1, 7)


def test_an_item_that_is_not_reversed_is_named():
    items = factor(300)
    items[:, 2] = 8 - items[:, 2]
    row, caveats = coefficients(items)
    assert caveats["rel_item_against"].values["item"] == "i2"
    assert row.inter_item_min < 0
    assert "i2" in row.inter_item_pair


def test_negative_alpha_is_printed_as_it_is():
    items = factor(100, 2)
    items[:, 1] = 8 - items[:, 1]
    row, caveats = coefficients(items)
    assert row.alpha < 0
    assert {"negative_alpha", "rel_two_against"} <= caveats.keys()
    assert readable(row) == (None, None)  # it stands in no table as a reliability


def test_a_reliability_is_read_where_items_agree():
    row, _ = coefficients(factor(100, 2))
    assert readable(row) == (row.alpha, "alpha")


def test_an_item_without_variance_is_named_and_alpha_stays():
    items = factor(100)
    items[:, 3] = 4
    row, caveats = coefficients(items, draws=50)
    assert caveats["rel_flat_item"].values["item"] == "i3"
    assert 0 < row.alpha < 1
    assert row.omega_total is row.omega_categorical is row.alpha_std is None
    assert row.headline == "alpha"


@pytest.mark.parametrize("items", [np.full((50, 4), 3.0), factor(2), np.full((30, 4), np.nan)])
def test_nothing_to_measure_is_said(items):
    row, caveats = coefficients(items, draws=50)
    assert "too_few_complete" in caveats
    assert row.alpha is row.reliability is None


def test_a_negative_residual_variance_is_loud():
    rng = np.random.default_rng(3)
    f = rng.normal(size=(60, 1))
    items = np.column_stack([f + 0.02 * rng.normal(size=(60, 2)), rng.normal(size=(60, 2))])
    items[:, 2:] += 0.25 * f + 0.2 * items[:, [0]]
    found = [one_factor("s", items + 0.3 * rng.normal(size=items.shape)) for _ in range(40)]
    bad = [one for one in found if one.caveats]
    assert bad
    assert {c.code for one in bad for c in one.caveats} <= {"heywood_scale", "no_factor"}


def test_twenty_respondents_lose_draws_that_are_counted():
    rng = np.random.default_rng(1)
    items = np.clip(
        np.round(3 + rng.normal(size=(20, 5)) + 0.8 * rng.normal(size=(20, 1))), 1, 5
    )
    row, caveats = coefficients(items, draws=200)
    assert row.draws_failed > 0
    assert row.draws_inadmissible > 0
    if row.draws_failed > 100:
        assert row.omega_ci is None
        assert "rel_draws_failed" in caveats
    else:
        assert row.omega_ci.lower < row.omega_total


def test_polychoric_correlations_may_not_be_definite():
    rng = np.random.default_rng(12)
    for _ in range(60):
        f = rng.normal(size=(25, 1))
        items = np.searchsorted([-0.3, 0.6], f + 0.25 * rng.normal(size=(25, 5))) + 1.0
        if not np.ptp(items, axis=0).all():
            continue
        row, caveats = coefficients(items, draws=20)
        for value in (row.omega_categorical, row.omega_total):
            assert value is None or np.isfinite(value)
        if "rel_not_definite" in caveats:
            break
    else:
        pytest.fail("no sample was indefinite")


def test_an_inadmissible_coefficient_is_not_judged():
    row = Coefficients(
        n=300,
        headline="omega_total",
        inadmissible=("omega_total",),
        reliability_ci=Interval(0.8, 0.9),
    )
    assert verdict(row, 0.7) == "inadmissible"
    assert verdict(replace(row, inadmissible=()), 0.7) == "meets"


def test_thresholds_are_judged_by_the_whole_interval():
    assert judged(Interval(0.71, 0.80), 0.7) == "meets"
    assert judged(Interval(0.60, 0.69), 0.7) == "does_not_meet"
    assert judged(Interval(0.65, 0.75), 0.7) == "cannot_be_judged"
    assert judged(None, 0.7) is None


def survey(n=240, *, small=0, never=False, teams=20):
    """Answers of two language groups; `small` of them in a third; English never says 5."""
    x = np.clip(factor(n, 6, seed=7) - 1, 1, 5).astype(int)
    x[:, 2] = 6 - x[:, 2]
    lines = []
    for i, row in enumerate(x):
        language = "de" if i < small else "en" if i % 2 else "fr"
        if never and language == "en":
            row[0] = min(row[0], 4)
        answers = ",".join(map(str, row))
        lines.append(f"r{i},t{i % teams},{language},{answers},{1 + i % 2}")
    return HEAD + "\n".join(lines) + "\n"


def test_groups_are_shown_unless_they_are_small(analysed, tiny):
    entry = "  - {kind: reliability, by: language, cluster: team, bootstrap: 60}\n"
    status, results, _ = analysed(entry, survey(small=6, never=True))
    assert status == 0
    data = results["reliability"]["data"]
    assert (data["by"], data["clusters"]) == ("lang", 20)
    shown = {(g["scale"], g["group"]): g for g in data["groups"]}
    assert shown["help", "lang=de"] == {"scale": "help", "group": "lang=de", "found": None}
    found = shown["help", "lang=fr"]["found"]
    assert found["omega_ci"]["lower"] < found["omega_total"]
    unused = [
        c["values"]
        for c in results["reliability"]["caveats"]
        if c["code"] == "rel_answer_unused"
    ]
    assert unused == [{"first": "h1", "second": "lang=en"}]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T7e" in text
    assert "Not shown, for privacy" in text
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert "Masqué, par confidentialité" in french


def test_an_ordinal_study_reads_categorical_omega_everywhere(analysed, tiny):
    entry = "  - {kind: reliability, bootstrap: 50, cluster: team}\n  - kind: correlations\n"
    status, results, _ = analysed(entry, survey(), more="measurement: {items: ordinal}\n")
    assert status == 0
    row = results["reliability"]["data"]["scales"][0]
    assert row["headline"] == "omega_categorical"
    diagonal = results["correlations"]["data"]
    assert diagonal["reliability_kind"] == "omega_categorical"
    (mine,) = [v for v in diagonal["variables"] if v["name"] == "help"]
    assert mine["reliability"] == row["omega_categorical"]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Reliability (ω categorical) of 2 scales" in text


def test_no_draws_no_model_intervals(analysed):
    status, results, _ = analysed("  - {kind: reliability, bootstrap: 0}\n", survey())
    assert status == 0
    row = results["reliability"]["data"]["scales"][0]
    assert row["omega_ci"] is row["ave_ci"] is row["omega_categorical_ci"] is None
    assert row["alpha_ci"] is not None
    assert row["research"] is None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("by: langage", "did you mean"),
        ("cluster: crew", "'crew' is not a group"),
        ("scales: [hepl]", "did you mean 'help'"),
        ("missing: impute", "missing"),
        ("bootstrap: -1", "bootstrap"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, options, said):
    status, _, err = analysed(f"  - {{kind: reliability, {options}}}\n")
    assert status == 78
    assert said in err


def sheet(items, sizes):
    at = np.cumsum([0, *sizes])
    blocks = [[f"i{j}" for j in range(a, b)] for a, b in pairwise(at)]
    return composite_reliability.Sheet("c", blocks, items, np.ones(items.shape[1]))


def test_a_bifactor_model_that_is_not_identified_is_said():
    rng = np.random.default_rng(4)
    items = factor(200, 10)
    row, said = composite_reliability.bifactor(EMPTY, sheet(items, (5, 5)), Resampling())
    assert said == []
    assert row == replace(EMPTY, bifactor="not_identified")
    noise = rng.normal(size=(60, 9))
    _, said = composite_reliability.bifactor(EMPTY, sheet(noise, (3, 3, 3)), Resampling(10))
    assert {c.code for c in said} <= {"rel_no_bifactor", "rel_heywood_bifactor"}
    assert said


def test_two_scales_that_go_against_each_other_have_nothing_general():
    one = factor(300, 3)
    items = np.column_stack([one, 8 - one + np.random.default_rng(1).normal(size=(300, 3))])
    row, said = composite_reliability.second_order(EMPTY, sheet(items, (3, 3)), Resampling(10))
    assert "rel_no_general" in {c.code for c in said}
    assert row.omega_higher is row.omega_total is None


COMPOSITES = """
composites:
  - {id: both, label: {en: Both, fr: Les deux}, of: [help, perf]}
  - {id: sum, label: {en: Sum, fr: Somme}, of: [help, perf], measurement: formative}
"""


def test_composites_of_a_study_are_reported(analysed, tiny):
    file = tiny / "small.yaml"
    file.write_text(file.read_text("utf-8") + COMPOSITES, "utf-8")
    entry = "  - {kind: reliability, bootstrap: 60, missing: fiml}\n"
    status, results, _ = analysed(entry, answers(240))
    assert status == 0
    (row,) = results["reliability"]["data"]["composites"]
    assert (row["composite"], row["model"], row["k"]) == ("both", "equal_loadings", 6)
    assert row["omega_higher_ci"]["lower"] < row["omega_higher"] < row["omega_total"]
    codes = {c["code"] for c in results["reliability"]["caveats"]}
    assert "rel_formative" in codes
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T7d" in text
    assert "No bifactor model" in text


def test_a_handful_of_people_and_teams_gets_findings(analysed, tiny):
    """Ordered answers of 24 people in four teams: no team draws, no categorical interval."""
    rows = survey(24, teams=4)
    entry = "  - {kind: reliability, by: language, cluster: team, bootstrap: 100}\n"
    status, results, _ = analysed(entry, rows, more="measurement: {items: ordinal}\n")
    assert status == 0
    data = results["reliability"]["data"]
    assert data["cluster"] is data["clusters"] is None
    assert {s["research"] for s in data["scales"]} <= {"cannot_be_judged", "inadmissible"}
    codes = [c["code"] for c in results["reliability"]["caveats"]]
    assert {"rel_few_clusters", "rel_few_categorical"} <= set(codes)
    text = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert "moins de 10 groupes" in text


def test_nothing_is_said_of_intervals_that_were_not_asked_for(analysed):
    entry = "  - {kind: reliability, cluster: team, bootstrap: 0}\n"
    _, results, _ = analysed(entry, survey(24, teams=4))
    assert "rel_few_clusters" not in {c["code"] for c in results["reliability"]["caveats"]}
