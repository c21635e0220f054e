"""Indirect effects within and between teams."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import answers, skipped

from cpsurvey.kinds.multilevel import run as multilevel
from cpsurvey.kinds.multilevel.run import Options
from cpsurvey.sem.fit import fit

ENTRY = "  - {kind: multilevel_mediation, source: years, mediators: [help], outcomes: [perf]}\n"


def study(J, size, seed, *, a=(0.4, 0.8), b=(0.5, 0.2), c=(0.2, 0.0)):
    """x -> m -> y with slopes (within, between), ICC about one third."""
    rng = np.random.default_rng(seed)
    code = np.repeat(np.arange(J), size)

    def part(weights, *parents):
        inner = sum(w * p[0] for w, p in zip(weights, parents, strict=True))
        return inner + rng.normal(size=J * size)

    def half(weights, *parents):
        outer = sum(w * p[1] for w, p in zip(weights, parents, strict=True))
        return outer + 0.7 * rng.normal(size=J)

    x = rng.normal(size=J * size), 0.7 * rng.normal(size=J)
    m = part([a[0]], x), half([a[1]], x)
    y = part([b[0], c[0]], m, x), half([b[1], c[1]], m, x)
    data = {name: v[0] + v[1][code] for name, v in (("x", x), ("m", m), ("y", y))}
    return multilevel._Data(data, {}, code, np.ones(J * size, bool))


OPTIONS = Options(source="x", mediators=("m",), outcomes=("y",))


def both(data):
    effects = multilevel._effects(OPTIONS)
    text = multilevel._syntax(OPTIONS, data, effects)
    latent, reason = multilevel._latent(text, [data])
    ways = {
        "observed": multilevel._observed(OPTIONS, [data], effects, text, 1)[0],
        "latent": multilevel._two_level(latent, data, effects, 1),
    }
    found = {way: {e.name: e for e in numbers.effects} for way, numbers in ways.items()}
    return found, reason


def test_latent_means_recover_both_parts_and_observed_means_are_drawn_together():
    found, reason = both(study(300, 8, 2))
    assert reason is None
    for name, truth in (("ind_1_1w", 0.4 * 0.5), ("ind_1_1b", 0.8 * 0.2)):
        e = found["latent"][name]
        assert abs(e.est - truth) < 3 * e.se
        assert e.mc.lower < truth < e.mc.upper
    gap = found["latent"]["ind_1_1c"]
    assert gap.est == pytest.approx(
        found["latent"]["ind_1_1b"].est - found["latent"]["ind_1_1w"].est, rel=1e-9
    )
    observed = found["observed"]["ind_1_1w"]
    assert observed.est == pytest.approx(found["latent"]["ind_1_1w"].est, abs=0.01)


def test_paths_are_standardised_at_their_own_level():
    data = study(300, 8, 2)
    effects = multilevel._effects(OPTIONS)
    text = multilevel._syntax(OPTIONS, data, effects)
    observed = multilevel._observed(OPTIONS, [data], effects, text, 1)[0]
    latent = multilevel._two_level(multilevel._latent(text, [data])[0], data, effects, 1)
    inner = {n: data.columns[n] - means(data, n)[data.group] for n in ("x", "m", "y")}
    outer = {n: means(data, n)[data.group] for n in ("x", "m", "y")}
    for way in (observed, latent):
        assert [(p.outcome, p.predictor) for p in way.paths if p.part == "within"] == [
            ("m", "x"),
            ("y", "x"),
            ("y", "m"),
        ]
    by_path = {(p.outcome, p.predictor, p.part): p for p in latent.paths}
    for path in observed.paths:
        parts = inner if path.part == "within" else outer
        ratio = parts[path.predictor].std() / parts[path.outcome].std()
        assert path.beta == pytest.approx(path.b * ratio)
        assert tuple(path.beta_ci) == pytest.approx([end * ratio for end in path.ci])
        other = by_path[path.outcome, path.predictor, path.part]
        assert other.beta_ci.lower < other.beta < other.beta_ci.upper
        if path.part == "within":
            assert other.beta == pytest.approx(path.beta, abs=0.02)


def test_completed_data_sets_are_pooled_in_both_ways():
    data = study(60, 8, 5)
    effects = multilevel._effects(OPTIONS)
    text = multilevel._syntax(OPTIONS, data, effects)
    rng = np.random.default_rng(1)
    gaps = rng.random(480) < 0.1
    sets = [
        replace(data, columns={**data.columns, "m": np.where(gaps, drawn, data.columns["m"])})
        for drawn in data.columns["m"] + 0.5 * rng.normal(size=(6, 480))
    ]
    pooled, lost = multilevel._observed(OPTIONS, sets, effects, text, 1)
    alone = [multilevel._observed(OPTIONS, [one], effects, text, 1)[0] for one in sets]
    for i, path in enumerate(pooled.paths):
        same = [way.paths[i] for way in alone]
        between = np.var([p.b for p in same], ddof=1)
        within = np.mean([p.se**2 for p in same])
        assert path.b == pytest.approx(np.mean([p.b for p in same]))
        assert path.se == pytest.approx(np.sqrt(within + (1 + 1 / 6) * between))
        assert path.df < np.mean([p.df for p in same])
    assert 0 < max(lost.values()) < 0.5
    found, _ = multilevel._latent(text, sets)
    fits = [fit(text, one.columns, cluster=one.group.tolist()) for one in sets]
    assert found.theta == pytest.approx(np.mean([one.theta for one in fits], axis=0))
    assert (np.diag(found.vcov) >= np.mean([np.diag(f.vcov) for f in fits], axis=0)).all()


def test_effects_are_standardised_at_their_own_level():
    data = study(300, 8, 2)
    found, _ = both(data)
    inner = {n: data.columns[n] - means(data, n)[data.group] for n in ("x", "y")}
    outer = {n: means(data, n)[data.group] for n in ("x", "y")}
    for level, parts in (("w", inner), ("b", outer)):
        e = found["observed"][f"ind_1_1{level}"]
        ratio = parts["x"].std() / parts["y"].std()
        assert e.std_all == pytest.approx(e.est * ratio)
        assert tuple(e.std_ci) == pytest.approx([end * ratio for end in e.mc])
        latent = found["latent"][f"ind_1_1{level}"]
        assert latent.std_ci.lower < latent.std_all < latent.std_ci.upper
    within = found["latent"]["ind_1_1w"], found["observed"]["ind_1_1w"]
    assert within[0].std_all == pytest.approx(within[1].std_all, abs=0.02)
    for way in found.values():
        assert (way["ind_1_1c"].std_all, way["ind_1_1c"].std_ci) == (None, None)


def means(data, name):
    return np.bincount(data.group, data.columns[name]) / np.bincount(data.group)


def test_slopes_on_deviations_are_those_of_centred_least_squares():
    data = study(20, 6, 3)
    found, reason = both(data)
    assert reason == "few"
    mean = {k: np.bincount(data.group, v)[data.group] / 6 for k, v in data.columns.items()}
    dev = {k: v - mean[k] for k, v in data.columns.items()}
    a = dev["x"] @ data.columns["m"] / (dev["x"] @ dev["x"])
    X = np.column_stack([dev["m"], dev["x"]])
    b = np.linalg.lstsq(X, dev["y"], rcond=None)[0][0]
    assert found["observed"]["ind_1_1w"].est == pytest.approx(a * b, rel=1e-9)


def test_groups_that_do_not_differ_are_said():
    data = study(60, 6, 4)
    rng = np.random.default_rng(9)
    data.columns["x"] = rng.normal(size=360)
    latent_or_not = both(data)[1]
    assert latent_or_not in ("alike", "inadmissible")


def test_few_teams_fall_back_and_the_report_says_why(analysed, tiny):
    entry = ENTRY.replace("years", "h1")
    status, results, _ = analysed(entry, answers(240))
    assert status == 0
    (result,) = results.values()
    assert result["data"]["interpreted"] == "observed"
    assert result["data"]["reason"] == "few"
    assert {c["code"] for c in result["caveats"]} == {"groups_few", "multilevel_few"}
    for name in ("supplement.md", "supplement.fr.md"):
        text = (tiny / "reports" / "current" / name).read_text("utf-8")
        assert "CR2" in text
        assert "multilevel_" not in text.replace("multilevel_mediation", "")


@pytest.mark.parametrize(
    ("entry", "status", "said"),
    [
        (ENTRY.replace("years", "yeras"), 78, "did you mean 'years'"),
        (ENTRY.replace("years", "perf"), 78, "two places"),
        (ENTRY.replace("]}", "], group: teem}"), 78, "did you mean 'team'"),
        (ENTRY.replace("years", "h1").replace("]}", "], group: language}"), 0, "three groups"),
    ],
)
def test_what_cannot_be_asked(analysed, entry, status, said):
    found, results, err = analysed(entry, answers(60))
    assert found == status
    told = err + str([r["caveats"] for r in results.values()])
    assert said in told


def test_everybody_alike_within_teams(analysed):
    rows = answers(60).splitlines()
    head, body = rows[0], [row.split(",") for row in rows[1:]]
    for cells in body:  # the team decides h1
        cells[3] = str(1 + int(cells[1][1:]) % 5)
    text = "\n".join([head, *(",".join(cells) for cells in body)]) + "\n"
    status, results, _ = analysed(ENTRY.replace("years", "h1"), text)
    assert status == 70
    (result,) = results.values()
    assert "h1 does not vary within" in result["caveats"][0]["values"]["message"]


def test_whoever_skipped_a_scale_is_kept(analysed):
    entry = ENTRY.replace("years", "h2")
    more = entry.rstrip("}\n") + ", missing: imputed, id: all}\n"
    _, results, _ = analysed(entry + more, skipped(answers(240), "p1", 24))
    some, everybody = (results[name] for name in ("multilevel_mediation", "all"))
    assert (some["sample"]["used"], everybody["sample"]["used"]) == (216, 240)
    assert some["data"]["imputation"] is None
    told = everybody["data"]["imputation"]
    assert (told["sets"], told["incomplete"]) == (20, 24)
    for one, other in zip(
        some["data"]["observed"]["paths"], everybody["data"]["observed"]["paths"], strict=True
    ):
        assert other["b"] == pytest.approx(one["b"], abs=2 * one["se"])
