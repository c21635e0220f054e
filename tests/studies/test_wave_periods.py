"""Indicators of the periods that a study gives to its waves, over the people of each."""

import json

import pytest
from studies.waves_made import Plant, write

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.design.waves import within
from cpsurvey.errors import CpsurveyError

KPI = """kpi:
  files: [{path: kpi/*.csv, agent: agent, period: month}]
  indicators:
    - {id: fcr, label: FCR, definition: 7 days, type: binomial, direction: "+",
       successes: ok, trials: n}
"""


def study_of(folder, periods):
    plant = Plant(n=120, analyses="[{kind: waves, crossed: []}]")
    write(folder, plant, ["en"])
    file = folder / "study.yaml"
    told = f"{{people: same, periods: {periods}}}" if periods else "{people: same}"
    text = file.read_text("utf-8").replace("{people: same}", told)
    file.write_text(text + KPI, "utf-8")
    (folder / "kpi").mkdir()
    rows = [
        f"p0{i:04d},2026-{month:02d},{ok},20"
        for i in range(120)
        for month, ok in ((4, 8 + i % 3), (7, 10 + i % 3), (8, 14 + i % 3))
    ]
    (folder / "kpi" / "k.csv").write_text("agent,month,ok,n\n" + "\n".join(rows), "utf-8")
    return folder


def periods_of(folder):
    for command in ("ingest", "analyze"):
        assert funnel.run([command, "--study", str(folder), "--quiet"]) == 0
    text = (folder / "reports/current/results.json").read_text("utf-8")
    (waves,) = [one for one in json.loads(text)["results"] if one["kind"] == "waves"]
    return waves["data"]["periods"]


def test_means_are_of_the_people_and_periods_of_each_wave(tmp_path):
    folder = study_of(tmp_path / "study", "{1: 2026-04, 2: [2026-Q3]}")
    first, second = periods_of(folder)
    with (folder / "data/wave2.csv").open(encoding="utf-8") as file:
        came = [int(line[2:6]) for line in file.readlines()[1:]]
    assert (first["wave"], first["period"], first["n"]) == ("1", "2026-04", 120)
    assert first["mean"] == pytest.approx(9 / 20)
    assert (second["wave"], second["period"], second["n"]) == ("2", "2026-Q3", len(came))
    expected = sum((12 + i % 3) / 20 for i in came) / len(came)
    assert second["mean"] == pytest.approx(expected)
    (table,) = (folder / "reports/current/tables").glob("T32-*.csv")
    assert "wave" in table.read_text("utf-8").splitlines()[0].casefold()


def test_periods_of_no_wave_stay_by_themselves(tmp_path):
    found = periods_of(study_of(tmp_path / "study", "{2: 2026-08}"))
    assert {(one["wave"], one["period"]) for one in found} == {
        (None, "2026-04"),
        (None, "2026-07"),
        ("2", "2026-08"),
    }


def test_without_a_word_no_period_is_given_to_a_wave(tmp_path):
    folder = study_of(tmp_path / "study", "")
    assert {one["wave"] for one in periods_of(folder)} == {None}
    page = (folder / "reports/current/supplement.md").read_text("utf-8")
    assert "does not say which periods belong to which wave" in page


@pytest.mark.parametrize(
    "periods",
    ["{1: 2026-Q3, 2: 2026-08}", "{1: 2026, 2: 2026-Q1}", "{1: 2026-W41, 2: 2026-W41}"],
)
def test_a_period_of_two_waves_is_refused(tmp_path, periods):
    with pytest.raises(CpsurveyError) as caught:
        load_study(study_of(tmp_path / "study", periods))
    assert "share days" in str(caught.value)
    assert "study.yaml" in str(caught.value)


@pytest.mark.parametrize("period", ["2026-13", "spring", "2026-Q5", "08/2026"])
def test_what_is_no_period_is_refused(tmp_path, period):
    with pytest.raises(CpsurveyError, match="periods"):
        load_study(study_of(tmp_path / "study", f"{{1: '{period}'}}"))


@pytest.mark.parametrize(
    ("period", "whole", "is_in"),
    [
        ("2026-07", "2026-Q3", True),
        ("2026-06", "2026-Q3", False),
        ("2026-Q3", "2026-07", False),
        ("2026-Q3", "2026", True),
        ("2026-W30", "2026-Q3", False),
        ("", "2026", False),
    ],
)
def test_a_quarter_holds_its_months(period, whole, is_in):
    assert within(period, whole) is is_in
