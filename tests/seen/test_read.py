"""A study with a log and codings: checked before data, read under the store's pseudonyms."""

import json

import pytest
from conftest import STUDY, answers

from cpsurvey.cli import funnel

EPISODES = "episode_id,session_id,start,agent_token,helper_tokens,n_helpers,routine,resolved\n"
SESSIONS = (
    "session_id,observer_id,start,end,agents_present\n"
    "S1,Marie,2026-10-05 09:00,2026-10-05 12:00,20\n"
)
SEEN = """\
observation: {episodes: seen/e.csv, sessions: seen/s.csv}
coding: {codings: seen/c.csv, codebook: seen/book.yaml}
"""
BOOK = "schema: cpsurvey/codebook/1\ncodes: {told: {construct: help}}\n"
CODINGS = "source_id,start_char,end_char,coder,code\nI1,0,10,Anna,told\nI2,5,50,Anna,told\n"


@pytest.fixture
def study(tiny):
    """A small study with a log of its respondents."""
    (tiny / "seen").mkdir()
    rows = answers(60)
    who = [line.split(",")[0] for line in rows.splitlines()[1:]]
    lines = [
        f"E{at},S1,2026-10-05 10:00,{one},{who[at - 1]},1,{at % 2},yes"
        for at, one in enumerate(who)
    ]
    (tiny / "seen" / "e.csv").write_text(EPISODES + "\n".join(lines) + "\n", "utf-8")
    (tiny / "seen" / "s.csv").write_text(SESSIONS, "utf-8")
    (tiny / "seen" / "c.csv").write_text(CODINGS, "utf-8")
    (tiny / "seen" / "book.yaml").write_text(BOOK, "utf-8")
    (tiny / "data" / "a.csv").write_text(rows, "utf-8")
    kinds = "".join(f"  - kind: {one}\n" for one in ("observed", "coded", "joint"))
    text = STUDY.replace("  - kind: flow\n", kinds) + SEEN
    (tiny / "study.yaml").write_text(text, "utf-8")
    return tiny, who


def run(place, *more):
    return funnel.run([*more, "--study", str(place), "--quiet"])


def results(place):
    text = (place / "reports" / "current" / "results.json").read_text("utf-8")
    return {one["kind"]: one for one in json.loads(text)["results"]}


def test_respondents_are_known_again_in_the_log(study):
    place, _ = study
    assert run(place, "ingest") == 0
    assert run(place, "analyze") == 0
    found = results(place)["observed"]["data"]
    assert (found["agents"], found["known"], found["hours"]) == (60, 60, 60.0)
    assert found["rates"][0]["helped"] == 60
    text = "".join(
        file.read_text("utf-8", "replace")
        for file in (place / "reports" / "current").rglob("*.html")
    )
    assert "Marie" not in text
    assert "Anna" not in text


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("observation: {episode: e.csv, sessions: s.csv}\n", "did you mean 'episodes'"),
        ("observation: {episodes: e.csv}\n", "'sessions' is missing"),
        (SEEN.replace("e.csv,", "e.csv, columns: {Agent: agent_tokn},"), "agent_token"),
        (SEEN + "joint: {H77: {comment: {en: x, fr: x}, signed: me}}\n", "H77"),
        (SEEN + "joint: {story: {comment: {en: x, fr: x}}}\n", "'signed' is missing"),
        ("coding: {codebook: b.yaml}\n", "nothing that was coded"),
        ("coding: {codings: c.csv, coders: {m: {model: x}}}\n", "with what it was asked"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_before_data(study, capsys, section, said):
    place, _ = study
    text = (place / "study.yaml").read_text("utf-8").split("observation:")[0] + section
    (place / "study.yaml").write_text(text, "utf-8")
    assert run(place, "check") == 78
    err = capsys.readouterr().err
    assert said in err
    assert "study.yaml:" in err


def test_a_file_that_cannot_be_used_takes_nothing_else_along(study):
    place, _ = study
    (place / "seen" / "book.yaml").write_text(BOOK.replace("help", "hepl"), "utf-8")
    assert run(place, "ingest") == 0
    assert run(place, "analyze") == 70
    found = results(place)
    assert found["coded"]["data"] is None
    assert "CPS771" in json.dumps(found["coded"]["caveats"])
    assert found["observed"]["data"] is not None
    assert found["joint"]["data"] is not None


def test_another_log_is_another_run(study, capsys):
    place, _ = study
    assert run(place, "ingest") == 0
    assert run(place, "analyze") == 0
    assert len(list((place / "reports").glob("2*"))) == 1
    (place / "seen" / "s.csv").write_text(SESSIONS.replace("12:00", "13:00"), "utf-8")
    assert run(place, "analyze") == 0
    assert results(place)["observed"]["data"]["hours"] == 80.0


def test_who_is_alike_is_asked_for(study):
    place, who = study
    log = place / "seen" / "e.csv"
    log.write_text(
        log.read_text("utf-8").replace(f",{who[3]},", f",{who[3].lower()},"), "utf-8"
    )
    assert run(place, "ingest") == 0
    assert run(place, "analyze") == 70 or who[3].lower() == who[3]


def test_few_who_were_observed_are_not_told_of(study):
    place, _ = study
    log = place / "seen" / "e.csv"
    log.write_text("\n".join(log.read_text("utf-8").splitlines()[:5]) + "\n", "utf-8")
    assert run(place, "ingest") == 0
    assert run(place, "analyze") == 0
    found = results(place)["observed"]
    assert found["data"]["rates"] == []
    assert (found["data"]["agents"], found["data"]["modes"]) == (0, [])
    assert found["caveats"][0]["code"] == "observed_few"


def test_check_says_how_much_there_is_and_which_lines_are_left_out(study, capsys):
    place, _ = study
    log = place / "seen" / "e.csv"
    log.write_text(log.read_text("utf-8") + "E99,S1,,,Paul,1,0,yes\n", "utf-8")
    assert funnel.run(["check", "--study", str(place)]) == 0
    said = capsys.readouterr()
    assert "60 episodes in 1 sessions, 60 agent-hours" in said.out
    assert "episodes: nobody is named: left out: 1 (lines 62)" in said.out
    assert "2 in 2 sources by 1 coders" in said.out
    assert "Paul" not in said.out + said.err
    assert "people were observed, and the study does not say" in said.err
    (place / "seen" / "book.yaml").unlink()
    assert funnel.run(["check", "--study", str(place)]) == 0
    out = capsys.readouterr().out
    assert "cannot be used CPS770" in out
    assert "take its line out of study.yaml" in out
