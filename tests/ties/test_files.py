"""Lists of ties and matrices, hostile ones first."""

import openpyxl
import pytest
from ties_made import PEOPLE, rules

from cpsurvey.batch.analyze import analyze
from cpsurvey.design import load_study

EDGES = "network: {{ties: [{{path: t.csv, relation: net_advice, source: from, target: to{}}}]}}"
ROSTER = "network: {rosters: [{path: r.csv, relation: net_advice}]}"


def edges(net, text, more="", **how):
    net.survey([], [[who, "1"] for who in PEOPLE])
    net.says(EDGES.format(more))
    net.write("t.csv", text, **how)
    return net.ingest()[-1]


def roster(net, text):
    net.survey([], [[who, "1"] for who in PEOPLE])
    net.says(ROSTER)
    net.write("r.csv", text)
    return net.ingest()[-1]


def test_a_list_of_ties_with_what_does_not_fit_counted_by_reason(net):
    outcome = edges(
        net,
        """
        from,to,often
        A1,B2,3
        A1,B2,5
        A1,A1,2
        B2,A1,daily
        B2,C3,sometimes
        C3,D4,-1
        ,A1,1
        C3,,1
        D4,NA,
        D4,A1,0
        D4,C3,"1,5"
        Z9,A1,2
        """,
        ", weight: often",
    )
    assert outcome.error is None
    assert net.named(tokens=(*PEOPLE, "Z9")) == {
        ("A1", "B2"): 3.0,
        ("B2", "A1"): 20.0,
        ("D4", "C3"): 1.5,
        ("Z9", "A1"): 2.0,
    }
    assert net.asked(tokens=(*PEOPLE, "Z9")) == {*PEOPLE, "Z9"}
    said = rules(outcome)
    assert (said["tie_twice"], said["tie_self"], said["tie_weight"]) == (1, 1, 2)
    assert said["tie_no_source"] == 1
    told = "".join(f"{one.message}{one.fix}{one.where}" for one in outcome.findings)
    assert not any(who in told for who in (*PEOPLE, "Z9"))


def test_relations_and_periods_from_columns(net):
    net.survey([], [[who, "1"] for who in PEOPLE])
    net.says(EDGES.replace("net_advice", "relation").format(", period: when"))
    net.write(
        "t.csv",
        """
        from;to;relation;when
        A1;B2;NET_ADVICE;2026-01
        A1;C3;net_advice;2026-02
        B2;C3;net_story;2026-02
        """,
    )
    assert net.ingest()[-1].error is None
    assert net.named(tokens=PEOPLE) == {("A1", "C3"): 1.0}  # the latest period
    assert net.named("net_story", tokens=PEOPLE) == {("B2", "C3"): 1.0}


def test_a_workbook_with_a_title_and_windows_text(net):
    net.survey([], [[who, "1"] for who in PEOPLE])
    net.says(EDGES.replace("t.csv", "t.xlsx").format(""))
    book = openpyxl.Workbook()
    for line in (["from", "to"], ["A1", "B2"], ["B2", "A1"]):
        book.active.append(line)
    book.save(net.folder / "t.xlsx")
    assert net.ingest()[-1].error is None
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0, ("B2", "A1"): 1.0}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A1,B2\nB2,A1\n", "CPS150"),  # no headings: none of the first line is shown
        ("from,whom\nA1,B2\n", "CPS150"),
        ("from,to,to\nA1,B2,C3\n", "CPS150"),
        ("from,to\n,A1\n,B2\n", "CPS151"),
        ("", "CPS101"),
        ("from,to\n", "CPS101"),
        ("from,to\n1.2E+11,A1\n1.3E+11,B2\n", "CPS131"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_and_shows_nothing(net, text, code):
    outcome = edges(net, text)
    assert outcome.error.code == code
    assert outcome.error.fix
    assert not any(who in f"{outcome.error}" for who in PEOPLE)
    assert net.named() is None


def test_a_matrix_with_a_full_diagonal_is_directed_and_may_be_one_sided(net):
    outcome = roster(
        net,
        """
        who,A1,B2,C3,X7
        A1,1,1,,2
        B2,1,9,0,
        C3,weekly,x,1,often
        D4,0,0,0,0
        """,
    )
    assert outcome.error is None
    assert net.named(tokens=(*PEOPLE, "X7")) == {
        ("A1", "B2"): 1.0,
        ("A1", "X7"): 2.0,
        ("B2", "A1"): 1.0,
        ("C3", "A1"): 4.0,
        ("C3", "B2"): 1.0,
    }
    assert net.asked(tokens=PEOPLE) == set(PEOPLE)
    said = rules(outcome)
    assert (said["tie_self"], said["tie_weight"], said["one_sided_roster"]) == (3, 1, 1)


def test_an_empty_row_of_a_matrix_was_not_answered(net):
    roster(net, "who,A1,B2\nA1,,1\nB2,,\n")
    assert net.asked(tokens=PEOPLE) == {"A1"}


@pytest.mark.parametrize(
    "text",
    [
        "who,Anne Martin,Bob Roy\nA1,1,0\nB2,0,1\n",
        "who,A1,B2\nA1,,\nB2,,\n",
        "A1,B2\nx,y\n",
    ],
)
def test_a_matrix_of_nobody_is_refused(net, text):
    outcome = roster(net, text)
    assert outcome.error.code == "CPS151"
    assert "Martin" not in f"{outcome.error}"


def test_a_person_with_two_rows_or_columns_is_said(net):
    outcome = roster(net, "who,A1,B2,B2\nA1,,1,1\nB2,1,,\nA1,0,0,0\n")
    assert rules(outcome)["person_twice"] == 2
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0, ("B2", "A1"): 1.0}


def test_who_is_on_no_list_of_those_who_can_be_named_is_unknown(net):
    net.survey(["net_advice"], [["A1", "1", "B2;Q9"], ["B2", "1", "N5"]])
    net.write("people.csv", "id,team\nA1,T0\nB2,T1\nN5,T1\n")
    net.says("network: {population: {path: people.csv, team: team}}")
    net.ingest()
    assert net.named(tokens=("A1", "B2", "N5", "Q9")) == {("A1", "B2"): 1.0, ("B2", "N5"): 1.0}
    found, key = net.ties()
    assert found.set_aside == {"unknown": 1}
    assert found.invited == 3
    team = dict(zip(found.people, found.group["team"], strict=True))
    assert team[key.pseudonym("N5")] == "T1"


def test_a_number_says_how_many_were_invited(net):
    net.survey(["net_advice"], [["A1", "1", "B2"]])
    net.says("network: {population: 40}")
    net.ingest()
    found, _ = net.ties()
    assert found.invited == 40


def test_the_same_file_twice_changes_nothing_and_another_declaration_is_read_anew(net):
    edges(net, "from,to\nA1,B2\n")
    assert net.ingest()[-1].status == "already"
    net.says(EDGES.replace("net_advice", "net_story").format(""))
    assert net.ingest()[-1].status == "ingested"
    assert net.named("net_story", tokens=PEOPLE) == {("A1", "B2"): 1.0}


def test_the_report_says_which_files_ties_came_from(net):
    net.survey([], [[f"P{at:02d}", "1"] for at in range(12)])
    net.says(EDGES.format(""))
    net.write("t.csv", "from,to\n" + "".join(f"P{at:02d},P{at + 1:02d}\n" for at in range(11)))
    net.ingest()
    done = analyze(load_study(net.folder))
    (table,) = done.folder.rglob("T26d-ties.csv")
    assert "t.csv" in table.read_text("utf-8")
    assert "P03" not in table.read_text("utf-8")
