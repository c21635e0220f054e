"""Logs of observers: what counts, what is left out and why, nobody who takes no part."""

import pytest
from seen.conftest import ask

from cpsurvey.design.evidence_seen import ObservationSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.seen import observe

SESSIONS = """\
session_id,observer_id,start,end,participant_role,agents_present,break
S1,Marie,2026-10-05 09:00,2026-10-05 12:00,complete_observer,4,30
S2,Marie,2026-10-06 09:00,2026-10-06 11:00,participant as observer,2,
"""
HEAD = (
    "episode_id,session_id,start,agent_token,helper_tokens,n_helpers,routine,help_mode,resolved"
)


def log(written, *episodes, sessions=SESSIONS, head=HEAD, out=(), **spec):
    folder = written(episodes="\n".join((head, *episodes)) + "\n", sessions=sessions)
    made = ObservationSpec(episodes="episodes.csv", sessions="sessions.csv", **spec)
    return observe.read(made, folder, ask, out)


def reasons(found):
    return {(one.table, one.reason): one.rows for one in found.left}


def test_hours_are_time_less_breaks_times_agents(written):
    found = log(written, "E1,S1,2026-10-05 09:10,a1,a2,1,0,story,yes")
    assert [one.hours for one in found.sessions] == [10.0, 4.0]
    assert [one.role for one in found.sessions] == [
        "complete_observer",
        "participant_as_observer",
    ]
    (one,) = found.episodes
    assert (one.agent, one.helpers, one.helped, one.routine) == ("p-a1", ("p-a2",), True, False)
    assert (one.mode, one.resolved, one.timed) == ("story", True, True)
    assert not found.left


def test_nothing_raw_stands_in_a_log(written):
    found = log(written, "E1,S1,2026-10-05 09:10,Marie,Paul,1,0,story,yes")
    assert "Marie" not in repr(found)
    held = [found.episodes[0].agent, *found.episodes[0].helpers, found.sessions[0].observer]
    assert held == ["p-Marie", "p-Paul", 0]


def test_words_of_both_languages_are_read(written):
    found = log(
        written,
        "E1,S1,,a1,a2,1,inhabituel,récit,oui",
        "E2,S1,,a1,a2,1,courant,co-listening,transféré",
        "E3,S1,,a1,a2,1,incertain,double écoute,inconnu",
        "E4,S1,,a1,a2,1,1,rule_reminder,non",
    )
    assert [e.mode for e in found.episodes] == [
        *("story", "co_listening", "co_listening", "rule_reminder"),
    ]
    assert [e.routine for e in found.episodes] == [False, True, None, True]
    assert [e.resolved for e in found.episodes] == [True, False, None, False]


@pytest.mark.parametrize(
    ("line", "reason", "kept", "timed"),
    [
        ("E1,S1,2026-10-05 13:00,a1,,0,1,,yes", "outside", 1, False),
        ("E1,S9,2026-10-05 09:30,a1,,0,1,,yes", "no_session", 1, False),
        ("E1,S1,2026-10-05 09:30,,,0,1,,yes", "no_agent", 0, None),
        ("E1,S1,2026-10-05 09:30,?,,0,1,,yes", "no_agent", 0, None),
        ("E1,S1,2026-10-05 09:30,gone,a2,1,1,,yes", "withdrawn", 0, None),
        ("E1,S1,2026-10-05 09:30,a1,a2;gone,2,1,,yes", "withdrawn", 0, None),
        ("E1,S1,2026-10-05 09:30,a1,a1,1,1,,yes", "self", 1, True),
        ("E1,S1,2026-10-05 09:30,a1,unknown,1,1,,yes", "unknown_token", 1, True),
        ("E1,S1,2026-10-05 09:30,a1,a2,1,perhaps,,yes", "not_understood", 1, True),
        ("E1,S1,2026-10-05 09:30,a1,a2,1,,,yes", "unclear", 1, True),
        ("E0,S1,2026-10-05 09:30,a1,a2,1,1,,yes", "twice", 0, None),
    ],
)
def test_a_row_that_is_not_used_is_counted_by_its_number(written, line, reason, kept, timed):
    found = log(written, "E0,S1,2026-10-05 09:20,a5,,0,1,,yes", line)
    assert reasons(found)["episodes", reason] == (3,)
    assert len(found.episodes) == 1 + kept
    if kept:
        assert found.episodes[1].timed is timed


def test_who_takes_no_part_leaves_no_trace_whatever_the_zeros(written):
    found = log(
        written,
        "E1,S1,,0042,a2,1,0,tip,yes",
        "E2,S1,,a3,A42,1,0,tip,yes",
        "E3,S1,,a3,a2,1,0,tip,yes",
        out=("42", "a42"),
    )
    assert [e.agent for e in found.episodes] == ["p-a3"]
    assert reasons(found)["episodes", "withdrawn"] == (2, 3)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("S1,M,2026-10-05 09:00,,complete_observer,4,", "no_time"),
        ("S1,M,2026-10-05 09:00,2026-10-05 08:00,complete_observer,4,", "negative"),
        ("S1,M,2026-10-05 09:00,2026-10-05 10:00,complete_observer,4,60", "negative"),
        ("S1,M,2026-10-05 09:00,2026-12-05 10:00,complete_observer,4,", "negative"),
        ("S1,M,2026-10-05 09:00,2026-10-05 10:00,complete_observer,,", "no_hours"),
        ("S1,M,2026-10-05 09:00,2026-10-05 10:00,complete_observer,0,", "no_hours"),
    ],
)
def test_a_session_without_hours_counts_for_no_rate(written, line, reason):
    text = SESSIONS.splitlines()[0] + f"\n{line}\n"
    found = log(written, "E1,S1,,a1,a2,1,0,tip,yes", sessions=text)
    assert found.sessions[0].hours is None
    assert reasons(found)["sessions", reason] == (2,)
    assert reasons(found)["episodes", "no_hours"] == (2,)
    assert not found.episodes[0].timed


def test_hours_of_an_observer_in_two_places_count_once(written):
    text = SESSIONS.splitlines()[0] + (
        "\nS1,M,2026-10-05 09:00,2026-10-05 11:00,,2,\n"
        "S2,M,2026-10-05 10:00,2026-10-05 12:00,,2,\n"
        "S3,N,2026-10-05 10:00,2026-10-05 12:00,,2,\n"
    )
    found = log(written, "E1,S1,,a1,a2,1,0,tip,yes", sessions=text)
    assert [one.hours for one in found.sessions] == [4.0, 2.0, 4.0]
    assert reasons(found)["sessions", "overlap"] == (3,)


def test_nobody_named_is_nobody_only_where_the_log_has_no_number(written):
    short = HEAD.replace("n_helpers,", "")
    assert log(written, "E1,S1,,a1,,0,,no", head=short).episodes[0].helped is False
    assert log(written, "E1,S1,,a1,,,0,,no").episodes[0].helped is None
    assert log(written, "E1,S1,,a1,,2,0,,no").episodes[0].helped is True


def test_day_and_month_in_the_order_that_is_declared(written):
    text = SESSIONS.splitlines()[0] + "\nS1,M,05/10/2026 09:00,05/10/2026 11:00,,2,\n"
    found = log(written, "E1,S1,,a1,a2,1,0,tip,yes", sessions=text, dates="dmy")
    assert found.sessions[0].first == "2026-10-05"
    assert log(written, "E1,S1,,a1,a2,1,0,,", sessions=text).sessions[0].hours is None


def test_other_headings_are_declared(written):
    head = HEAD.replace("agent_token", "Agent aidé")
    with pytest.raises(CpsurveyError, match="agent_token") as caught:
        log(written, "E1,S1,,a1,a2,1,0,tip,yes", head=head)
    assert caught.value.code == "CPS770"
    found = log(
        written,
        "E1,S1,,a1,a2,1,0,tip,yes",
        head=head,
        columns={"Agent aidé": "agent_token"},
    )
    assert found.episodes[0].agent == "p-a1"


@pytest.mark.parametrize("text", ["", "nothing here\n", "\x00\x00", '"open'])
def test_what_is_no_table_is_refused_with_a_way_out(written, text):
    with pytest.raises(CpsurveyError) as caught:
        log(written, sessions=text)
    assert caught.value.fix


def test_a_log_without_a_row_is_refused(written):
    with pytest.raises(CpsurveyError, match="no row"):
        log(written, "E1,S1,,,,,,,")
