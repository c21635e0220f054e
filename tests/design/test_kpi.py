"""The section 'kpi' of a study file, and the map of reasons."""

import pytest

from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Invalid

SECTION = """
kpi:
  files: [{path: kpi/*.csv, agent: agent, reason: reason}]
  reasons: reasons.yaml
  indicators:
    - id: fcr
      label: {en: First contact, fr: Premier contact}
      definition: 7 days
      type: binomial
      direction: "+"
      successes: ok
      trials: n
"""
REASONS = """
schema: cpsurvey/reasons/1
id: centre
version: "1.0"
decided: 2026-01-05
reasons: {Bill: routine, Outage: non_routine, 17: unclear}
"""


@pytest.fixture
def load(tiny, write):
    def loader(section=SECTION, reasons=REASONS):
        file = tiny / "study.yaml"
        base = file.read_text("utf-8").partition("\nkpi:")[0]
        file.write_text(base.rstrip("\n") + section, "utf-8")
        if reasons is not None:
            write("reasons.yaml", reasons)
        return load_study(tiny)

    return loader


def test_a_section_and_its_map(load):
    study = load()
    assert study.file.kpi.indicators[0].versions().keys() == {"overall"}
    assert study.reasons.by_reason() == {
        "bill": "routine",
        "outage": "non_routine",
        "17": "unclear",
    }
    assert study.reasons.record()["decided"] == "2026-01-05"


def test_the_hash_of_the_map_is_that_of_what_it_says(load):
    before = load().reasons.sha256
    assert load(reasons="# a comment\n" + REASONS).reasons.sha256 == before
    assert (
        load(reasons=REASONS.replace("Outage: non_routine", "Outage: routine")).reasons.sha256
        != before
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: fcr", "id: help", "a variable of the questionnaire"),
        ("      successes: ok\n", "", "needs 'successes' or 'share'"),
        ("      trials: n\n", "", "how many contacts"),
        ("successes: ok", "share: ok", "need 'scale'"),
        ("successes: ok", "seconds: ok", "no column of a binomial"),
        ('direction: "+"', "direction: up", "not a choice"),
        ("      definition: 7 days\n", "", "'definition' is missing"),
        ("agent: agent,", "agnt: agent,", "unknown key 'agnt'"),
        (", reason: reason", "", "the map is never used"),
        ("trials: n\n", "trials: n\n      routine: {successes: a, trials: b}\n", "give both"),
    ],
)
def test_problems_are_found_with_their_line(load, old, new, said):
    assert old in SECTION
    with pytest.raises(Invalid) as caught:
        load(SECTION.replace(old, new))
    assert caught.value.code == "CPS010"
    assert said in str(caught.value)
    assert "study.yaml:" in str(caught.value)


def test_a_time_has_no_direction_unless_somebody_says_why(load):
    aht = SECTION.replace("type: binomial", "type: log").replace("successes: ok", "seconds: t")
    aht = aht.replace("trials: n", "exposure: n")
    with pytest.raises(Invalid, match="no direction by itself"):
        load(aht)
    assert load(aht.replace('"+"', "none"))
    why = aht.replace("exposure: n", "exposure: n\n      direction_reason: one task, no help")
    assert load(why).file.kpi.indicators[0].direction == "+"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("non_routine", "complex"),
        ('"1.0"', "1.0"),
        ("decided: 2026-01-05\n", ""),
        ("2026-01-05", "soon"),
    ],
)
def test_a_map_that_is_wrong_is_refused_with_its_line(load, old, new):
    with pytest.raises(CpsurveyError) as caught:
        load(reasons=REASONS.replace(old, new))
    assert (caught.value.code, caught.value.exit_status) == ("CPS019", 78)
    assert "reasons.yaml:" in str(caught.value)


def test_a_map_that_is_not_there(load):
    with pytest.raises(CpsurveyError) as caught:
        load(reasons=None)
    assert caught.value.code == "CPS001"


def test_files_of_indicators_are_no_exports(load, write):
    study = load(SECTION.replace("kpi/*.csv", "data/k.csv"))
    write("data/k.csv", "agent,ok,n\n")
    write("data/a.csv", "id,h1\n")
    assert [file.name for file, _ in study.source_files()] == ["a.csv"]
    assert [file.name for file, _ in study.kpi_files()] == ["k.csv"]
