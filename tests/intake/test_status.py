"""Words of a platform that nobody knows: kept, unknown, and said; never complete in silence."""

import pytest

from cpsurvey.responses import COMPLETE, PARTIAL, UNKNOWN


def rules(batch):
    return {one.rule: one for one in batch.findings}


def qualtrics(*rows, head="ResponseId,StartDate,EndDate,Status,Finished,Progress"):
    lines = [f"{head},i1,i2"]
    for at, row in enumerate(rows, 1):
        lines.append(f"R_{at},2026-01-0{at} 10:00:00,2026-01-0{at} 10:10:00,{row},4,2")
    return "\n".join(lines) + "\n"


def test_an_unknown_status_among_known_ones_is_said_and_not_complete(ask):
    batch = ask(qualtrics(*["IP Address,True,100"] * 3, "Frobnicated,True,100"))
    assert batch.heads.states.tolist() == [COMPLETE] * 3 + [UNKNOWN]
    said = rules(batch)["status_unknown"]
    assert "row 4 (line 5)" in said.where
    assert "Frobnicated" not in str(said)
    assert "completeness_unknown" not in rules(batch)


def test_the_line_that_is_named_leaves_the_column_out(ask, followed):
    text = qualtrics(*["IP Address,True,100"] * 3, "Frobnicated,True,100")
    columns = followed(rules(ask(text))["status_unknown"].fix)
    batch = ask(text, columns=columns)
    assert batch.heads.states.tolist() == [COMPLETE] * 4
    assert "status_unknown" not in rules(batch)


def test_a_number_that_is_no_status_is_unknown(ask):
    batch = ask(qualtrics(*["0,1,100"] * 3, "77,1,100"))
    assert batch.heads.states.tolist()[-1] == UNKNOWN
    assert rules(batch)["status_unknown"].count == 1


@pytest.mark.parametrize("cells", ["IP Address,Perhaps,100", "IP Address,True,halfway"])
def test_unknown_words_of_who_finished(ask, cells):
    batch = ask(qualtrics(*["IP Address,True,100"] * 3, cells))
    assert batch.heads.states.tolist()[-1] == UNKNOWN
    assert {"finished_unknown", "progress_unknown"} & rules(batch).keys()


def test_one_that_denies_it_goes_before_one_that_nobody_knows(ask):
    batch = ask(qualtrics(*["IP Address,True,100"] * 3, "Frobnicated,False,40"))
    assert batch.heads.states.tolist()[-1] == PARTIAL


@pytest.mark.parametrize(
    ("word", "rule"),
    [("Deleted", "deleted"), ("Rejected", "not_approved"), ("Supprimée", "deleted")],
)
def test_what_is_no_answer_is_set_aside(ask, word, rule):
    batch = ask(qualtrics(*["IP Address,True,100"] * 3, f"{word},True,100"))
    assert [(one.row, one.rule) for one in batch.rejected] == [(4, rule)]


@pytest.mark.parametrize("word", ["Over Quota", "Screened Out", "Unvollständig"])
def test_words_for_answers_that_end_early(ask, word):
    batch = ask(qualtrics(*["Complete,,"] * 3, f"{word},,"))
    assert batch.heads.states.tolist() == [COMPLETE] * 3 + [PARTIAL]


@pytest.mark.parametrize("word", ["Adres IP", "IP アドレス", "Endereço de IP"])
def test_an_address_is_one_in_every_language(ask, word):
    batch = ask(qualtrics(*[f"{word},True,100"] * 2))
    assert batch.heads.states.tolist() == [COMPLETE] * 2
    assert "status_unknown" not in rules(batch)


@pytest.mark.parametrize("status", ["Married", "Employed"])
def test_a_column_of_that_name_that_is_none_is_not_blamed(ask, status):
    rows = "".join(f"r{at},{status},4,2\n" for at in range(3))
    batch = ask(f"respondent_id,Status,i1,i2\n{rows}r9,Divorced,4,2\n")
    assert not any(rule.endswith("_unknown") and rule != "completeness_unknown"
                   for rule in rules(batch))  # fmt: skip


def test_previews_among_mostly_unknown_words_are_said(ask):
    batch = ask(qualtrics("Preview,,", *[f"Word{at},," for at in range(4)]))
    assert "not used" in rules(batch)["status_unknown"].message


HEAD = "ResponseId,StartDate,EndDate,DistributionChannel,Finished,Progress"


def test_channels(ask):
    rows = ["anonymous,True,100", "gl,True,100", "preview,True,100", "carrier pigeon,True,100"]
    batch = ask(qualtrics(*rows, head=HEAD))
    assert [(one.row, one.rule) for one in batch.rejected] == [(3, "preview")]
    assert "row 4" in rules(batch)["channel_unknown"].where
    assert batch.heads.states.tolist() == [COMPLETE] * 3


def test_alchemer(ask):
    head = "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,i1,i2\n"
    states = ["Complete", "Complete", "Quarantined", "Partial"]
    rows = (f"{at},2026-01-01,2026-01-01,{one},,,4,2\n" for at, one in enumerate(states, 1))
    batch = ask(head + "".join(rows))
    assert batch.heads.states.tolist() == [COMPLETE, COMPLETE, UNKNOWN, PARTIAL]
    assert "status_unknown" in rules(batch)


def test_surveymonkey(ask):
    head = "Respondent ID,Collector ID,Start Date,End Date,Response Status,i1,i2\n"
    head += ",,,,,Response,Response\n"
    states = ["completed", "completed", "overquota", "flagged"]
    rows = (f"{at},1,2026-01-13,2026-01-13,{one},4,2\n" for at, one in enumerate(states, 1))
    batch = ask(head + "".join(rows))
    assert batch.info.reader == "surveymonkey"
    assert batch.heads.states.tolist() == [COMPLETE, COMPLETE, PARTIAL, UNKNOWN]


def test_a_state_of_redcap_that_is_none(ask):
    rows = "".join(f"{at},4,2,2\n" for at in range(1, 9))
    batch = ask(f"record_id,i1,i2,s_complete\n{rows}9,4,2,7\n10,4,2,0\n")
    assert batch.info.reader == "redcap"
    assert batch.heads.states.tolist() == [COMPLETE] * 8 + [UNKNOWN, PARTIAL]
    assert "row 9" in rules(batch)["finished_unknown"].where
