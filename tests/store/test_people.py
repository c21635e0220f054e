"""Who answered, which answer counts, and what is asked before anything is stored."""

import json

import pytest
from conftest import SMALL, STUDY

from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.store import open_store

LIME = "id,submitdate,lastpage,startlanguage,seed,h1,h2,h3,p1,p2,p3\n"
PLAIN = "respondent_id,h1,h2,h3,p1,p2,p3\n"


def lime(number, answers, day="2026-10-01", language="en", seed=None):
    stamp = f"{day} 10:00:00" if day else ""
    return f"{number},{stamp},2,{language},{seed or 900 + number},{answers}\n"


def put(folder, text, name="a.csv", **how):
    (folder / "data" / name).write_text(text, "utf-8")
    (outcome,) = ingest(load_study(folder), [folder / "data" / name], **how)
    return outcome


def current(folder):
    study = load_study(folder)
    with open_store(study) as store:
        return store.responses(study.questionnaire)


def h1(folder):
    return sorted(current(folder).values["h1"].tolist())


def rewrite(folder, old, new, name="study.yaml"):
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def refused(outcome, code):
    assert outcome.status == "rejected", outcome.counts
    assert (outcome.error.code, int(outcome.error.exit_status)) == (code, 65)
    assert outcome.error.fix
    return outcome.error


def rules(outcome):
    return {finding.rule: finding.count for finding in outcome.findings}


# ------------------------------------------------------------------- one identifier
def test_one_person_written_in_several_ways_is_one(tiny):
    put(tiny, PLAIN + "1,1,1,1,1,1,1\nAB 2,2,2,2,2,2,2\n")
    text = PLAIN + "1.0,1,1,1,1,1,1\n\u00a0AB\u00a0\u00a02 ,2,2,2,2,2,2\n3,3,3,3,3,3,3\n"
    outcome = put(tiny, text, "b.csv")
    assert (outcome.counts["new"], outcome.counts["unchanged"]) == (1, 2)


@pytest.mark.parametrize("other", ["7", "ab12", "AB 12"])
def test_alike_in_another_file_is_asked_and_both_ways_out_work(tiny, other):
    first = PLAIN + "007,1,1,1,1,1,1\nAB12,2,2,2,2,2,2\n"
    second = PLAIN + f"{other},5,5,5,5,5,5\nx,3,3,3,3,3,3\n"
    put(tiny, first)
    error = refused(put(tiny, second, "b.csv"), "CPS130")
    assert "people: {ids: alike}" in error.fix
    assert other not in str(error)
    assert current(tiny).n == 2
    rewrite(tiny, "sources:", "people: {ids: exact}\nsources:")
    assert put(tiny, second, "b.csv").counts["new"] == 2
    assert current(tiny).n == 4
    rewrite(tiny, "ids: exact", "ids: alike")
    for name, text in (("a.csv", first), ("b.csv", second)):
        put(tiny, text, name, replace=True)
    assert current(tiny).n == 3


def test_alike_in_one_file_is_asked_and_both_ways_out_work(tiny):
    text = PLAIN + "7,1,1,1,1,1,\n007,5,5,5,5,5,5\n9,3,3,3,3,3,3\n"
    error = refused(put(tiny, text), "CPS130")
    assert "2 identifiers" in error.message
    assert "rows 1, 2" in error.where
    rewrite(tiny, "sources:", "people: {ids: alike}\nsources:")
    outcome = put(tiny, text)
    assert (outcome.counts["new"], rules(outcome)["duplicate"]) == (2, 1)
    rewrite(tiny, "ids: alike", "ids: exact")
    put(tiny, text)
    assert current(tiny).n == 3


def test_alike_to_somebody_erased_does_not_come_back_unasked(tiny):
    put(tiny, PLAIN + "007,1,1,1,1,1,1\nx,2,2,2,2,2,2\n")
    assert funnel.run(["forget", "007", "--study", str(tiny), "--quiet"]) == 0
    refused(put(tiny, PLAIN + "7,1,1,1,1,1,1\n", "b.csv"), "CPS130")
    rewrite(tiny, "sources:", "people: {ids: alike}\nsources:")
    assert put(tiny, PLAIN + "7,1,1,1,1,1,1\n", "b.csv").counts["forgotten"] == 1
    assert current(tiny).n == 1


@pytest.mark.parametrize("rounded", ["1.189E+11", '"1,23E+12"', "########"])
def test_rounded_identifiers_are_refused_with_their_rows(tiny, rounded):
    rows = "".join(f"{rounded},{n},1,1,1,1,1\n" for n in (1, 2, 3))
    error = refused(put(tiny, PLAIN + "x,1,1,1,1,1,1\n" + rows), "CPS131")
    assert "3 rows" in error.message
    assert "rows 2, 3, 4" in error.where


def test_a_constant_is_nobodys_identifier(tiny):
    rows = "".join(f"0,{1 + n % 5},1,1,1,1,1\n" for n in range(4)) + "12,1,1,1,1,1,1\n"
    refused(put(tiny, PLAIN + rows), "CPS132")
    rewrite(tiny, "- path: data/*.csv", "- path: data/*.csv\n    columns: {respondent_id: ''}")
    outcome = put(tiny, PLAIN + rows)
    assert outcome.counts["new"] == 5


def test_rows_without_an_identifier_beside_others_are_people_of_their_own(tiny):
    text = PLAIN + "NA,1,1,1,1,1,1\nanonymous,2,2,2,2,2,2\n,3,3,3,3,3,3\nx,4,4,4,4,4,4\n"
    text += "NA,2,1,2,1,2,1\n-,3,1,3,1,3,1\n"  # one row's mark may be a name
    outcome = put(tiny, text)
    assert outcome.counts["new"] == 6
    assert rules(outcome)["row_without_id"] == 4
    assert put(tiny, text + "y,5,5,5,5,5,5\n", "b.csv").counts["new"] == 1


def test_a_column_that_becomes_the_identifier_later_is_read_anew(tiny):
    text = "Staff,h1,h2,h3,p1,p2,p3\na,1,1,1,1,1,1\nb,1,1,1,1,1,1\n"
    put(tiny, text)
    assert put(tiny, text).status == "already"
    rewrite(
        tiny, "- path: data/*.csv", "- path: data/*.csv\n    columns: {Staff: respondent_id}"
    )
    assert put(tiny, text).status == "ingested"
    assert current(tiny).n == 2
    assert put(tiny, text.replace("a,1", "c,1"), "b.csv").counts["new"] == 1


def test_what_decides_is_part_of_having_been_read(tiny):
    text = "respondent_id,Date submitted,h1\na,02/11/2026,1\nb,03/11/2026,2\n"
    assert rules(put(tiny, text))["date_order"] == 2
    rewrite(tiny, "- path: data/*.csv", "- path: data/*.csv\n    dates: dmy")
    outcome = put(tiny, text)
    assert outcome.status == "ingested"
    assert "date_order" not in rules(outcome)


# -------------------------------------------------------------- rows without identifier
SHEET = "Timestamp,h1,h2,h3,p1,p2,p3\n"
BARE = "h1,h2,h3,p1,p2,p3\n"


def test_a_longer_download_of_a_sheet_holds_the_same_people(tiny):
    first = SHEET + "2026/11/02 9:00,1,1,1,1,1,1\n2026/11/02 9:00,1,1,1,1,1,1\n"
    assert put(tiny, first).counts["new"] == 2  # two people answered alike in one minute
    newest_first = SHEET + "2026/11/03 9:00,1,1,1,1,1,1\n" + first.removeprefix(SHEET)
    outcome = put(tiny, newest_first, "b.csv")
    assert (outcome.counts["new"], outcome.counts["unchanged"]) == (1, 2)
    assert current(tiny).n == 3


def test_without_times_a_continuation_is_recognised_loudly(tiny):
    first = BARE + "1,1,1,1,1,1\n2,2,2,2,2,2\n1,1,1,1,1,1\n"
    assert put(tiny, first).counts["new"] == 3
    outcome = put(tiny, first + "3,3,3,3,3,3\n", "b.csv")
    assert (outcome.counts["new"], outcome.counts["unchanged"]) == (1, 3)
    assert "rows_recognised" in rules(outcome)
    outcome = put(tiny, first + "3,3,3,3,3,3\n4,4,4,4,4,4\n", "c.csv")
    assert outcome.counts["new"] == 1
    assert current(tiny).n == 5


def test_without_times_equal_rows_elsewhere_are_asked_about(tiny):
    put(tiny, BARE + "1,1,1,1,1,1\n2,2,2,2,2,2\n3,3,3,3,3,3\n")
    mixed = BARE + "5,5,5,5,5,5\n2,2,2,2,2,2\n3,3,3,3,3,3\n4,4,4,4,4,4\n"
    error = refused(put(tiny, mixed, "b.csv"), "CPS140")
    assert "2 rows" in error.message
    assert put(tiny, mixed, "b.csv", replace=True).counts["new"] == 2
    assert current(tiny).n == 5


def test_without_times_one_equal_row_is_another_person(tiny):
    put(tiny, BARE + "1,1,1,1,1,1\n2,2,2,2,2,2\n3,3,3,3,3,3\n")
    outcome = put(tiny, BARE + "5,5,5,5,5,5\n2,2,2,2,2,2\n4,4,4,4,4,4\n", "b.csv")
    assert outcome.counts["new"] == 3
    assert current(tiny).n == 6


# ---------------------------------------------------------------------- other surveys
def survey(people, shift=0, **how):
    rows = [
        lime(n, ",".join(str(1 + (n * k + shift) % 5) for k in range(1, 7)), **how)
        for n in people
    ]
    return LIME + "".join(rows)


def test_two_surveys_that_both_number_from_one_are_not_one(tiny):
    put(tiny, survey(range(1, 41)))
    other = survey(range(1, 4), shift=2).replace(",90", ",77")
    error = refused(put(tiny, other, "b.csv"), "CPS134")
    assert "3 of 3" in error.message
    assert current(tiny).n == 40
    rewrite(
        tiny,
        "  - path: data/*.csv",
        "  - path: data/*.csv\n  - {path: data/b.csv, survey: night}",
    )
    assert put(tiny, other, "b.csv").counts["new"] == 3
    assert current(tiny).n == 43
    outcomes = {one.file.name: one for one in ingest(load_study(tiny))}
    assert [outcomes[name].status for name in ("a.csv", "b.csv")] == ["already", "already"]
    assert funnel.run(["forget", "2", "--study", str(tiny), "--quiet"]) == 0
    assert current(tiny).n == 41  # of both surveys: nothing says which was meant


@pytest.mark.parametrize("how", [{"language": "fr"}, {"day": "2026-10-02"}, {"seed": 5}])
def test_one_background_that_contradicts_stops(tiny, how):
    put(tiny, survey(range(1, 41)))
    text = survey([1], shift=1, **how)
    refused(put(tiny, text, "b.csv"), "CPS139" if "day" in how else "CPS134")
    assert put(tiny, text, "b.csv", replace=True).counts["replaced"] == 1


def test_two_surveys_in_one_file_are_refused(tiny):
    text = survey(range(1, 5)) + survey(range(1, 5), shift=1, seed=5).removeprefix(LIME)
    refused(put(tiny, text), "CPS134")


# ------------------------------------------------------------------------ replacing
def plain(people, shift=0, head=PLAIN, more=""):
    rows = [
        ",".join([f"r{n}", *(str(1 + (n * k + shift) % 5) for k in range(1, 7))])
        for n in people
    ]
    return head + "".join(f"{row}{more}\n" for row in rows)


def test_a_fifth_may_be_corrected_and_more_is_asked_for(tiny):
    put(tiny, plain(range(20)))
    assert put(tiny, plain(range(4), shift=1), "b.csv").counts["replaced"] == 4
    error = refused(put(tiny, plain(range(10, 15), shift=1), "c.csv"), "CPS133")
    assert "5 of 20" in error.message
    assert "--replace" in error.fix
    before = current(tiny).values["h1"].tolist()
    assert (
        put(tiny, plain(range(10, 15), shift=1), "c.csv", replace=True).counts["replaced"] == 5
    )
    assert current(tiny).values["h1"].tolist() != before


SHORT = PLAIN.replace(",p3", "")


def shorter(people, shift=0):
    """The same questions but one: an item was renamed."""
    lines = plain(people, shift).splitlines()[1:]
    return SHORT + "".join(line.rpartition(",")[0] + "\n" for line in lines)


def test_other_answers_are_not_left_aside_because_they_are_fewer(tiny):
    put(tiny, plain(range(20)))
    assert put(tiny, shorter(range(20)), "b.csv").counts["unchanged"] == 20
    assert put(tiny, shorter(range(2), shift=1), "c.csv").counts["kept"] == 2
    text = shorter(range(5, 30), shift=1)
    error = refused(put(tiny, text, "d.csv"), "CPS133")
    assert "15 of 15" in error.message
    assert "--wave" in error.fix
    outcome = put(tiny, text, "d.csv", replace=True)
    assert (outcome.counts["replaced"], outcome.counts["new"]) == (15, 10)
    before = h1(tiny)
    rewrite(tiny, "version: 1.0.0", "version: 1.0.1", "small.yaml")
    outcomes = ingest(load_study(tiny))
    assert [(one.file.name, str(one.error)) for one in outcomes if one.error] == []
    assert h1(tiny) == before


def test_what_was_told_to_replace_may_be_read_anew_without_being_asked(tiny):
    put(tiny, plain(range(20)))
    put(tiny, plain(range(20), shift=1), "b.csv", replace=True)
    before = h1(tiny)
    rewrite(tiny, "version: 1.0.0", "version: 1.0.1", "small.yaml")
    outcomes = ingest(load_study(tiny))
    assert [one.status for one in outcomes] == ["ingested", "ingested"]
    assert h1(tiny) == before


def test_completing_and_adding_columns_never_count(tiny):
    put(tiny, LIME + "".join(lime(n, f"{n},1,1,,,", day="") for n in range(1, 6)))
    outcome = put(tiny, LIME + "".join(lime(n, f"{n},1,1,2,2,2") for n in range(1, 6)), "b.csv")
    assert outcome.counts["replaced"] == 5
    head = LIME.replace("\n", ",tenure\n")
    rows = "".join(lime(n, f"{n},1,1,2,2,2,1") for n in range(1, 6))
    assert put(tiny, head + rows, "c.csv").counts["replaced"] == 5
    fewer = LIME.replace(",p3\n", "\n") + "".join(lime(n, f"{n},1,1,2,2") for n in range(1, 6))
    assert put(tiny, fewer, "d.csv").counts["unchanged"] == 5
    assert current(tiny).values["p3"].tolist() == [2] * 5


def test_batch_rejects_with_the_reason_and_replace_is_in_the_json(tiny, capsys):
    for file in ("small.yaml", "study.yaml", "data"):
        (tiny / "one").mkdir(exist_ok=True)
        (tiny / file).rename(tiny / "one" / file)
    tiny = tiny / "one"
    put(tiny, plain(range(20)))
    (tiny / "data" / "b.csv").write_text(plain(range(20), shift=1), "utf-8")
    assert funnel.run(["batch", "run", str(tiny.parent), "--quiet"]) == 65
    capsys.readouterr()
    place = ["--study", str(tiny), "--json"]
    assert funnel.run(["ingest", *place]) == 65
    said = json.loads(capsys.readouterr().out)
    assert said["files"][1]["error"]["code"] == "CPS133"
    assert "--replace" in said["files"][1]["error"]["fix"]
    assert funnel.run(["ingest", str(tiny / "data" / "b.csv"), "--replace", *place]) == 0
    assert json.loads(capsys.readouterr().out)["replace"] is True


# ---------------------------------------------------------------- which answer counts
def dated(*rows):
    return "respondent_id,Date submitted,h1,h2\n" + "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (("a,2026-11-05 10:00,5,5", "a,2026-11-01 10:00,1,1"), 5),  # newest first
        (("a,2026-11-05 10:00,5,5", "a,2026-11-05 09:00,1,1"), 5),
        (("a,2026-11-05T08:30:00Z,5,5", "a,2026-11-05T09:00:00+01:00,1,1"), 5),
        (("a,2026-11-01,5,5", "a,2026-11-05,1,"), 5),  # more answered
        (("a,2026-11-01,5,", "a,,1,1"), 5),  # complete
        (("a,2026-11-01,5,", "a,never,1,1"), 5),
        (("a,2026-11-01,1,1", "a,2026-11-01,5,5"), 5),  # nothing else decides: the lower row
    ],
)
def test_in_a_file(tiny, rows, counts):
    assert put(tiny, dated(*rows, "b,2026-10-01,2,2")).counts["new"] == 2
    assert h1(tiny) == [2, counts]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        (("2026-11-05,5,5", "2026-11-01,1,1"), 5),
        (("2026-11-01,5,5", "2026-11-01,1,"), 5),
        (("2026-11-01,5,", ",1,1"), 5),
        (("2026-11-01,1,1", "2026-11-01,5,5"), 5),  # the later file
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_between_files_whatever_their_order(tiny, rows, counts, turned):
    others = [f"o{n},2026-10-{1 + n:02d},2,2" for n in range(10)]
    put(tiny, dated(*others))
    same = rows[0][:10] == rows[1][:10] and rows[0].count(",") == rows[1].count(",")
    order = reversed(rows) if turned and not (same and rows[1].endswith("5,5")) else rows
    for at, row in enumerate(order):
        put(tiny, dated("o1,2026-10-02,2,2", f"a,{row}"), f"{at}.csv")
    assert h1(tiny)[-1] == counts


def test_complete_before_unknown_before_partial(tiny):
    others = plain(range(10))
    put(tiny, others)
    unknown = "respondent_id,h1,h2\na,3,3\n"
    partial = "respondent_id,Finished,h1,h2\na,0,1,1\n"
    complete = "respondent_id,Finished,h1,h2\na,TRUE,5,\n"
    outcome = put(tiny, unknown, "u.csv")
    assert (outcome.counts["unknown"], rules(outcome)["completeness_unknown"]) == (1, 1)
    assert put(tiny, partial, "p.csv").counts["kept"] == 1
    assert put(tiny, complete, "c.csv").counts["replaced"] == 1
    study = load_study(tiny)
    with open_store(study) as store:
        found = store.responses(study.questionnaire)
    assert found.complete.all()  # unknown is not partial: complete_only leaves nobody out
    assert found.values["h1"][-1] == 5


def test_an_order_that_decides_must_be_declared(tiny):
    text = dated("a,02/11/2026,5,5", "a,11/02/2026,1,1", "b,05/06/2026,2,2")
    refused(put(tiny, text), "CPS141")
    rewrite(tiny, "- path: data/*.csv", "- path: data/*.csv\n    dates: dmy")
    put(tiny, text)
    assert h1(tiny) == [2, 5]


QUALTRICS = "StartDate,EndDate,Status,Progress,Finished,ResponseId,h1,h2\n"


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("1", "preview"),
        ("2", "test"),
        ("8", "spam"),
        ("9", "preview"),
        ("12", "spam"),
        ("Survey Preview", "preview"),
        ("Test de l'enquête", "test"),
        ("Spam", "spam"),
    ],
)
def test_previews_tests_and_spam_are_what_they_are(tiny, status, rule):
    day = "2026-11-02 09:00:00,2026-11-02 09:10:00"
    text = QUALTRICS + f"{day},0,100,1,R_1,5,5\n{day},{status},100,True,R_2,1,1\n"
    text += f"{day},IP Address,45,FAUX,R_3,3,\n"
    outcome = put(tiny, text)
    assert rules(outcome)[rule] == 1
    assert (outcome.counts["complete"], outcome.counts["partial"]) == (1, 1)
    assert h1(tiny) == [3, 5]


def test_a_variable_called_status_is_no_platform_column(tiny):
    rewrite(tiny, "  - id: tenure\n", "  - id: tenure\n    aliases: [Status]\n", "small.yaml")
    text = "ResponseId,Finished,Status,h1\nR_1,1,1,5\nR_2,1,2,4\n"
    assert put(tiny, text).counts["complete"] == 2
    assert current(tiny).values["tenure"].tolist() == [1, 2]


def test_a_status_of_something_else_sets_nobody_aside(tiny):
    text = "respondent_id,Status,h1\na,1,5\nb,2,4\nc,married,3\n"
    assert put(tiny, text).counts["new"] == 3


def test_a_file_all_of_whose_rows_are_set_aside_is_refused(tiny):
    day = "2026-11-02 09:00:00,2026-11-02 09:10:00"
    text = QUALTRICS + f"{day},1,100,1,R_1,5,5\n{day},0,100,1,R_2,,\n"
    error = refused(put(tiny, text), "CPS135")
    assert "1 no_answer, 1 preview" in error.message


# --------------------------------------------------------------------------- groups
def test_a_team_written_in_several_ways_is_one_team(tiny):
    head = "respondent_id,team_id,h1\n"
    text = head + "a,Team A,1\nb,Team\u00a0A,2\nc,team  a,3\nd,Team B,4\ne,12.0,5\nf,12,1\n"
    outcome = put(tiny, text)
    assert rules(outcome)["group_spelling"] == 1
    put(tiny, head + "g,TEAM b,1\n", "b.csv")
    teams = current(tiny).groups["team_id"].tolist()
    assert teams == ["Team A"] * 3 + ["Team B", "12", "12", "Team B"]


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (("Team-Nord", "Team Nord"), 1),
        (("TeamNord", "team nord.", "Team Nord"), 1),
        (("Équipe Été", "Equipe Ete"), 1),
        (("Team A", "team\u00a0a", "Team B"), 0),
        (("Team 1-1", "Team 11"), 0),
        (("Team 1/1", "Team 1.1"), 1),
        (("1.1", "11"), 0),
        (("+", "-"), 0),
        (("日本", "日木"), 0),
    ],
)
def test_teams_that_differ_in_signs_alone_are_told(tiny, names, apart):
    """They stay apart: whether they are one team, the program cannot know."""
    head, rows = (
        "respondent_id,team_id,h1\n",
        (f"r{n},{one},1\n" for n, one in enumerate(names)),
    )
    outcome = put(tiny, head + "".join(rows))
    assert rules(outcome).get("group_nearly", 0) == (apart > 0)
    named = " ".join(finding.message for finding in outcome.findings)
    assert not any(name in named for name in names)
    one_way = "".join(f"r{n},{names[0]},1\n" for n, _ in enumerate(names))
    assert "group_nearly" not in rules(put(tiny, head + one_way))
    assert set(current(tiny).groups["team_id"].tolist()) == {names[0]}


# ---------------------------------------------------------------------------- waves
@pytest.fixture
def waves(tiny):
    text = SMALL.replace("  team: {", "  wave: {variable: wave}\n  team: {")
    (tiny / "small.yaml").write_text(text, "utf-8")
    return tiny


def tokens(people, day, shift=0):
    head = "respondent_id,Date submitted,h1,h2,h3,p1,p2,p3\n"
    return (
        plain(people, shift, head).replace("r", "r", 1)
        if day is None
        else head + "".join(f"r{n},{day},{1 + (n + shift) % 5},1,1,1,1,1\n" for n in people)
    )


def test_a_file_that_looks_like_a_new_wave_is_asked_about_and_both_ways_work(waves):
    put(waves, tokens(range(30), "2026-10-01"))
    later = tokens(range(2), "2027-01-10", shift=1)
    error = refused(put(waves, later, "b.csv"), "CPS139")
    assert "--wave 2" in error.fix
    assert "--replace" in error.fix
    outcome = put(waves, later, "b.csv", wave=2)
    assert outcome.counts["new"] == 2
    found = current(waves)
    assert found.n == 2  # analyses take the latest wave
    assert found.flow["earlier_wave"] == 30
    assert found.groups["wave"].tolist() == ["2", "2"]


def test_newer_answers_of_the_same_wave_replace_when_told(waves):
    put(waves, tokens(range(30), "2026-10-01"))
    later = tokens(range(2), "2027-01-10", shift=1)
    assert put(waves, later, "b.csv", replace=True).counts["replaced"] == 2
    assert current(waves).n == 30


def test_completed_later_is_no_new_wave(waves):
    head = "respondent_id,Date submitted,h1,h2\n"
    put(waves, head + "a,2026-10-01,1,1\nb,,2,\n")
    assert put(waves, head + "b,2026-10-09,2,2\nc,2026-10-08,3,3\n", "b.csv").counts["new"] == 1


def test_a_source_names_its_wave_and_a_column_must_not_contradict(waves):
    rewrite(waves, "- path: data/*.csv", "- {path: data/*.csv, wave: 2}")
    text = "respondent_id,wave,h1\na,2,1\nb,2.0,2\nc,,3\n"
    assert put(waves, text).counts["new"] == 3
    assert current(waves).groups["wave"].tolist() == ["2"] * 3
    refused(put(waves, text.replace("a,2", "a,1"), "b.csv"), "CPS138")
    refused(put(waves, text, "c.csv", wave=3), "CPS138")


def test_waves_without_a_variable_are_refused_and_the_way_out_works(tiny, capsys):
    place = ["--study", str(tiny)]
    (tiny / "data" / "a.csv").write_text(plain(range(5)), "utf-8")
    assert funnel.run(["ingest", str(tiny / "data" / "a.csv"), "--wave", "2", *place]) == 2
    assert "wave: {variable: wave}" in capsys.readouterr().err
    rewrite(tiny, "- path: data/*.csv", "- {path: data/*.csv, wave: 2}")
    assert funnel.run(["ingest", *place]) == 78
    assert funnel.run(["check", *place]) == 78
    rewrite(tiny, "identifiers:\n", "identifiers:\n  wave: {variable: wave}\n", "small.yaml")
    assert funnel.run(["check", *place]) == 0
    assert funnel.run(["ingest", *place]) == 0


def test_earlier_waves_stand_in_the_flow_of_the_report(waves):
    for wave, shift in ((1, 0), (2, 1)):
        put(waves, tokens(range(30), f"202{5 + wave}-10-01", shift), f"{wave}.csv", wave=wave)
    assert funnel.run(["analyze", "--study", str(waves), "--quiet"]) == 0
    results = json.loads((waves / "reports" / "current" / "results.json").read_text("utf-8"))
    sample = results["results"][0]["sample"]
    assert (sample["used"], sample["dropped"]) == (30, {"earlier_wave": 30})
    page = (waves / "reports" / "current" / "supplement.html").read_text("utf-8")
    assert "Answer of an earlier wave" in page


def test_help_shows_both_options_with_an_example(capsys):
    assert funnel.run(["ingest", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for part in ("--wave", "--replace"):
        assert part in said


# --------------------------------------------------------------------------- README
def test_next_quarter_is_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "keys"))
    seen = []
    for quarter, shift in (("quarter-1", 0), ("quarter-2", 1)):
        folder = tmp_path / quarter
        assert funnel.run(["init", str(folder), "--quiet"]) == 0
        (folder / "small.yaml").write_text(SMALL, "utf-8")
        (folder / "study.yaml").write_text(STUDY.replace("id: tiny", f"id: {quarter}"), "utf-8")
        (folder / "data" / "export.csv").write_text(plain(range(40), shift), "utf-8")
        assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
        seen.append(current(folder).values["h1"].tolist())
    assert seen[0] != seen[1]
    assert current(tmp_path / "quarter-1").values["h1"].tolist() == seen[0]


# ---------------------------------------------------------------- found by hostile users
def test_survey_keeps_apart_also_what_a_column_of_the_study_names(tiny):
    """The way out that CPS133 and CPS134 show works whatever the identifiers are."""
    put(tiny, PLAIN + "".join(f"{n},1,1,1,1,1,1\n" for n in range(6)))
    other = PLAIN + "".join(f"{n},5,5,5,5,5,5\n" for n in range(6))
    assert "survey: NAME" in refused(put(tiny, other, "b.csv"), "CPS133").fix
    rewrite(tiny, "sources:", "sources:\n  - {path: data/b.csv, survey: b}")
    assert put(tiny, other, "b.csv").counts["new"] == 6
    assert h1(tiny) == [1] * 6 + [5] * 6
    with open_store(load_study(tiny)) as store:
        assert store.forget("3").rows == 2


def test_the_wave_of_the_command_line_is_remembered(tiny):
    rewrite(tiny, "identifiers:", "identifiers:\n  wave: {variable: wave}", "small.yaml")
    put(tiny, LIME + "".join(lime(n, "1,1,1,1,1,1") for n in range(1, 7)))
    second = LIME + "".join(lime(n, "5,5,5,5,5,5", "2027-01-05") for n in range(1, 7))
    refused(put(tiny, second, "b.csv"), "CPS139")
    put(tiny, second, "b.csv", wave=2)
    assert put(tiny, second, "b.csv").status == "already"
    rewrite(tiny, "Neither", "Neutral", "small.yaml")
    assert put(tiny, second, "b.csv").counts["new"] == 6
    assert h1(tiny) == [5] * 6
    assert put(tiny, second, "b.csv", wave=3).status == "ingested"


def test_a_file_that_goes_over_to_another_wave_is_told_and_goes_back(tiny):
    rewrite(tiny, "identifiers:", "identifiers:\n  wave: {variable: wave}", "small.yaml")
    first = PLAIN + "a,1,1,1,1,1,1\nb,1,1,1,1,1,1\n"
    put(tiny, first)
    assert "wave_moved" not in rules(put(tiny, first, wave=1))  # it had none
    put(tiny, PLAIN + "a,2,2,2,2,2,2\nb,2,2,2,2,2,2\n", "b.csv", wave=2)
    outcome = put(tiny, first, "copy.csv", wave=3)
    (told,) = [one for one in outcome.findings if one.rule == "wave_moved"]
    assert "were those of wave 1 and are now of wave 3" in told.message
    assert "--wave 1" in told.fix
    assert h1(tiny) == [1, 1]
    back = put(tiny, first, wave=1)
    assert "wave_moved" in rules(back)
    assert h1(tiny) == [2, 2]
    assert "wave_moved" not in rules(put(tiny, first))


def test_new_answers_without_wave_beside_a_later_one_are_told(tiny):
    rewrite(tiny, "identifiers:", "identifiers:\n  wave: {variable: wave}", "small.yaml")
    put(tiny, PLAIN + "a,1,1,1,1,1,1\n", wave=2)
    outcome = put(tiny, PLAIN + "b,2,2,2,2,2,2\n", "b.csv")
    assert rules(outcome)["without_wave"] == 1
    assert h1(tiny) == [1]
    put(tiny, PLAIN + "b,2,2,2,2,2,2\n", "b.csv", wave=2)
    assert h1(tiny) == [1, 2]


def test_numbers_of_any_size_come_out_as_they_went_in(tiny):
    rewrite(
        tiny,
        "derived:",
        "  - {id: income, type: decimal, label: {en: Income, fr: Revenu}}\nderived:",
        "small.yaml",
    )
    numbers = [-2.5, -1, 0, 7, 0.1, 9007199254740993.0, 1e300]
    rows = "".join(f"a{at},1,{number!r}\n" for at, number in enumerate(numbers[:6]))
    put(tiny, "respondent_id,h1,income\n" + rows + f"a6,1,{10**300}\n")
    assert current(tiny).values["income"].tolist() == numbers
