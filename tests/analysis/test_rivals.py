"""Rival measurement models, asked for in a study file."""

import numpy as np
import pytest
from conftest import SMALL, answers

HEAD = "respondent_id,team_id,lang,{},tenure\n"
PLAIN = "  - {kind: rivals}\n"
THREE = """\
  - id: care
    label: {en: Care, fr: Soin}
    options: agree5
    items:
      - {id: c1, label: {en: Care 1, fr: Soin 1}}
      - {id: c2, label: {en: Care 2, fr: Soin 2}}
      - {id: c3, label: {en: Care 3, fr: Soin 3}, reverse: true}
      - {id: c4, label: {en: Care 4, fr: Soin 4}, reverse: true}
questions:
"""
COMPOSITE = """\
composites:
  - {id: whole, label: {en: Whole, fr: Ensemble}, of: [help, perf, care]}
questions:
"""


def drawn(names, reversed_, *, n=500, wording=0.0, loading=0.75, seed=1, phi=0.5):
    """CSV of five ordered answers; scales by first letter, factors correlating `phi`.

    `wording` is the loading of reversed items on a factor of their own.
    """
    rng = np.random.default_rng(seed)
    scales = sorted({name[0] for name in names})
    common = rng.normal(size=n)
    factors = {s: np.sqrt(phi) * common + np.sqrt(1 - phi) * rng.normal(size=n) for s in scales}
    method = rng.normal(size=n)
    columns = []
    for name in names:
        own = wording if name in reversed_ else 0.0
        rest = np.sqrt(1 - loading**2 - own**2)
        y = loading * factors[name[0]] + own * method + rest * rng.normal(size=n)
        x = np.clip(np.round(3 + 1.2 * y), 1, 5).astype(int)
        columns.append(6 - x if name in reversed_ else x)
    lines = [
        f"r{i},t{i % 12},en,{','.join(str(column[i]) for column in columns)},1"
        for i in range(n)
    ]
    return HEAD.format(",".join(names)) + "\n".join(lines) + "\n"


SIX = ["h1", "h2", "h3", "p1", "p2", "p3"]
TEN = [*SIX, "c1", "c2", "c3", "c4"]


@pytest.fixture
def three(small):
    """The small questionnaire with a third scale, three reversed items and a composite."""
    text = SMALL.replace("questions:\n", THREE, 1).replace("questions:\n", COMPOSITE, 1)
    small.write_text(text, "utf-8")
    return small


def by_model(results, name="rivals"):
    return {line["model"]: line for line in results[name]["data"]["models"]}


def codes(result):
    return {caveat["code"]: caveat["values"] for caveat in result["caveats"]}


def test_rivals_are_compared(analysed, three, tiny):
    rows = drawn(TEN, ("h3", "c3", "c4"))
    status, results, _ = analysed("  - {kind: rivals, uniqueness: true}\n", rows)
    assert status == 0
    models = by_model(results)
    assert list(models) == [
        "correlated",
        "one_factor",
        "second_order",
        "bifactor",
        "wording",
        "wording_free",
        "uniqueness",
    ]
    assert models["correlated"]["fit"]["cfi"] > 0.98
    assert models["one_factor"]["difference"]["df"] == 3
    assert models["one_factor"]["difference"]["pvalue"] < 1e-6
    assert models["second_order"]["untested"] == "same"
    assert results["rivals"]["data"]["composites"][0]["composite"] == "whole"
    assert len(results["rivals"]["data"]["local_fit"]["residuals"]) == 10
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "by construction" in text
    assert "NOT APPLIED" in text
    assert "same fit" in text
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text("utf-8")
    assert "par construction" in french


def test_a_planted_wording_factor_is_reported(analysed, three, tiny):
    rows = drawn(TEN, ("h3", "c3", "c4"), wording=0.45)
    _, results, _ = analysed(PLAIN, rows)
    found = results["rivals"]["data"]["wording"]
    assert by_model(results)["wording"]["difference"]["pvalue"] < 0.001
    assert found["share"] == pytest.approx(0.2, abs=0.1)
    assert found["ci"]["lower"] > 0
    assert found["items"] == ["h3", "c3", "c4"]
    assert "variance in common" in (tiny / "reports/current/supplement.md").read_text("utf-8")


def test_what_is_not_shown_is_not_called_absent(analysed, three, tiny):
    _, results, _ = analysed(PLAIN, drawn(TEN, ("h3", "c3", "c4"), seed=5))
    found = results["rivals"]["data"]["wording"]
    tested = by_model(results)["wording"]["difference"]
    assert tested["df"] == 1
    assert tested["pvalue"] > 0.05
    assert found["ci"]["lower"] < 0 < found["ci"]["upper"]
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "absent" not in text
    assert "do not rule it out" in text.replace("\n", " ")


def test_one_reversed_item_makes_no_wording_factor(analysed, tiny):
    status, results, _ = analysed(PLAIN, drawn(SIX, ("h3",)))
    assert status == 0
    assert "wording" not in by_model(results)
    assert codes(results["rivals"])["rivals_no_wording"] == {"count": 1}
    assert "rivals_no_composite" in codes(results["rivals"])
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "cannot be judged" in text


def test_two_scales_of_two_items(analysed, small):
    text = SMALL.replace("      - {id: p3, label: {en: Perf 3, fr: Perf 3}}\n", "")
    text = text.replace(" + p3", "").replace(
        "      - {id: h3, label: {en: Help 3, fr: Aide 3}, reverse: true}\n", ""
    )
    small.write_text(text.replace(" + h3", ""), "utf-8")
    _, results, _ = analysed(PLAIN, drawn(["h1", "h2", "p1", "p2"], ()))
    models = by_model(results)
    assert models["correlated"]["fit"]["df"] == 1
    assert models["bifactor"]["problems"]  # more parameters than moments: said


def test_a_rival_that_fails_is_said_and_the_rest_goes_on(analysed, tiny, monkeypatch):
    """The bifactor model of two scales whose items differ by chance only."""
    import cpsurvey.kinds.rivals.run as kind
    from cpsurvey.errors import CpsurveyError

    fitted = kind.fitted

    def failing(found, context, syntax, **options):
        if syntax.startswith("general") and "~~ 0*" in syntax:
            raise CpsurveyError("CPS305", "no such luck")
        return fitted(found, context, syntax, **options)

    monkeypatch.setattr(kind, "fitted", failing)
    status, results, _ = analysed(PLAIN, drawn(SIX, ("h3",)))
    assert status == 0
    models = by_model(results)
    assert models["bifactor"]["converged"] is False
    assert models["bifactor"]["untested"] == "no_test"
    assert models["one_factor"]["converged"] is True
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "NOT FITTED (CPS305)" in text
    assert "Bifactor: NOT CONVERGED" in text


def test_a_heywood_case_is_loud(analysed, tiny):
    """An item that is nearly another one leaves a negative variance."""
    rng = np.random.default_rng(6)
    n = 60
    x = np.clip(np.round(3 + rng.normal(size=(n, 6))), 1, 5).astype(int)
    x[:, 1] = x[:, 0]
    flip = rng.random(n) < 0.15
    x[flip, 1] = np.clip(x[flip, 1] + 1, 1, 5)
    lines = [f"r{i},t{i % 12},en,{','.join(map(str, x[i]))},1" for i in range(n)]
    rows = HEAD.format(",".join(SIX)) + "\n".join(lines) + "\n"
    status, results, _ = analysed("  - {kind: rivals, missing: listwise}\n", rows)
    found = codes(results["rivals"])
    assert {"heywood", "not_converged", "latent_not_positive_definite"} & set(found)
    assert status == 70
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "NOT SOUND" in text


def test_more_items_than_respondents(analysed):
    status, results, _ = analysed(PLAIN, drawn(SIX, ("h3",), n=6))
    assert status == 70
    values = codes(results["rivals"])["not_done"]
    assert "6 rows are left for a model of 6 variables" in values["message"]


def test_one_scale_is_refused(analysed):
    status, _, err = analysed("  - {kind: rivals, scales: [perf]}\n", answers(50))
    assert status == 78
    assert "fewer than two scales" in err


def test_ordered_items_by_wlsmv(analysed, three):
    _, results, _ = analysed(
        PLAIN,
        drawn(TEN, ("h3", "c3", "c4"), wording=0.4),
        more="measurement: {items: ordinal}\n",
    )
    data = results["rivals"]["data"]
    assert data["estimator"] == "wlsmv"
    models = by_model(results)
    assert models["correlated"]["fit"]["chisq.scaled"] is not None
    assert models["one_factor"]["difference"]["method"] == "satorra.2000"
    assert models["wording"]["difference"]["pvalue"] < 0.01


def test_missing_answers_are_kept(analysed, three):
    rows = drawn(TEN, ("h3", "c3", "c4")).splitlines()
    rng = np.random.default_rng(2)
    for i in range(1, len(rows)):
        cells = rows[i].split(",")
        cells[3 + rng.integers(10)] = ""
        rows[i] = ",".join(cells)
    _, results, _ = analysed(PLAIN, "\n".join(rows) + "\n")
    assert results["rivals"]["sample"]["used"] == 500
    assert by_model(results)["correlated"]["n"] == 500


def test_factors_take_names_nobody_has(analysed, small):
    text = SMALL.replace("id: help", "id: general").replace("help =~", "general =~")
    small.write_text(text.replace("~ help", "~ general"), "utf-8")
    _, results, _ = analysed(PLAIN, drawn(SIX, ("h3",)))
    assert by_model(results)["one_factor"]["added"] == ["general_"]


def test_sixty_items_on_fifty_respondents(analysed, small):
    """The scales are too many for the sample: said, with the next action."""
    names = [f"{s}{i}" for s in "hpabcdefgk" for i in range(1, 7)]
    scales = "".join(
        f"  - id: s{s}\n    label: {{en: S{s}, fr: S{s}}}\n    options: agree5\n    items:\n"
        + "".join(f"      - {{id: {s}{i}, label: {{en: x, fr: x}}}}\n" for i in range(1, 7))
        for s in "hpabcdefgk"
    )
    head, rest = SMALL.split("scales:\n")
    questions = "questions:\n" + rest.split("questions:\n")[1].split("models:\n")[0]
    small.write_text(head + "scales:\n" + scales + questions, "utf-8")
    entry = "  - {kind: rivals}\n  - {kind: discriminant, bootstrap: 50}\n"
    status, results, _ = analysed(entry, drawn(names, (), n=50))
    assert status == 70
    values = codes(results["rivals"])["not_done"]
    assert "50 rows are left for a model of 60 variables" in values["message"]
    assert values["fix"]
    ratios = results["discriminant"]["data"]
    assert ratios["measurement"] is None
    assert len(ratios["pairs"]) == 45


def test_polychoric_correlations_that_form_no_matrix(analysed):
    """Few respondents, five categories, items that repeat each other."""
    rng = np.random.default_rng(8)
    x = rng.integers(1, 6, size=(24, 6))
    x[:, 1] = np.clip(x[:, 0] + (rng.random(24) < 0.2), 1, 5)
    x[:, 2] = 6 - np.clip(x[:, 0] - (rng.random(24) < 0.2), 1, 5)
    lines = [f"r{i},t{i % 12},en,{','.join(map(str, x[i]))},1" for i in range(24)]
    rows = HEAD.format(",".join(SIX)) + "\n".join(lines) + "\n"
    _, results, _ = analysed(
        "  - {kind: discriminant, bootstrap: 100}\n",
        rows,
        more="measurement: {items: ordinal}\n",
    )
    result = results["discriminant"]
    found = codes(result)
    assert found.keys() & {
        "polychoric_not_positive_definite",
        "discriminant_no_model",
        "not_converged",
        "heywood",
        "not_done",
    }
    if result["data"]:
        assert result["data"]["pairs"][0]["htmt"] is not None


def test_what_the_simulation_plants_is_recovered(write):
    """Wording planted in the shipped questionnaire's simulated answers, and none planted."""
    from cpsurvey.analysis.measurement import Measured
    from cpsurvey.design import load_questionnaire
    from cpsurvey.design.simulation import Simulation
    from cpsurvey.kinds.rivals.written import rivals
    from cpsurvey.sem.after.compare import difference
    from cpsurvey.sem.fit import fit
    from cpsurvey.simulate import simulate

    shipped = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    names = ("cop_me", "cop_sr", "tks_don", "crm", "perf_ad")
    items = {s: [item.id for item in shipped.scale_by_id[s].items] for s in names}
    found, pvalue = {}, {}
    for planted in (0.0, 0.15):
        said = shipped.simulation.model_dump() | {"shifts": [], "reversed_method": planted}
        study = shipped.model_copy(update={"simulation": Simulation.model_validate(said)})
        people = simulate(study, 700, seed=3, teams=70, careless=0, missing=0, dropout=0)
        data = {
            name: 8.0 - people.answers[name]
            if shipped.items[name].reverse
            else people.answers[name]
            for own in items.values()
            for name in own
        }
        spread = {name: float(np.std(column, ddof=1)) for name, column in data.items()}
        scales = Measured(items, np.ones(700, dtype=bool), (), "mlr", "fiml", None, spread)
        models = {model.name: model for model in rivals(scales, shipped)[0]}
        options = {"kind": "cfa", "estimator": "mlr", "std_lv": True}
        base = fit(models["correlated"].syntax, data, **options)
        wording = fit(models["wording"].syntax, data, **options, like=base)
        pvalue[planted] = difference(base, wording).pvalue
        found[planted] = next(
            p for p in wording.estimates if p.op == "~~" and p.lhs == p.rhs == "wording"
        )
    assert pvalue[0.15] < 1e-6
    assert found[0.15].est == pytest.approx(0.15, abs=0.05)
    assert found[0.15].ci_lower < 0.15 < found[0.15].ci_upper
    assert pvalue[0.0] > 0.05
    assert found[0.0].ci_lower < 0 < found[0.0].ci_upper < 0.06


def test_a_model_can_list_its_local_fit(analysed, tiny):
    entry = '  - {kind: cfa, syntax: "help =~ h1 + h2 + h3\\nperf =~ p1 + p2 + p3", %s}\n'
    options = "estimator: mlr, missing: fiml, local_fit: true"
    status, results, _ = analysed(entry % options, drawn(SIX, ("h3",)))
    assert status == 0
    (result,) = results.values()
    found = result["data"]["local_fit"]
    assert len(found["residuals"]) == 10
    sizes = [row["mi"] for row in found["modifications"]]
    assert sizes == sorted(sizes, reverse=True)
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T12" in text
    assert "NOT APPLIED" in text
