"""Invariance, asked for in a study file: planted differences and hostile data."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from cpsurvey.analysis import ladder

BY = "  - {kind: invariance, scales: [help, perf]}\n"
ITEMS = ("h1", "h2", "h3", "p1", "p2", "p3")
ORDINAL = "measurement: {items: ordinal}\n"


def rows(sizes, change=None, seed=5, column="lang", wide=0.8):
    """Answers of groups; `change` edits a group's latent answers (n, 6) in place."""
    rng = np.random.default_rng(seed)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["respondent_id", "team_id", "lang", *ITEMS, "tenure"])
    count = 0
    for group, n in sizes.items():
        factor = rng.normal(size=(n, 2))
        factor[:, 1] = 0.6 * factor[:, 0] + 0.8 * factor[:, 1]
        latent = np.repeat(factor, 3, axis=1) + 0.7 * rng.normal(size=(n, 6))
        if change:
            change(group, latent)
        answers = np.clip(np.round(3 + wide * latent), 1, 5).astype(int)
        answers[:, 2] = 6 - answers[:, 2]
        for line in answers:
            cells = {"lang": "en", "team_id": f"t{count % 20}", column: group}
            table.writerow([f"r{count}", cells["team_id"], cells["lang"], *line, 1])
            count += 1
    return out.getvalue()


def shifted(item, by, where="fr"):
    def change(group, latent):
        if group == where:
            latent[:, ITEMS.index(item)] += by

    return change


def codes(result):
    return [caveat["code"] for caveat in result["caveats"]]


def model(result, name):
    return next(m for m in result["data"]["models"] if m["name"] == name)


def freed(one):
    """Item -> step at which it was freed."""
    return {line["item"]: line["step"] for line in one["freed"]}


def test_a_planted_intercept_is_freed_and_means_are_still_compared(analysed):
    status, results, _ = analysed(BY, rows({"en": 200, "fr": 220}, shifted("h2", -0.9)))
    assert status == 0
    found = results["invariance"]
    help_, perf = model(found, "help"), model(found, "perf")
    assert freed(help_) == {"h2": "scalar"}
    assert [s["step"] for s in help_["steps"]] == ["configural", "metric", "scalar", "scalar"]
    first, last = help_["steps"][0], help_["steps"][-1]
    assert first["decision"] == "cannot_be_judged"  # three items: saturated
    assert last["freed"] == ["h2"]
    change = help_["freed"][0]["change"][0]
    assert change["group"] == "fr"
    assert change["epc"] < -0.5
    assert last["decision"] == "meets"
    assert (perf["reached"], perf["freed"]) == ("scalar", [])
    assert {m["scale"] for m in help_["means"] + perf["means"]} == {"help", "perf"}
    worst = max(help_["items"], key=lambda line: line["dmacs"])
    assert worst["item"] == "h2"
    assert worst["signed"] < -0.5
    assert found["sample"]["used"] == 420


def test_ordered_answers_take_wu_and_estabrooks_steps(analysed):
    data = rows({"en": 220, "fr": 220}, shifted("p3", -0.9), wide=1.1)
    status, results, _ = analysed(BY, data, more=ORDINAL)
    assert status == 0
    found = results["invariance"]
    assert (found["data"]["method"], found["data"]["estimator"]) == ("ordinal", "wlsmv")
    perf = model(found, "perf")
    steps = [s["step"] for s in perf["steps"]]
    assert steps[:3] == ["configural", "thresholds", "metric"]
    assert freed(perf) == {"p3": "scalar"}
    assert perf["means"][0]["se"] > 0
    assert max(perf["items"], key=lambda line: line["dmacs"])["item"] == "p3"
    assert perf["items"][0]["holm"] is None


def test_one_model_of_all_scales(analysed):
    text = BY.rstrip("}\n") + ", together: true, strict: true}\n"
    status, results, _ = analysed(text, rows({"en": 200, "fr": 200}))
    assert status == 0
    (one,) = results["invariance"]["data"]["models"]
    assert one["scales"] == ["help", "perf"]
    assert one["reached"] == "strict"
    assert len(one["means"]) == 2


def test_more_than_two_groups(analysed):
    teams = {"a": 150, "b": 150, "c": 160}
    text = BY.rstrip("}\n") + ", by: team}\n"
    data = rows(teams, shifted("h1", 1.0, where="b"), column="team_id")
    status, results, _ = analysed(text, data)
    assert status == 0
    found = results["invariance"]
    assert [g["group"] for g in found["data"]["groups"]] == ["c", "a", "b"]  # largest first
    help_ = model(found, "help")
    assert freed(help_) == {"h1": "scalar"}
    (h1,) = help_["freed"]
    assert h1["df"] == 2
    assert {c["group"]: c["epc"] > 0.5 for c in h1["change"]} == {"a": False, "b": True}
    assert len(help_["items"]) == 6
    assert len(help_["means"]) == 2


def test_small_groups_are_described_and_never_compared(analysed):
    data = rows({"en": 80, "fr": 90}, shifted("h2", -1.6))
    status, results, _ = analysed(BY, data)
    assert status == 0
    found = results["invariance"]
    assert found["data"]["method"] == "dif"
    assert found["data"]["models"] == []
    assert "invariance_small" in codes(found)
    lines = {line["item"]: line for line in found["data"]["dif"]}
    assert lines["h2"]["flag"] in ("moderate", "large")
    assert lines["h2"]["b"][0]["group"] == "fr"
    assert lines["h2"]["b"][0]["b"] < -1
    assert lines["p1"]["flag"] == "below"
    assert all(0 < line["r2"] < line["r2_full"] < 1 for line in lines.values())


def test_one_group_has_nothing_to_compare(analysed):
    status, results, _ = analysed(BY, rows({"en": 120}))
    assert status == 0
    found = results["invariance"]
    assert codes(found) == ["no_groups"]
    assert found["data"] is None
    assert found["sample"]["used"] == 0


def test_a_group_of_five_is_named_without_its_size(analysed):
    text = BY.rstrip("}\n") + ", by: team}\n"
    data = rows({"a": 120, "b": 120, "tiny": 5, "few": 19}, column="team_id")
    status, results, _ = analysed(text, data)
    assert status == 0
    found = results["invariance"]
    assert found["data"]["left_out"] == [
        {"group": "few", "n": 11, "reason": "few"},  # eight stand aside with the five
        {"group": "tiny", "n": None, "reason": "privacy"},
    ]
    assert codes(found)[:2] == ["invariance_privacy", "invariance_few"]
    assert found["sample"]["dropped"] == {"small_group": 24}
    assert found["data"]["method"] == "continuous"


def test_twenty_respondents(analysed):
    status, results, _ = analysed(BY, rows({"en": 10, "fr": 10}))
    assert status == 0
    assert codes(results["invariance"]) == ["invariance_few", "invariance_no_group"]


def test_an_answer_one_group_never_gives_is_merged(analysed):
    def change(group, latent):
        if group == "fr":
            latent[:, 0] = np.minimum(latent[:, 0], 1.4)  # nobody answers 5

    status, results, _ = analysed(BY, rows({"en": 200, "fr": 200}, change), more=ORDINAL)
    assert status == 0
    found = results["invariance"]
    assert model(found, "help")["merged"] == [{"item": "h1", "before": 5, "after": 4}]
    assert "invariance_merged" in codes(found)
    assert model(found, "help")["steps"][1]["df"] is not None


def test_two_answers_in_use_leave_an_item_out(analysed):
    def change(group, latent):
        if group == "fr":
            latent[:, 0] = np.where(latent[:, 0] > 0, 1.0, 0.0)

    status, results, _ = analysed(BY, rows({"en": 200, "fr": 200}, change), more=ORDINAL)
    assert status == 0
    found = results["invariance"]
    assert model(found, "help")["set_aside"][0]["reason"] == "two_categories"
    assert codes(found)[:2] == ["invariance_two_categories", "invariance_few_items"]
    assert model(found, "help")["stopped"] == "not_tested"
    assert model(found, "perf")["reached"] is not None


def test_an_item_that_does_not_vary_in_a_group_is_set_aside(analysed):
    def change(group, latent):
        if group == "fr":
            latent[:, 1] = 0.0

    status, results, _ = analysed(BY, rows({"en": 150, "fr": 150}, change))
    assert status == 0
    found = results["invariance"]
    assert model(found, "help")["set_aside"] == [
        {"item": "h2", "group": "fr", "reason": "constant"}
    ]
    assert codes(found) == [
        "invariance_constant",
        "invariance_few_items",
        "invariance_not_compared",
    ]
    assert found["caveats"][-1]["values"] == {"variables": "help"}


def test_two_items_are_not_testable_alone_but_together(analysed, tiny):
    file = tiny / "small.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("      - {id: p3, label: {en: Perf 3, fr: Perf 3}}\n", ""))
    data = rows({"en": 150, "fr": 150})
    status, results, _ = analysed(BY, data)
    assert status == 0
    perf = model(results["invariance"], "perf")
    assert (perf["stopped"], perf["steps"], perf["means"]) == ("not_tested", [], [])
    few = next(c for c in results["invariance"]["caveats"] if c["code"].endswith("few_items"))
    assert few["values"] == {"scale": "perf", "items": 2}
    status, results, _ = analysed(BY.rstrip("}\n") + ", together: true}\n")
    assert status == 0
    assert results["invariance"]["data"]["models"][0]["reached"] == "scalar"


def test_a_step_that_does_not_converge_ends_the_ladder_loudly(analysed, monkeypatch, tiny):
    whole = ladder.fit

    def lost(*args, **options):
        found = whole(*args, **options)
        return replace(found, converged=options["group_equal"] != ["loadings"])

    monkeypatch.setattr(ladder, "fit", lost)
    status, results, _ = analysed(BY, rows({"en": 150, "fr": 150}))
    assert status == 70
    found = results["invariance"]
    help_ = model(found, "help")
    assert (help_["stopped"], help_["reached"]) == ("not_converged", "configural")
    assert [s["decision"] for s in help_["steps"]] == ["cannot_be_judged", "not_converged"]
    assert (help_["means"], help_["items"]) == ([], [])
    assert "invariance_not_converged" in codes(found)
    assert "NOT CONVERGED" in (tiny / "reports" / "current" / "supplement.md").read_text(
        "utf-8"
    )


def test_a_heywood_case_is_said_and_its_means_are_not_compared(analysed, tiny):
    def change(group, latent):
        if group == "fr":
            rng = np.random.default_rng(8)
            first = rng.normal(size=len(latent))
            latent[:, 0] = first
            for j in (1, 2):
                latent[:, j] = 0.75 * first + 0.66 * rng.normal(size=len(latent))
            latent[:, 2] -= 0.55 * (latent[:, 1] - 0.75 * first)

    status, results, _ = analysed(BY, rows({"en": 150, "fr": 150}, change))
    assert status == 70
    found = results["invariance"]
    help_ = model(found, "help")
    assert not help_["steps"][0]["admissible"]
    assert "invariance_inadmissible" in codes(found)
    assert help_["means"] == []
    assert "INADMISSIBLE" in (tiny / "reports" / "current" / "supplement.html").read_text(
        "utf-8"
    )


def test_unknown_groups_and_odd_names(analysed, tiny):
    odd = 'Équipe "A", <{0}> = 1'
    text = BY.rstrip("}\n") + ", by: team}\n"
    data = rows({odd: 130, "=2+2": 130, "": 12}, shifted("h2", 1, odd), column="team_id")
    status, results, _ = analysed(text, data)
    assert status == 0
    found = results["invariance"]
    assert {g["group"] for g in found["data"]["groups"]} == {odd, "=2+2"}
    assert found["sample"]["dropped"] == {"missing_group": 12}
    page = (tiny / "reports" / "current" / "supplement.html").read_text("utf-8")
    assert "<{0}>" not in page
    assert "&lt;{0}&gt;" in page


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("by: langue", "'langue' is not a group"),
        ("scales: [helf]", "help"),
        ("rule: hope", "chen"),
        ("by: h1", "'h1' is not a group"),
    ],
)
def test_wrong_options_are_found_before_data_are_read(analysed, options, said):
    status, _, err = analysed(f"  - {{kind: invariance, {options}}}\n")
    assert status == 78
    assert said in err
