"""Names of columns: exact, alias, one normal form, text; ties are refused all at once."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.words import code, shown, words
from cpsurvey.responses import COMPLETE, PARTIAL


def items(*names, **aliases):
    made = [f"{{id: {name}, label: {{en: {name}}}}}" for name in names]
    return made + [
        f"{{id: {name}, label: {{en: {name}}}, aliases: {called}}}"
        for name, called in aliases.items()
    ]


def refused(ask, content, code_, **spec):
    with pytest.raises(CpsurveyError) as caught:
        ask(content, **spec)
    assert caught.value.code == code_
    return caught.value


# ------------------------------------------------------------------------ normal forms
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TKS[SQ_001]", "tks_sq_001"),
        ("Q1[1]", "Q1_1"),
        ("Q1.1", "Q1 (1)"),
        ("g/tks/1", "g_tks_1"),
        ("respondent-id", "Respondent ID"),
        ("Équipe", "e\u0301quipe"),
        ("ВОПРОС[1]", "вопрос_1"),
        ("İstanbul", "istanbul"),
    ],
)
def test_codes_that_are_the_same(one, other):
    assert code(one) == code(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q11", "Q1_1"),
        ("Q1[1]", "Q11"),
        ("Q1[-1]", "Q1[1]"),
        ("вопрос", "ответ"),
        ("سؤال", "جواب"),
        ("問一", "問二"),
        ("😀", "😢"),
        ("a_b", "ab"),
    ],
)
def test_codes_that_are_not(one, other):
    assert code(one) != code(other)


@pytest.mark.parametrize("apostrophe", "’´ʼ‘`'")
def test_apostrophes_are_one(apostrophe):
    assert words(f"I don{apostrophe}t") == "i don't"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("a\u00a0b\u202fc", "A b  c"),
        ("\ufeffyes\u200b", "Yes"),
        ("KATILIYORUM", "katılıyorum"),
        ("d\u2019accord…", "D'ACCORD..."),
        ("٤", "4"),
        ("−2", "-2"),
    ],
)
def test_words_that_are_the_same(one, other):
    assert words(one) == words(other)


# ----------------------------------------------------------------------------- matching
def test_a_code_without_its_separator_is_another_question(ask):
    batch = ask("ResponseId,Q1_1,Q1_2,Q11\nR1,5,4,1\n", items=items("q1_1", "q1_2"))
    assert batch.frame["q1_1"].tolist() == [5]
    batch = ask("ResponseId,Q1_2,Q11\nR1,4,1\n", items=items("q1_1", "q1_2"))
    assert "q1_1" not in batch.frame
    assert {"item_absent", "unknown_column"} <= {one.rule for one in batch.findings}


@pytest.mark.parametrize("heading", ["Возраст", "العمر", "年齢", "😀", "...", "___"])
def test_headings_of_every_script_match_nothing_else(ask, heading):
    named = items("i1", i2="[Пол]")
    batch = ask(f"respondent_id,i1,{heading}\n1,4,5\n", items=named)
    assert "i2" not in batch.frame
    assert ask("respondent_id,i1,пол\n1,4,5\n", items=named).frame["i2"].tolist() == [5]


def test_exact_goes_before_alias_and_normal_form(ask):
    named = items("a_1", A_1="[]")
    batch = ask("respondent_id,a_1,A_1\n1,2,4\n", items=named)
    assert (batch.frame["a_1"][0], batch.frame["A_1"][0]) == (2, 4)
    error = refused(ask, "respondent_id,a.1\n1,2\n", "CPS106", items=named)
    assert "'A_1' or 'a_1'" in error.message


def test_every_tie_is_named_with_its_columns_and_the_fix_works(ask, followed):
    text = 'respondent_id,i1,I1,"say ""it"": now",i2,I2\n1,4,5,x,2,3\n'
    error = refused(ask, text, "CPS106")
    assert "columns 2 ('i1') and 3 ('I1') mean 'i1'" in error.message
    assert "columns 5 ('i2') and 6 ('I2') mean 'i2'" in error.message
    batch = ask(text, columns=followed(error.fix))
    assert (batch.frame["i1"][0], batch.frame["i2"][0]) == (4, 2)


@pytest.mark.parametrize(
    "heading",
    [
        "How often?",
        "Say \"how\", please: it's 'often'",
        "Two\nlines: yes",
        "x" * 200,
        "{a: [b]} # c",
        "L'équipe – 5 €",
    ],
)
def test_one_of_two_identical_headings_is_named_by_its_number(ask, followed, heading):
    cell = '"' + heading.replace('"', '""') + '"'
    own = items("i2", i1="[q]")
    text = f"respondent_id,{cell},{cell},i2\n1,4,5,2\n"
    spec = {"items": own, "columns": {"#2": "i1"}}
    assert ask(text, **spec).frame["i1"][0] == 4
    spec["columns"] = {heading: "i1"}
    error = refused(ask, text, "CPS108", **spec)
    assert "columns 2 and 3" in error.message
    assert "#3" in error.fix
    # an old advice: the heading is left out, its first column is kept and told
    text = text.replace(cell, "q")
    error = refused(ask, text, "CPS106", items=own)
    assert ask(text, items=own, columns=followed(error.fix)).frame["i1"][0] == 4
    batch = ask(text, items=own, columns={"q": ""})
    assert batch.frame["i1"][0] == 4
    assert "heading_repeated" in {one.rule for one in batch.findings}


def test_a_fix_keeps_what_the_source_says_already(ask, followed):
    text = "who,i1,I1,i2\nr1,4,5,2\n"
    error = refused(ask, text, "CPS106", columns={"who": "respondent_id"})
    columns = followed(error.fix)
    assert columns["who"] == "respondent_id"
    assert ask(text, columns=columns).heads[0].respondent == "r1"


@pytest.mark.parametrize("key", ["#0", "#9", "#x", "nothing"])
def test_columns_that_are_not_there(ask, key):
    error = refused(ask, "respondent_id,i1,i2\n1,4,5\n", "CPS108", columns={key: "i1"})
    assert error.exit_status == 78


def test_one_column_is_not_named_for_two_variables(ask):
    text = "respondent_id,a,b\n1,4,5\n"
    refused(ask, text, "CPS108", columns={"a": "i1", "#2": "i2", "b": "i2"})


def test_long_headings_are_shown_as_cut(ask):
    assert shown("x" * 60) == f"'{'x' * 40}...'"
    batch = ask(f"respondent_id,i1,i2,{'y' * 60}\n1,4,5,z\n")
    (found,) = [one for one in batch.findings if one.rule == "unknown_column"]
    assert f"'{'y' * 24}...'" in found.message


def test_a_column_answered_like_items_is_named_before_others(ask):
    others = ",".join(f"note{at}" for at in range(8))
    rows = "".join(
        f"r{at},4,5,{','.join('abcdefgh')},{('Agree', 'Disagree')[at % 2]}\n" for at in range(6)
    )
    batch = ask(f"respondent_id,i1,i2,{others},I am safe here\n{rows}")
    (found,) = [one for one in batch.findings if one.rule == "unknown_column"]
    assert "left out: 'I am safe here', 'note0'" in found.message


# --------------------------------------------------------------------- another survey
def test_one_of_twenty_items_is_another_survey_unless_the_source_says_so(ask, followed):
    twenty = items(*(f"q{at}" for at in range(20)))
    text = "respondent_id,q1,age,city\n1,4,33,A\n"
    error = refused(ask, text, "CPS105", items=twenty)
    assert "1 of 20" in error.message
    assert "33" not in str(error)
    assert ask(text, items=twenty, columns=followed(error.fix)).frame["q1"][0] == 4


@pytest.mark.parametrize("found", [3, 7, 10])
def test_short_forms_are_read(ask, found):
    names = [f"q{at}" for at in range(20)]
    text = f"respondent_id,{','.join(names[:found])}\n1{',4' * found}\n"
    assert len(ask(text, items=items(*names)).frame) == 1


def test_a_whole_scale_is_read(ask):
    more = "\n".join(f"      - {{id: z{at}, label: {{en: z}}}}" for at in range(40))
    tail = f"  - id: t\n    label: {{en: t}}\n    options: agree\n    items:\n{more}"
    assert len(ask("respondent_id,i1,i2\n1,4,4\n", tail=tail).frame) == 1


# ----------------------------------------------------------------------- LimeSurvey
LEADS = ("id", "submitdate", "lastpage", "startlanguage", "token")
TITLES = ("Response ID", "Date submitted", "Last page", "Start language", "Access code")


@pytest.mark.parametrize("between", [". ", "._.", "."])
def test_leads_with_code_and_text_are_the_platforms_own(ask, between):
    heads = [f'"{code_}{between}{title}"' for code_, title in zip(LEADS, TITLES, strict=True)]
    if between == ".":
        heads = [f'"{code_}"' for code_ in LEADS]
    text = ",".join([*heads, '"S[i1]. Often [x]"', '"S[i2]. Often [y]"'])
    batch = ask(f'{text}\n"7","2026-01-02 10:00:00","1","en","tok","4","5"\n8,,1,en,t2,3,3\n')
    assert batch.info.reader == "limesurvey"
    assert [head.respondent for head in batch.heads] == ["tok", "t2"]
    assert [head.state for head in batch.heads] == [COMPLETE, PARTIAL]


def test_two_scales_of_an_array_and_free_texts_beside_it(ask):
    lead = "id,submitdate,lastpage,startlanguage"
    own = items(i1="['ACT[SQ1][1]']", i2="['ACT[SQ1][2]']", other="[]")
    text = f'{lead},"ACT[SQ1][1]","ACT[SQ1][2]","ACT[other]","ACT[comment]"\n'
    text += "1,2026-01-02,1,en,4,2,5,x\n"
    batch = ask(text, items=own)
    assert (batch.frame["i1"][0], batch.frame["i2"][0]) == (4, 2)
    assert "other" not in batch.frame


def test_the_whole_text_goes_before_the_subquestion(ask):
    lead = "id,submitdate,lastpage,startlanguage"
    own = [
        "{id: i1, text: {en: Often}, label: {en: a}}",
        "{id: i2, label: {en: b}, aliases: ['At home [Often]']}",
    ]
    text = f'{lead},"At work [Often]","At home [Often]"\n1,2026-01-02,1,en,4,2\n'
    batch = ask(text, items=own)
    assert (batch.frame["i1"][0], batch.frame["i2"][0]) == (4, 2)


def test_a_column_of_the_platform_can_be_left_out_or_given_to_a_variable(ask):
    text = "id,submitdate,lastpage,startlanguage,token,i1,i2\n1,2026-01-02,1,en,t1,4,2\n"
    assert ask(text).heads[0].respondent == "t1"
    assert ask(text, columns={"token": ""}).heads[0].respondent == "1"
    assert ask(text, columns={"id": "respondent_id"}).heads[0].respondent == "1"


# -------------------------------------------------------------------- without a heading
def test_cells_below_no_heading_are_told_and_can_be_named(ask):
    text = "respondent_id,i1,\n1,4,5\n2,3,1\n"
    batch = ask(text)
    (told,) = [one for one in batch.findings if one.rule == "column_without_heading"]
    assert "column 3" in told.where
    assert "'#3'" in told.fix
    batch = ask(text, columns={"#3": "i2"})
    assert batch.frame["i2"].tolist() == [5, 1]
    assert "column_without_heading" not in {one.rule for one in batch.findings}


@pytest.mark.parametrize("first", [0, 1])
def test_numbers_of_rows_need_no_heading(ask, first):
    rows = "".join(f"{first + n},p{n},4,5\n" for n in range(3))
    batch = ask(",respondent_id,i1,i2\n" + rows)
    assert "column_without_heading" not in {one.rule for one in batch.findings}


def test_a_list_of_responses_with_their_times_numbers_them(ask):
    batch = ask("id,submitdate,i1,i2\n7,2026-10-01,1,1\n8,,2,\n")
    assert [(one.respondent, one.origin) for one in batch.heads] == [
        ("7", "platform"),
        ("8", "platform"),
    ]


def test_a_first_line_of_names_and_labels_is_not_repeated_in_the_message(ask):
    lines = "Jane Doe,Red,Agree,Neutral\nJohn Roe,Blue,Agree,Agree\nJo,Red,Neutral,Agree\n"
    error = refused(ask, lines, "CPS105")
    assert "holds answers, not headings" in error.message
    assert "Jane" not in f"{error} {error.fix}"
