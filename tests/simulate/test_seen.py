"""Simulated evidence: the joint display tells convergence and the planted divergence apart."""

import csv
import io
import json
import re

import pytest

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire
from cpsurvey.simulate import simulate, write_limesurvey
from cpsurvey.simulate.seen import SECTION, under_told, write_seen

STUDY = """\
study: {id: seen, title: {en: Seen, fr: Vu}, seed: 7, simulated: true}
questionnaire: cop-callcentre
sources: [{path: data/*.csv}]
analyses:
  - kind: hypotheses
  - {kind: regression, id: adaptive, outcome: zad, blocks: [ztks + zcrm + znrw], cluster: team}
  - kind: observed
  - kind: coded
  - kind: joint
  - {kind: ipma, target: perf_ad, stages: [[cop], [tks, crm]], cluster: team}
hypotheses:
  - {id: H3, label: {en: Sharing, fr: Partage}, tests: [{analysis: adaptive, term: ztks}]}
  - {id: H8, label: {en: Beyond, fr: Au-delà}, untested: {en: no network, fr: pas de réseau}}
report: {formats: [md, csv, html], languages: [en, fr], audience: both}
privacy: {key_file: secret.key}
"""


@pytest.fixture(scope="module")
def questionnaire():
    return load_questionnaire("cop-callcentre").questionnaire


@pytest.fixture(scope="module")
def folder(tmp_path_factory, questionnaire):
    place = tmp_path_factory.mktemp("seen")
    for name in ("data", "seen"):
        (place / name).mkdir()
    drawn = under_told(simulate(questionnaire, 400, seed=7, teams=40), 7)
    write_limesurvey(drawn, place / "data" / "a.csv", answers="codes")
    write_seen(place / "seen", drawn, seed=7)
    joint = "joint: {story: {comment: {en: So ordinary, fr: Banal}, signed: A. R. 2026}}\n"
    (place / "study.yaml").write_text(STUDY + SECTION + joint, "utf-8")
    assert funnel.run(["ingest", "--study", str(place), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(place), "--quiet"]) == 0
    return place


@pytest.fixture(scope="module")
def results(folder):
    text = (folder / "reports" / "current" / "results.json").read_text("utf-8")
    return {one["id"]: one["data"] for one in json.loads(text)["results"]}


def test_convergence_and_the_planted_divergence_are_told_apart(results):
    claims = {one["id"]: one for one in results["joint"]["claims"]}
    assert claims["story"]["verdict"] == "divergent"
    assert claims["story"]["survey"]["side"] == "against"
    assert claims["story"]["observation"]["side"] == "for"
    assert claims["demonstration"]["verdict"] == "convergent"
    assert claims["H3"]["verdict"] == "convergent"
    assert claims["H3"]["observation"]["ci"]["lower"] > 0
    assert claims["H8"]["verdict"] == "complementary"
    assert results["joint"]["claims"][0]["id"] == "story"  # divergence first
    assert claims["story"]["signed"] == "A. R. 2026"


def test_without_the_planted_divergence_there_is_none(tmp_path, questionnaire, folder):
    place = tmp_path
    for name in ("data", "seen"):
        (place / name).mkdir()
    drawn = simulate(questionnaire, 400, seed=7, teams=40)
    write_limesurvey(drawn, place / "data" / "a.csv", answers="codes")
    write_seen(place / "seen", drawn, seed=7)
    (place / "study.yaml").write_text(STUDY + SECTION, "utf-8")
    assert funnel.run(["ingest", "--study", str(place), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(place), "--quiet"]) == 0
    text = (place / "reports" / "current" / "results.json").read_text("utf-8")
    joint = next(r for r in json.loads(text)["results"] if r["kind"] == "joint")["data"]
    claims = {one["id"]: one["verdict"] for one in joint["claims"]}
    assert claims["story"] != "divergent"


def test_what_was_planted_is_found(results):
    seen = results["observed"]
    assert [one["part"] for one in seen["rates"]] == ["all", "routine", "nonroutine"]
    assert seen["ratio_ci"]["lower"] > 1
    modes = {one["mode"]: one for one in seen["modes"]}
    assert modes["story"]["ci"]["lower"] < 0.45 < modes["story"]["ci"]["upper"]
    assert seen["window"]["overlap"] == "overlap"
    codes = {one["code"]: one["grade"] for one in results["coded"]["codes"]}
    assert codes["trust"] == "left_out"
    assert codes["story_told"] == "reliable"
    assert results["joint"]["left_out"] == ["trust"]
    assert results["coded"]["countings"] == [["code_points", 1]]


def test_the_same_seed_writes_the_same_bytes(tmp_path, questionnaire):
    drawn = simulate(questionnaire, 120, seed=3, teams=12)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_seen(tmp_path / name, drawn, seed=3)
    files = sorted(one.name for one in (tmp_path / "a").iterdir())
    assert files == [
        *("codebook.yaml", "codings.csv", "documents.csv", "interviews.qdpx"),
        *("observations.csv", "sessions.csv"),
    ]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_nothing_that_is_written_names_anybody(folder):
    run = folder / "reports" / "current"
    said = [file.read_bytes() for file in run.rglob("*") if file.is_file()]
    for name in (rb"SIM-\d", rb"entretien \d", rb"OBS\d", rb"box \d", rb"on cherche ensemble"):
        assert not any(re.search(name, one) for one in said), name


def test_pages_for_managers_say_how_people_help(folder):
    said = (folder / "reports" / "current" / "manager.html").read_text("utf-8")
    assert "episodes of help per hour and agent" in said
    assert "crosses teams" in said
    assert "contradict each other on" in said
    french = (folder / "reports" / "current" / "manager.fr.html").read_text("utf-8")
    assert "d'entraide par heure et par agent" in french.replace("\u2019", "'").replace(
        "&#x27;", "'"
    ).replace("&#39;", "'")


def table(folder, name):
    """A printed table by its keys, as spreadsheets get it."""
    file = folder / "reports" / "current" / "tables" / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


def test_tables_hold_each_number_under_its_key(folder, results):
    rates = table(folder, "T34-seen")
    found = results["observed"]["rates"]
    assert [float(row["rate"]) for row in rates] == pytest.approx([r["rate"] for r in found])
    assert [int(row["helped"]) for row in rates] == [r["helped"] for r in found]
    assert [float(row["share"]) for row in rates] == pytest.approx([r["share"] for r in found])
    ways = {row["mode"]: row for row in table(folder, "T34b-ways")}
    story = next(one for one in results["observed"]["modes"] if one["mode"] == "story")
    assert float(ways["Story"]["told"]) == pytest.approx(story["told"])
    assert float(ways["Story"]["seen_more"]) == pytest.approx(story["seen_more"])
    assert float(ways["Story"]["told_more"]) == pytest.approx(story["told_more"])
    codes = table(folder, "T35-codes")
    assert [row["segments"] for row in codes if row["grade"] == "reliable"]
    agreed = {row["code"]: row for row in table(folder, "T35b-agreement") if row["alpha"]}
    first = results["coded"]["agreement"][0]
    assert first["label"]["en"] in agreed
    joint = table(folder, "T24-joint")
    assert list(joint[0])[:9] == [
        *("claim", "verdict", "survey", "indicators", "observation", "said", "documents"),
        *("strength", "comment"),
    ]
    assert joint[0]["verdict"] == "divergent"
    assert joint[0]["comment"] == "So ordinary (A. R. 2026)"
    assert joint[0]["strength"] == "1 of 2"


def test_people_who_are_forgotten_leave_the_log(folder, results, capsys):
    log = (folder / "seen" / "observations.csv").read_text("utf-8-sig").splitlines()
    place = log[0].split(";").index("agent_token")
    who = log[1].split(";")[place]
    rows = sum(who in line for line in log[1:])
    assert funnel.run(["forget", who, "--study", str(folder)]) == 0
    assert "observation" in capsys.readouterr().err
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0
    text = (folder / "reports" / "current" / "results.json").read_text("utf-8")
    seen = next(r for r in json.loads(text)["results"] if r["kind"] == "observed")["data"]
    gone = next(one for one in seen["left"] if one["reason"] == "withdrawn")
    assert gone["count"] == rows
