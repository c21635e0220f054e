"""Page times: whose they are, what is no time, and what becomes of the rest."""

import math
import warnings

import pytest
from conftest import SHARED, SMALL, STUDY

from cpsurvey import intake
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError

PAGES = (
    "pages:\n  - {id: p_help, contains: [help]}\n  - {id: p_perf, contains: [perf, tenure]}\n"
)
LEADS = "id,submitdate,lastpage,startlanguage,token,h1,h2,h3,p1,p2,p3"


def line(who, *times, answers="4,3,2,5,4,4", submitted="2026-11-02 10:00:00"):
    return f"{who},{submitted},2,en,tok{who},{answers}," + ",".join(times) + "\n"


@pytest.fixture
def read(write, tmp_path):
    def reader(content, pages=PAGES, **spec):
        write("small.yaml", SMALL + pages)
        questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire
        return intake.read(
            write("e.csv", content),
            questionnaire,
            SourceSpec(path="e.csv", **spec),
            questionnaire_sha256="0",
        )

    return reader


def times(batch):
    """Page -> its seconds, None where unknown."""
    return {
        name.removeprefix("seconds."): [None if math.isnan(t) else t for t in batch.frame[name]]
        for name in batch.frame.columns
        if name.startswith("seconds.")
    }


def rules(batch):
    return {finding.rule for finding in batch.findings}


# ------------------------------------------------------------------ whose times they are
@pytest.mark.parametrize(
    "heads",
    [
        ("interviewtime", "groupTime715", "groupTime1019"),
        ("interviewtime", "groupTime1019", "groupTime715"),  # numbers tell no order
        ("INTERVIEWTIME", "grouptime7", "grouptime8"),
        (
            "interviewtime. Total time",
            "groupTime7. Group time: Around you",
            "groupTime8. Group time: Work",
        ),
        ("Total time", "Group time: Around you", "Group time: Work"),
        ("Total_time", "Group_time:_Around_you", "Group_time:_Work"),
    ],
)
def test_groups_of_limesurvey_are_pages_in_the_order_of_the_form(read, heads):
    batch = read(f"{LEADS},{','.join(heads)}\n" + line(1, "30.45", "12.5", "17.95"))
    assert times(batch) == {"p_help": [13], "p_perf": [18]}
    assert batch.info.timed == 2
    assert "page times are taken in the order of the form" in batch.info.evidence
    assert not {"unknown_column", "pages_differ"} & rules(batch)


def test_groups_called_like_pages_need_no_order(read):
    head = f"{LEADS},Group time: p_perf,Group time: Welcome,Group time: P help\n"
    batch = read(head + line(1, "8", "3", "12"))
    assert times(batch) == {"p_help": [12], "p_perf": [8]}
    (told,) = [finding for finding in batch.findings if finding.rule == "timer_unknown"]
    assert "'Group time: Welcome'" in told.message


def test_times_between_groups_and_questions_are_told_apart(read):
    head = f"{LEADS},interviewtime,groupTime1,helpTime,groupTime2,perfTime,tenureTime\n"
    batch = read(head + line(1, "30", "12", "", "18", "", ""))  # group by group
    assert times(batch) == {"p_help": [12], "p_perf": [18]}
    batch = read(head + line(1, "30", "", "12.3", "", "10.4", "8.4"))  # question by question
    assert times(batch) == {"p_help": [12], "p_perf": [19]}
    assert "page times are taken by their questions" in batch.info.evidence
    alone = LEADS.replace("h1,h2,h3", "help[h1],help[h2],help[h3]")
    assert times(read(f"{alone},helpTime\n" + line(1, "4"))) == {"p_help": [4]}


def test_a_question_is_no_time_because_its_name_ends_so(write, tmp_path):
    write("small.yaml", SMALL.replace("id: p3,", "id: overtime,").replace("+ p3", "+ overtime"))
    questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire
    file = write("e.csv", LEADS.replace("p3", "overtime") + ",interviewtime\n" + line(1, "30"))
    batch = intake.read(file, questionnaire, SourceSpec(path="x"), questionnaire_sha256="0")
    assert batch.frame["overtime"].tolist() == [4]


def test_a_whole_form_on_one_page_has_the_time_of_the_form(read):
    one = "pages: [{id: all, contains: [help, perf]}]\n"
    batch = read(f"{LEADS},interviewtime\n" + line(1, "61.7"), pages=one)
    assert times(batch) == {"all": [62]}
    assert times(read(f"{LEADS},interviewtime\n" + line(1, "61.7"))) == {}


def test_another_number_of_groups_than_pages_is_told_with_the_way_out(read):
    head = f"{LEADS},groupTime1,groupTime2,groupTime3\n"
    batch = read(head + line(1, "5", "12", "18"))
    assert times(batch) == {}
    (told,) = [finding for finding in batch.findings if finding.rule == "pages_differ"]
    assert told.severity == "warning"
    assert "3 groups" in told.message
    assert "2 pages" in told.message
    assert "columns: {'groupTime1': seconds.p_help}" in told.fix
    left_out = read(head + line(1, "5", "12", "18"), columns={"groupTime1": ""})
    assert times(left_out) == {"p_help": [12], "p_perf": [18]}


def test_the_source_says_which_group_is_which_page(read):
    head = f"{LEADS},groupTime1,groupTime2,groupTime3\n"
    mapped = {"groupTime2": "seconds.p_perf", "grouptime3": "seconds.p_perf"}
    batch = read(head + line(1, "5", "12.2", "18.2"), columns=mapped)
    assert times(batch) == {"p_perf": [30]}  # two groups make one page
    assert "timer_unknown" in rules(batch)
    plain = read(f"{LEADS},Dauer\n" + line(1, "9"), columns={"Dauer": "seconds.p_help"})
    assert times(plain) == {"p_help": [9]}
    with pytest.raises(CpsurveyError, match=r"no variable and no page") as caught:
        read(f"{LEADS},groupTime1\n" + line(1, "5"), columns={"groupTime1": "seconds.p_hlep"})
    assert caught.value.code == "CPS108"
    assert "seconds.p_help" in caught.value.fix


def test_a_wrong_page_in_the_study_file_is_found_before_data_are_read(write, tmp_path):
    write("small.yaml", SMALL + PAGES)
    source = "  - path: data/*.csv\n    columns: {groupTime1: seconds.p_hlep}\n"
    write("study.yaml", STUDY.replace("  - path: data/*.csv\n", source))
    with pytest.raises(CpsurveyError) as caught:
        load_study(tmp_path)
    (found,) = caught.value.findings
    assert found.where == "study.yaml:5"
    assert "'seconds.p_hlep'" in found.message
    assert "seconds.p_help" in found.fix


def test_times_of_a_questionnaire_without_pages_are_left_out_and_told(read):
    batch = read(f"{LEADS},groupTime1,groupTime2\n" + line(1, "5", "6"), pages="")
    assert times(batch) == {}
    assert "no_pages" in rules(batch)


def test_plain_tables_and_qualtrics_timing_questions(read):
    head = "respondent_id,h1,h2,h3,p1,p2,p3,"
    row = "r1,4,3,2,5,4,4,"
    assert times(read(f"{head}seconds.p_perf\n{row}7\n")) == {"p_perf": [7]}
    timing = "".join(
        f"{page}_First Click,{page}_Last Click,{page}_Page Submit,{page}_Click Count,"
        for page in ("Q5", "Q9")
    )
    batch = read(f"{head}{timing}\n{row}1.2,8.1,9.313,6,2,3,14.7,6,\n")
    assert batch.info.reader == "qualtrics"
    assert times(batch) == {"p_help": [9], "p_perf": [15]}
    batch = read(f"{head}p_perf_Page Submit,Q1_DO,Q1_DO_1\n{row}14.7,1|2,1\n")
    assert times(batch) == {"p_perf": [15]}
    (order,) = [finding for finding in batch.findings if finding.rule == "presented_order"]
    assert order.count == 2


# ---------------------------------------------------------------------- what is no time
@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("-3.2", "not_a_time"),
        ("soon", "not_a_time"),
        ("00:03:21", "not_a_time"),
        ("nan", "not_a_time"),
        ("inf", "not_a_time"),
        ("1e400", "not_a_time"),
        ("=1+1", "not_a_time"),
        ("90000.5", "time_too_long"),
        ("9" * 400, "time_too_long"),
    ],
)
def test_what_is_no_time_is_missing_with_a_finding(read, cell, rule):
    head = f"{LEADS},groupTime1,groupTime2\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        batch = read(head + line(1, cell, "18") + line(2, "12.5", "17"))
    assert times(batch) == {"p_help": [None, 13], "p_perf": [18, 17]}
    assert [(r.row, r.column, r.rule) for r in batch.rejected] == [(1, "seconds.p_help", rule)]
    (told,) = [finding for finding in batch.findings if finding.rule == rule]
    assert cell not in told.message + told.fix
    assert batch.info.rows == batch.info.accepted == 2  # the answers stay


def test_a_part_that_is_no_time_spoils_its_page(read):
    batch = read(
        f"{LEADS},Total time,helpTime,perfTime,tenureTime\n"
        + line(1, "9", "3", "-1", "4")
        + line(2, "4", "", "", "4")
    )
    assert times(batch) == {"p_help": [3, None], "p_perf": [None, 4]}


def test_decimal_commas_in_times(read):
    text = f"{LEADS},groupTime1,groupTime2\n".replace(",", ";")
    text += line(1, "12.6", "17.4").replace(",", ";").replace(".", ",")
    assert times(read(text)) == {"p_help": [13], "p_perf": [17]}


def test_no_time_on_pages_never_reached_and_zero_on_hasty_ones(read):
    head = f"{LEADS},groupTime1,groupTime2\n"
    left = line(1, "12.6", "0", answers="4,3,2,,,", submitted="")
    batch = read(head + left + line(2, "0.00", "0.3") + line(3, "", '""'))
    assert times(batch) == {"p_help": [13, 0, None], "p_perf": [None, 0, None]}
    assert not batch.rejected


def test_a_page_that_nobody_was_timed_on_counts_as_not_timed(read):
    batch = read(f"{LEADS},groupTime1,groupTime2\n" + line(1, "12.6", "") + line(2, "3", ""))
    assert times(batch) == {"p_help": [13, 3]}
    assert batch.info.timed == 1


def test_rows_set_aside_take_their_times_with_them(read):
    head = f"{LEADS},groupTime1,groupTime2\n"
    silent = line(1, "50", "60", answers=",,,,,")
    batch = read(head + silent + line(2, "12", "13") + line(2, "14", "15") + line(3, "1", "2"))
    assert times(batch) == {"p_help": [14, 1], "p_perf": [15, 2]}


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
def test_questions_about_time_in_a_real_export_are_no_times():
    """`time1can[time1can]` asks how much time people spend; none of its columns is lost."""
    from cpsurvey.intake.export import readers
    from cpsurvey.intake.file import File
    from cpsurvey.intake.sources import Told, sheet_of

    file = SHARED / "data" / "rse_uk_2017_limesurvey.csv"
    sheet = sheet_of(File.at(file), Told())
    export = readers.get("limesurvey").read(sheet, file.name)
    assert export.timers == ()
    assert sum(column.heading.startswith("time1can[") for column in export.columns) == 6
