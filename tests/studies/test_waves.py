"""Studies of several waves, each from its exports to the first page of its report."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from studies.waves_made import Plant, write

from cpsurvey.batch.analyze import analyze
from cpsurvey.cli import funnel
from cpsurvey.design import load_study

PAGES = Path(__file__).parent / "pages"
BY_WAVE = (
    "[{kind: compare, by: wave}, {kind: reliability, by: wave}, {kind: invariance, by: wave}]"
)


@dataclass(frozen=True)
class Done:
    folder: Path
    status: int
    said: str

    @property
    def results(self):
        text = (self.folder / "reports/current/results.json").read_text("utf-8")
        return {r["kind"]: r for r in json.loads(text)["results"]}

    @property
    def waves(self):
        return {one["scale"]: one for one in self.results["waves"]["data"]["scales"]}

    def codes(self, kind="waves"):
        return {caveat["code"] for caveat in self.results[kind]["caveats"]}

    def words(self):
        return {
            (scale, change["first"], change["second"]): change["word"]
            for scale, one in self.waves.items()
            for change in one["changes"]
        }

    def page(self, suffix):
        text = (self.folder / f"reports/current/report{suffix}.md").read_text("utf-8")
        return text.split("\n## ")[1].strip() + "\n"


@pytest.fixture
def done(tmp_path, capsys):
    def do(plant):
        folder = write(tmp_path / "study", plant)
        return analyse(folder, capsys)

    return do


def analyse(folder, capsys):
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    capsys.readouterr()
    status = funnel.run(["analyze", "--study", str(folder), "--quiet"])
    told = capsys.readouterr()
    return Done(folder, status, told.out + told.err)


def as_accepted(study, name):
    for suffix in ("", ".fr"):
        file, page = PAGES / f"{name}{suffix}.md", study.page(suffix)
        if os.environ.get("CPSURVEY_ACCEPT"):
            PAGES.mkdir(exist_ok=True)
            file.write_text(page, "utf-8")
        assert page == file.read_text("utf-8")


def test_two_waves_of_the_same_people_with_a_changed_item(done):
    plant = Plant(means={"inv": [0, 0.35]}, shifts={"inv2": [0, 0.8]}, changed={"inv2": "2"})
    study = done(plant)
    assert study.status == 0
    assert study.words() == {("inv", "1", "2"): "rose", ("per", "1", "2"): "not_told_apart"}
    inv = study.waves["inv"]
    assert (inv["changed"], inv["basis"], inv["freed"]) == (["inv2"], "partial", [])
    assert inv["changes"][0]["std_ci"]["lower"] < 0.35 < inv["changes"][0]["std_ci"]["upper"]
    assert study.codes() == {"waves_one_key", "waves_changed"}
    as_accepted(study, "waves-two")
    used = study.results["flow"]["sample"]["used"]
    assert study.results["waves"]["sample"]["used"] > used
    front = (study.folder / "reports/current/report.md").read_text("utf-8")
    assert f"\n{used} respondents analysed" in front  # those of the wave that is analysed


@pytest.mark.parametrize(("lever", "followed"), [("", {"per"}), ("inv3", {"inv", "per"})])
def test_who_acts_on_a_scale_sees_whether_it_moved(tmp_path, capsys, lever, followed):
    folder = write(tmp_path / "study", Plant(means={"inv": [0, 0.35]}))
    survey = folder / "survey.yaml"
    text = survey.read_text("utf-8").replace(
        "  - id: inv\n", "  - id: inv\n    role: control\n"
    )
    if lever:
        text += f"levers:\n  - {{of: {lever}, action: {{en: Protect time, fr: Du temps}}, "
        text += "decides: {en: Team managers, fr: L'équipe}}\n"
    survey.write_text(text, "utf-8")
    study = analyse(folder, capsys)
    assert study.status == 0
    assert set(study.waves) == followed


def test_an_item_that_changed_unsaid_is_found_and_is_no_trend(done):
    study = done(Plant(shifts={"inv2": [0, 0.8]}))
    assert [one["item"] for one in study.waves["inv"]["freed"]] == ["inv2"]
    assert set(study.words().values()) == {"not_told_apart"}
    assert "inv2" not in study.page("")


def test_a_panel_of_three_waves_in_teams(done):
    analyses = "[{kind: flow}, {kind: waves, cluster: team}]"
    study = done(
        Plant(waves=3, n=260, teams=40, means={"per": [0, 0, -0.35]}, analyses=analyses)
    )
    assert study.status == 0
    assert study.words()["per", "2", "3"] == "fell"
    (crossed,) = study.results["waves"]["data"]["crossed"]
    own = [p for p in crossed["paths"] if (p["role"], p["source"]) == ("crossed", "inv")]
    assert crossed["latent"]
    assert [p["second"] for p in own] == ["2", "3"]
    assert all(p["ci"]["lower"] < 0.3 < p["ci"]["upper"] for p in own)
    as_accepted(study, "waves-panel")


def test_other_people_each_time(done):
    study = done(Plant(people="new", n=300, means={"inv": [0, 0.4]}))
    assert study.status == 0
    assert study.words()["inv", "1", "2"] == "rose"
    assert study.results["waves"]["data"]["crossed"] == []
    assert all(c["pairs"] is None for one in study.waves.values() for c in one["changes"])
    as_accepted(study, "waves-new")


def test_other_people_in_teams_with_a_changed_item(done):
    analyses = "[{kind: waves, cluster: team}]"
    plant = Plant(
        people="new", n=300, teams=30, means={"inv": [0, 0.5]}, shifts={"inv2": [0, 0.8]},
        changed={"inv2": "2"}, analyses=analyses,
    )  # fmt: skip
    study = done(plant)
    assert study.status == 0
    inv = study.waves["inv"]
    assert (inv["changed"], inv["basis"], inv["freed"]) == (["inv2"], "partial", [])
    assert study.words()["inv", "1", "2"] == "rose"
    assert study.results["waves"]["data"]["cluster"] == "team"


def test_a_scale_that_means_something_else_is_not_compared(done):
    shifts = {f"inv{i}": [0, 0.4 * i] for i in range(1, 6)}
    study = done(Plant(shifts=shifts))
    assert study.waves["inv"]["silent"] == "not_met"
    assert study.waves["inv"]["means"] == [] == study.waves["inv"]["changes"]
    assert "waves_not_compared" in study.codes()


def test_few_people_are_told_why_nothing_is_said(done):
    study = done(Plant(n=60))
    assert study.status == 0
    assert {one["silent"] for one in study.waves.values()} == {"few_people"}
    assert "no scale can be compared" in study.page("")


@pytest.mark.parametrize("thin", [2, 3])
@pytest.mark.parametrize("people", ["same", "new"])
def test_a_quarter_of_few_answers_takes_no_other_from_the_comparison(
    tmp_path, capsys, thin, people
):
    plant = Plant(people=people, waves=3, changed={"inv2": "2"}, analyses="[{kind: waves}]")
    folder = write(tmp_path / "study", plant)
    file = folder / "data" / f"wave{thin}.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:13]), "utf-8")
    study = analyse(folder, capsys)
    assert study.status == 0
    others = [str(w) for w in (1, 2, 3) if w != thin]
    assert [one["wave"] for one in study.results["waves"]["data"]["waves"]] == others
    assert study.waves["inv"]["changed"] == ["inv2"]  # since wave 2, whichever was left out
    assert {(one["first"], one["second"]) for one in study.waves["inv"]["changes"]} == {
        tuple(others)
    }
    (caveat,) = [
        one for one in study.results["waves"]["caveats"] if one["code"] == "waves_thin"
    ]
    assert caveat["values"] == {"waves": str(thin), "limit": 100}
    assert ("Since wave 1, up to wave 2:" in study.page("")) == (thin == 3)
    assert "Since wave 1" in study.page("")


# ---------------------------------------------------------------- what is declared, and checked
def test_without_the_declaration_the_latest_wave_is_analysed(done):
    study = done(Plant(declare=False, analyses="[{kind: flow}]"))
    assert study.status == 0
    assert study.results["flow"]["data"]["stages"][-1]["n"] < 240
    assert study.codes("flow") == {"waves_not_declared"}


@pytest.mark.parametrize("analyses", ["[{kind: waves}]", "[{kind: compare, by: wave}]"])
def test_waves_are_asked_for_without_saying_who_answers(done, capsys, analyses):
    study = done(Plant(declare=False, analyses=analyses))
    assert study.status == 78
    assert "waves: {people: same}" in study.said
    file = study.folder / "study.yaml"
    file.write_text(file.read_text("utf-8") + "waves: {people: same}\n", "utf-8")
    assert analyse(study.folder, capsys).status == 0


def test_declared_the_same_and_nobody_comes_back(done, capsys):
    study = done(Plant(people="new", analyses="[{kind: waves}]"))
    file = study.folder / "study.yaml"
    said = file.read_text("utf-8")
    file.write_text(said.replace("people: new", "people: same"), "utf-8")
    refused = analyse(study.folder, capsys)
    assert refused.status == 70
    (caveat,) = refused.results["waves"]["caveats"]
    assert caveat["values"]["code"] == "CPS450"
    assert "waves: {people: new}" in caveat["values"]["fix"]


def test_declared_others_and_most_come_back(done, capsys):
    study = done(Plant(analyses="[{kind: waves}]"))
    file = study.folder / "study.yaml"
    said = file.read_text("utf-8")
    file.write_text(said.replace("people: same", "people: new"), "utf-8")
    refused = analyse(study.folder, capsys)
    assert refused.status == 70
    assert refused.results["waves"]["caveats"][0]["values"]["code"] == "CPS450"


def test_answers_stored_before_waves_had_names_are_the_first(done):
    study = done(Plant(named_from=2, means={"inv": [0, 0.4]}, analyses="[{kind: waves}]"))
    assert study.status == 0
    assert study.words()["inv", "–", "2"] == "rose"


def test_a_new_item_takes_the_place_of_an_old_one(done):
    study = done(Plant(replaced=True, analyses="[{kind: waves}]"))
    assert study.status == 0
    inv = study.waves["inv"]
    assert inv["items"] == [f"inv{i}" for i in range(1, 6)]
    assert (inv["changed"], inv["left_out"], inv["freed"]) == (["inv2"], [], [])
    assert study.words()["inv", "1", "2"] == "not_told_apart"


def test_an_item_declared_to_change_in_a_wave_there_is_not(done):
    study = done(Plant(changed={"inv2": "5"}, analyses="[{kind: waves}]"))
    assert "waves_not_yet" in study.codes()
    assert study.waves["inv"]["changed"] == []


def test_a_release_holds_every_wave_apart(done):
    from cpsurvey.batch.release import _standing

    study = load_study(done(Plant(analyses="[{kind: waves}]")).folder)
    facts, _, _ = _standing(study, None)
    counted = {name: int((facts.marks[:, j] != 0).sum()) for j, name in enumerate(facts.names)}
    assert counted["wave:1"] == 240
    assert counted["wave:2"] == counted["people"] < 240


def test_one_wave_so_far_is_no_fault(done):
    study = done(Plant(waves=1))
    assert study.status == 0
    assert study.results["waves"]["caveats"][0]["values"]["code"] == "CPS410"


def test_the_wave_is_a_group_everywhere(done):
    study = done(Plant(analyses=BY_WAVE))
    assert study.status == 0
    (compared,) = study.results["compare"]["data"]["comparisons"]
    assert (compared["by"], compared["groups"]) == ("wave", ["1", "2"])
    assert [g["group"] for g in study.results["invariance"]["data"]["groups"]] == ["1", "2"]
    for kind in ("compare", "reliability", "invariance"):
        assert "waves_not_independent" in study.codes(kind)


# ------------------------------------------------------------------------- what may be written
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("waves: {changed: {inv2: 2}}", "people"),
        ("waves: {people: some}", "people"),
        ("waves: {people: same, changed: {inv9: 2}}", "inv9"),
        ("waves: {people: same, replaced: {inv2: per2}}", "no two items of one scale"),
    ],
)
def test_a_declaration_that_says_nothing_is_refused(tmp_path, capsys, line, told):
    folder = write(tmp_path / "study", Plant(declare=False))
    file = folder / "study.yaml"
    file.write_text(file.read_text("utf-8") + line + "\n", "utf-8")
    assert funnel.run(["check", "--study", str(folder)]) == 78
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_the_plan_takes_waves_in(tmp_path):
    folder = write(tmp_path / "study", Plant(analyses="null"))
    assert "waves" in [request.kind for request in load_study(folder).requests]
    other = write(tmp_path / "other", Plant(analyses="null", declare=False))
    assert "waves" not in [request.kind for request in load_study(other).requests]


def test_what_names_the_wave_is_kept_until_an_answer_of_any_wave_changes(done):
    study = done(Plant(analyses=BY_WAVE))
    first = (study.folder / "reports/current/results.json").read_text("utf-8")
    again = analyze(load_study(study.folder))
    assert {one.id for one in again.steps if not one.kept} == set()
    assert (
        json.loads((again.folder / "results.json").read_text("utf-8"))["results"]
        == (json.loads(first)["results"])
    )
    file = study.folder / "data/wave1.csv"
    head, row, *rest = file.read_text("utf-8").splitlines()
    cells = dict(zip(head.split(","), row.split(","), strict=True))
    cells["inv1"] = "1" if cells["inv1"] != "1" else "7"
    file.write_text("\n".join([head, ",".join(cells.values()), *rest]) + "\n", "utf-8")
    assert funnel.run(["ingest", "--study", str(study.folder), "--replace", "--quiet"]) == 0
    changed = analyze(load_study(study.folder))
    assert {one.id for one in changed.steps if not one.kept} == {
        *("compare", "reliability", "invariance")
    }
