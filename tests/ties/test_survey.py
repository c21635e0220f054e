"""Nominations in the survey's own columns, as platforms and people write them."""

import pytest
from ties_made import PEOPLE, rules

ADVICE = ["net_advice_1", "net_advice_2", "net_advice_3"]
TIES = {("A1", "B2"): 1.0, ("A1", "C3"): 1.0, ("B2", "A1"): 1.0}


def rows(*cells):
    """Four people; the first ones have cells."""
    found = [[who, "1"] for who in PEOPLE]
    for row, more in zip(found, cells, strict=False):
        row += more
    return found


@pytest.mark.parametrize(
    "heads",
    [
        ADVICE,
        ["net_advice[1]", "net_advice[2]", "net_advice[3]"],
        ["net_advice[SQ001]", "net_advice[SQ002]", "net_advice[SQ003]"],
        ["netadvice[SQ001]", "netadvice[SQ002]", "netadvice[SQ003]"],
        ["Net_Advice.1", "Net_Advice.2", "Net_Advice.3"],
        ["network/net_advice_1"[8:], "net_advice/2", "net_advice 3"],
        ["Whom do you ask? [1]", "Whom do you ask? [2]", "Whom do you ask? [3]"],
        ["À qui ? [1]", "À qui ? [2]", "À qui ? [3]"],
    ],
)
def test_one_token_a_column_under_every_platforms_heading(net, heads):
    net.survey(heads, rows(["B2", "C3"], ["A1"]))
    (outcome,) = net.ingest()
    assert outcome.error is None
    assert "unknown_column" not in rules(outcome)
    assert net.named(tokens=PEOPLE) == TIES
    assert net.asked(tokens=PEOPLE) == set(PEOPLE)  # consent, submitted: nobody is an answer


@pytest.mark.parametrize(
    "cell", ["B2;C3", "B2, C3", "B2|C3", "B2 C3", " B2 ;; C3 ", "B2\nC3", "B2\u00a0;\u200bC3"]
)
def test_several_tokens_in_one_cell(net, cell):
    net.survey(["net_advice"], rows([cell], ["A1"]))
    net.ingest()
    assert net.named(tokens=PEOPLE) == TIES


def test_a_blank_does_not_part_one_person(net):
    net.survey(["net_advice"], [["Ann Lee", "1", "Bo"], ["Bo", "1", "Ann Lee"]])
    net.ingest()
    assert net.named(tokens=["Ann Lee", "Bo"]) == {
        ("Ann Lee", "Bo"): 1.0,
        ("Bo", "Ann Lee"): 1.0,
    }


@pytest.mark.parametrize("word", ["nobody", "Personne", "aucun", "No one.", "N/A", "none"])
def test_nobody_is_an_answer_and_no_person(net, word):
    net.survey(["net_advice"], rows([word], ["A1"]))
    net.ingest()
    assert net.named(tokens=PEOPLE) == {("B2", "A1"): 1.0}
    found, _ = net.ties()
    assert len(found.people) == len(PEOPLE)


def test_how_often_is_said_by_code_or_label_and_weighs(net):
    heads = ["net_advice_1", "net_advice_tie_freq_1", "net_advice_2", "tie_freq_net_advice_2"]
    net.survey(
        heads, rows(["B2", "3", "C3", "Rarely"], ["A1", "chaque SEMAINE"], ["A1", "oft"])
    )
    (outcome,) = net.ingest()
    assert net.named(tokens=PEOPLE) == {
        ("A1", "B2"): 20.0,
        ("A1", "C3"): 0.5,
        ("B2", "A1"): 4.0,
        ("C3", "A1"): 1.0,
    }
    assert rules(outcome)["tie_frequency"] == 1


def test_oneself_the_same_again_and_one_too_many_are_counted(net):
    net.survey(["net_advice"], rows(["A1;B2;B2"], ["A1;C3;D4;E5;F6"]))
    (outcome,) = net.ingest()
    assert net.named(tokens=PEOPLE) == {
        ("A1", "B2"): 1.0,
        ("B2", "A1"): 1.0,
        ("B2", "C3"): 1.0,
        ("B2", "D4"): 1.0,
    }
    said = rules(outcome)
    assert (said["tie_self"], said["tie_twice"], said["tie_beyond_roster"]) == (1, 1, 2)
    found, _ = net.ties()
    assert found.set_aside == {"self": 1, "twice": 1, "beyond_roster": 2}


@pytest.mark.parametrize("form", ["net_advice[{}]", "net_advice/{}", "net_advice___{}"])
@pytest.mark.parametrize(("yes", "no"), [("Y", ""), ("1", "0"), ("Oui", "Non"), ("x", "")])
def test_a_roster_with_a_column_below_each_person(net, form, yes, no):
    heads = [form.format(who) for who in PEOPLE]
    net.survey(heads, rows([no, yes, yes, no], [yes, no, no, no]))
    net.ingest()
    assert net.named(tokens=PEOPLE) == TIES


def test_a_roster_whose_cells_say_how_often(net):
    net.survey([f"net_advice[{who}]" for who in PEOPLE], rows(["", "3", "1", ""], ["Daily"]))
    net.ingest()
    assert net.named(tokens=PEOPLE) == {
        ("A1", "B2"): 20.0,
        ("A1", "C3"): 0.5,
        ("B2", "A1"): 20.0,
    }


def test_a_roster_headed_by_nobodys_identifier_is_left_out_and_shows_no_heading(net):
    heads = ["net_advice[Anne Martin]", "net_advice[Bob Roy]"]
    net.survey(heads, rows(["Y", ""], ["", "Y"]))
    (outcome,) = net.ingest()
    assert net.named(tokens=PEOPLE) == {}
    said = {one.rule: one for one in outcome.findings}
    assert said["roster_heading"].count == 2
    assert not any("Martin" in f"{one.message}{one.fix}" for one in outcome.findings)


def test_who_does_not_consent_names_nobody_and_can_be_named(net):
    net.survey(["net_advice"], [["A1", "1", "B2"], ["B2", "2", "A1"], ["C3", "", "A1"]])
    (outcome,) = net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0}
    assert net.asked(tokens=PEOPLE) == {"A1"}
    assert rules(outcome)["tie_no_consent"] == 2


def test_without_a_column_of_consent_nothing_is_kept_unless_it_was_taken_elsewhere(net):
    net.survey(["net_advice"], [["A1", "B2"], ["B2", "A1"]], consent=False)
    (outcome,) = net.ingest()
    assert "no_consent_column" in rules(outcome)
    assert net.named(tokens=PEOPLE) in (None, {})
    net.says("network: {consent: elsewhere}")
    (outcome,) = net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0, ("B2", "A1"): 1.0}
    assert "no_consent_column" not in rules(outcome)


def test_tokens_that_are_nearly_somebodys_are_asked_about(net):
    net.survey(["net_advice"], rows(["b2"], ["A1"]))
    (outcome,) = net.ingest()
    assert outcome.error.code == "CPS130"
    assert "b2" not in f"{outcome.error}"
    net.says("people: {ids: alike}")
    net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0, ("B2", "A1"): 1.0}


def test_a_tie_to_somebody_who_answers_later_is_a_tie_to_them(net):
    net.survey(["net_advice"], [["A1", "1", "Z9"]])
    net.ingest()
    net.survey(["net_advice"], [["Z9", "1", "A1"]], "data/b.csv")
    net.ingest()
    assert net.named(tokens=["A1", "Z9"]) == {("A1", "Z9"): 1.0, ("Z9", "A1"): 1.0}


def test_of_two_files_the_later_one_says_whom_somebody_names(net):
    net.survey(["net_advice"], [["A1", "1", "B2;C3"], ["B2", "1", "A1"]])
    net.ingest()
    net.survey(["net_advice"], [["A1", "1", "D4"]], "data/b.csv")
    net.ingest(net.folder / "data/b.csv", replace=True)
    assert net.named(tokens=PEOPLE) == {("A1", "D4"): 1.0, ("B2", "A1"): 1.0}


def test_the_source_may_say_which_column_is_which(net):
    net.survey(["Q7", "Q8", "weird"], rows(["B2", "C3", "2"], ["A1"]))
    net.says("")
    text = (net.folder / "study.yaml").read_text(encoding="utf-8")
    columns = "{Q7: net_advice_1, Q8: net_advice_2, weird: net_advice_tie_freq_1}"
    text = text.replace("  - path: data/*.csv", f"  - path: data/*.csv\n    columns: {columns}")
    (net.folder / "study.yaml").write_text(text, encoding="utf-8")
    net.ingest()
    assert net.named(tokens=PEOPLE) == {**TIES, ("A1", "B2"): 4.0}


def test_a_dry_run_tells_no_heading_that_is_a_person(net):
    net.survey([f"net_advice[{who}]" for who in PEOPLE], rows(["", "1"]))
    (outcome,) = net.ingest(dry_run=True)
    shown = [(one.heading, one.variable, one.way) for one in outcome.read_as[-4:]]
    assert set(shown) == {("net_advice", "net_advice", "nominations, under pseudonyms")}


def test_asks_that_go_together_are_confirmed_from_the_other_side(net):
    net.survey(["net_advice", "net_asked", "net_story"], rows(["B2", "", "C3"], ["", "A1"]))
    net.ingest()
    found, _ = net.ties()
    assert found.reverse == {"net_advice": "net_asked", "net_asked": "net_advice"}
    assert set(found.group) == {"team"}
    assert set(found.group["team"]) == {"T0", "T1"}


def test_a_questionnaire_without_a_question_of_consent_is_told_what_works(net):
    file = net.folder / "small.yaml"
    text = file.read_text(encoding="utf-8")
    first, last = text.index("  consent:\n"), text.index("  max_nominations")
    file.write_text(text[:first] + text[last:], encoding="utf-8")
    net.survey(["net_advice"], [["A1", "B2"], ["B2", "A1"]], consent=False)
    (outcome,) = net.ingest()
    (said,) = [one for one in outcome.findings if one.rule == "no_consent_column"]
    assert "HEADING" not in said.fix
    assert "consent: elsewhere" in said.fix
    net.says("network: {consent: elsewhere}")
    net.ingest()
    assert net.named(tokens=PEOPLE) == {("A1", "B2"): 1.0, ("B2", "A1"): 1.0}
