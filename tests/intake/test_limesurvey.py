"""LimeSurvey's headings in every style, its marks, its VV export and its archive."""

import io
import zipfile
from datetime import datetime

import pytest
from conftest import SHARED
from intake.shapes import limesurvey
from intake.shapes.people import Person

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits
from cpsurvey.responses import COMPLETE, NOT_SHOWN, PARTIAL, SKIPPED

OWN = "id,submitdate,lastpage,startlanguage,seed"
DONE = "2026-11-02 09:09:02,3,en,7"
ANN = Person("ann", datetime.fromisoformat("2026-11-02"), {"sh1": 4}, frozenset(["chat"]))


def codes(batch, name):
    return [None if value != value else int(value) for value in batch.frame[name]]


def named(*texts):
    return [f"{{id: i{at}, label: {{en: i{at}}}, text: {{en: {text}}}}}" for at, text in texts]


def refusal(ask, content, **more):
    with pytest.raises(CpsurveyError) as caught:
        ask(content, **more)
    return caught.value


# ------------------------------------------------------------------- texts cut short
LIKE = named((1, "I like my work"), (2, "I like my work a lot"), (3, "I like mathematics"))


def test_headings_cut_short_are_known_by_how_they_begin(ask):
    text = f"{OWN},How do you feel.. [I like mathemat.. ],How do you feel.. [I like my work]\n"
    batch = ask(f"{text}1,{DONE},4,3\n", items=LIKE)
    assert (codes(batch, "i3"), codes(batch, "i1")) == ([4], [3])


def test_beginnings_of_several_are_settled_by_elimination(ask):
    """Both begin alike; one of them stands whole in another column."""
    cut = "I like my work .. "
    batch = ask(f"{OWN},{cut},I like mathemat.. \n1,{DONE},5,2\n", items=LIKE)
    assert (codes(batch, "i2"), codes(batch, "i3")) == ([5], [2])
    whole = ask(f"{OWN},I like my work,I like my wor.. \n1,{DONE},4,2\n", items=LIKE)
    assert (codes(whole, "i1"), codes(whole, "i2")) == ([4], [2])


def test_beginnings_that_nothing_settles_are_refused_by_name(ask, followed):
    text = f"{OWN},I like my wor.. ,I like my wor.. ,I like mathemat.. \n1,{DONE},4,3,2\n"
    error = refusal(ask, text, items=LIKE)
    assert error.code == "CPS106"
    assert "column 6 ('I like my wor..') may be 'i1' or 'i2'" in error.message
    batch = ask(text, items=LIKE, columns=followed(error.fix))
    assert [codes(batch, one) for one in ("i1", "i2", "i3")] == [[4], [3], [2]]


def test_a_heading_that_is_left_out_is_matched_by_nothing(ask):
    text = f"{OWN},I like mathemat.. ,I like my work\n1,{DONE},4,3\n"
    batch = ask(text, items=LIKE, columns={"I like mathemat.. ": ""})
    assert "i3" not in batch.frame.columns


def test_three_points_in_another_platforms_heading_are_no_cut(ask):
    items = named((1, "I feel rather happy"), (2, "Tired"))
    batch = ask("respondent_id,I feel.. happy,Tired\na,4,3\n", items=items)
    assert "i1" not in batch.frame.columns


# ------------------------------------------------------------------- codes and texts
@pytest.mark.parametrize("between", [". ", "._.", ": ", " - ", " | ", " / ", " => ", "; "])
def test_any_sign_may_stand_between_code_and_text(ask, between):
    heads = [f"i1{between}Are you glad?", f"i2{between}Do you sleep well - or not?"]
    own = [f"id{between}Response ID", f"submitdate{between}Date submitted"]
    own += [f"lastpage{between}Last page", f"startlanguage{between}Start language"]
    text = "\t".join([*own, *heads]) + "\n1\t2026-11-02 09:09:02\t3\ten\t4\t3\n"
    batch = ask(text)
    assert batch.info.variant == "code+text"
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([4], [3])
    assert batch.heads[0].respondent == "1"


def test_full_texts_with_dashes_are_no_codes(ask):
    items = named((1, "Work - how glad are you?"), (2, "Home - how glad are you?"))
    text = f"{OWN},Work - how glad are you?,Home - how glad are you?\n1,{DONE},4,3\n"
    batch = ask(text, items=items)
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([4], [3])


# --------------------------------------------------------------- the platform's numbers
def test_its_own_numbers_are_matched_where_they_end_in_a_code(ask):
    text = f"{OWN},1X2X3i1,1X2X3i2,1X2X4,1X2X3other\n1,{DONE},4,3,5,x\n"
    batch = ask(text)
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([4], [3])
    (told,) = [one for one in batch.findings if one.rule == "platform_numbers"]
    assert (told.count, "'Question code'" in told.fix) == (4, True)
    alias = ["{id: a, label: {en: a}, aliases: [1X2X4]}"]
    assert codes(ask(text, items=alias), "a") == [5]


@pytest.mark.parametrize("heads", ["1X2X3,1X2X4", "1X2X31,1X2X32", "Q3_S4,Q3_S5"])
def test_numbers_that_say_nothing_are_refused_with_what_to_export(ask, heads):
    error = refusal(ask, f"{OWN},{heads}\n1,{DONE},4,3\n")
    assert error.code == "CPS105"
    assert "'Question code'" in error.fix
    assert ".lsa" in error.fix


# ------------------------------------------------------------------------------ cells
def test_other_is_an_answer_and_its_text_no_item(ask):
    options = [
        "{code: 1, label: {en: Adviser}, aliases: [A1]}",
        "{code: 2, label: {en: Other}, other: true}",
    ]
    text = f"{OWN},i1,i1[other],i1[comment],i2\n1,{DONE},-oth-,coach,why,A1\n"
    assert codes(ask(text, options=options), "i1") == [2]


def test_what_was_masked_as_a_formula_is_read_as_it_was(ask):
    options = [
        "{code: 1, label: {en: '-1 or less'}}",
        "{code: 2, label: {en: '+ more'}}",
        '{code: 3, label: {en: "\'tis so"}}',
    ]
    text = f"{OWN},i1,i2\n1,{DONE},'-1 or less,'+ more\n2,{DONE},'tis so,'tis so\n"
    batch = ask(text, options=options)
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([1, 3], [2, 3])


def test_not_applicable_is_blank_unless_an_answer_is_called_so(ask):
    text = f"{OWN},i1,i2\n1,{DONE},N/A,Agree\n"
    assert ask(text).reasons["i1"] == [SKIPPED]
    options = ["{code: 9, label: {en: N/A}}", "{code: 1, label: {en: Agree}}"]
    assert codes(ask(text, options=options), "i1") == [9]


def test_undated_surveys_are_submitted_on_no_day(ask):
    batch = ask(f"{OWN},i1,i2\n1,1980-01-01 00:00:00,3,en,7,4,3\n2,,1,en,7,4,3\n")
    assert [(one.state, one.submitted) for one in batch.heads] == [
        (COMPLETE, ""),
        (PARTIAL, ""),
    ]


# --------------------------------------------------------------------------------- VV
VV = "Response ID\tDate submitted\tLast page\tStart language\tOne\tTwo [One {lbrace}x]\n"
VV += "id\tsubmitdate\tlastpage\tstartlanguage\ti1\ts_i2\n"


def test_vv_keeps_why_a_cell_is_empty(ask):
    batch = ask(
        f"{VV}1\t2026-11-02 09:09:02\t3\ten\t{{question_not_shown}}\t4\n2\t\t1\ten\t\t3\n"
    )
    assert batch.info.reader == "limesurvey_vv"
    assert batch.reasons["i1"] == [NOT_SHOWN, SKIPPED]
    assert [one.state for one in batch.heads] == [COMPLETE, PARTIAL]


def test_what_vv_escapes_is_read_as_it_was(ask):
    options = [
        "{code: 1, label: {en: 'a {b'}}",
        "{code: 2, label: {en: 'a b'}}",
        "{code: 3, label: {en: '{tab}'}}",
    ]
    text = f"{VV}1\t2026-11-02\t3\ten\ta {{lbrace}}b\ta{{tab}}b\n"
    text += "2\t2026-11-02\t3\ten\ta{newline}{cr}b\t{lbrace}tab}\n"
    batch = ask(text, options=options)
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([1, 2], [2, 3])


def test_vv_with_texts_that_name_items(ask):
    items = ["{id: a, label: {en: a}, text: {en: One}}"]
    items += ["{id: b, label: {en: b}, text: {en: 'One {x'}}"]
    batch = ask(f"{VV}1\t2026-11-02 09:09:02\t3\ten\t4\t3\n", items=items)
    assert (codes(batch, "a"), codes(batch, "b")) == ([4], [3])


# ----------------------------------------------------------------------------- archive
SHAPE = [
    "{id: sh1, label: {en: sh1}}",
    "{id: sh2, label: {en: sh2}}",
]


def times():
    sid = f"{limesurvey.SID}X{limesurvey.GID}"
    row = {"id": "ann", "interviewtime": "12.6", f"{sid}time": "12.4", f"{sid}X345time": "9"}
    return {
        "survey_1_timings.lsi": limesurvey.document("Timings", limesurvey.table("t", [row]))
    }


def test_an_archive_holds_codes_texts_reasons_and_times(ask):
    left = Person("bob", ANN.when, {"sh2": 2}, done=False)
    tail = "pages:\n  - {id: one, contains: [s]}\n"
    batch = ask(limesurvey.archive([ANN, left], more=times()), items=SHAPE, tail=tail)
    assert (batch.info.reader, batch.info.encoding) == ("limesurvey", "lsa")
    assert [one.state for one in batch.heads] == [COMPLETE, PARTIAL]
    assert batch.reasons["sh2"] == [SKIPPED, 0]
    assert batch.frame["seconds.one"].tolist()[0] == 12
    by_text = named((1, "'I share my tricks, all of them'"))
    assert codes(ask(limesurvey.archive([ANN]), items=by_text), "i1") == [4]


def test_digits_of_a_choice_are_told_from_those_of_its_question():
    from cpsurvey.intake.sources.lsa import _Survey

    survey = _Survey(
        {"34": "Q", "345": "R", "9": "5", "8": "1"},
        {"34": "0", "345": "0", "9": "34", "8": "345"},
    )
    assert [
        survey.column(f"1X2X{one}")[0] for one in ("34", "345", "3451", "34other", "8")
    ] == [
        *("Q", "R", "R[1]", "Q[other]", "1X2X8"),
    ]
    assert survey.column("1X2X34a#1")[0] == "Q[a][2]"
    assert survey.column("Q345_S8")[0] == "R[1]"
    assert survey.column("token") == ("token", "")


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


ANSWERS = limesurvey.document(
    "Responses", limesurvey.table("responses", [{"id": "1", "token": ""}])
)
ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><document>&x;</document>'


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"a.lss": limesurvey.survey()}, "CPS104"),
        ({"a.lsr": ANSWERS}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": ANSWERS, "b.lsr": ANSWERS}, "CPS104"),
        ({"a.lss": ENTITY, "a.lsr": ANSWERS}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": ENTITY}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": "<document><responses>"}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": "no xml"}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": b"\xff\xfe\x00"}, "CPS104"),
        ({"a.lss": limesurvey.survey(), "a.lsr": limesurvey.document("Responses")}, "CPS101"),
        ({"a.lss": limesurvey.survey(), "a.lsr": ANSWERS}, "CPS105"),
    ],
)
def test_archives_that_are_none_are_refused(ask, parts, code):
    assert refusal(ask, zipped(parts)).code == code


def test_an_archive_cut_off_or_too_large_is_refused(ask, monkeypatch):
    whole = limesurvey.archive([ANN])
    (place,) = [at for at in range(len(whole)) if whole[at : at + 4] == b"PK\x05\x06"]
    assert refusal(ask, whole[: place - 9]).code == "CPS104"
    damaged = bytearray(whole)
    damaged[60:90] = b"\x00" * 30
    assert refusal(ask, bytes(damaged)).code == "CPS104"
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 1000)
    assert refusal(ask, whole).code == "CPS119"


# ----------------------------------------------------------------------------- samples
SAMPLES = SHARED / "samples" / "limesurvey"
A_CODES = [
    *(f"{{code: {at}, label: {{en: L{at}, fr: F{at}}}, aliases: [A{at}]}}" for at in (1, 2, 3)),
    "{code: 4, label: {en: L4}, aliases: [A4, Plutôt d'accord]}",
    "{code: 5, label: {en: L5}, aliases: [A5, Plutôt pas d'accord]}",
]
TKS = [
    "{id: SQ001, label: {en: a}, text: {en: Je partage mes astuces}}",
    "{id: SQ002, label: {en: b}, text: {en: Je garde mes astuces}}",
]


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
def test_samples_are_read(ask):
    batch = ask(
        (SAMPLES / "SYNTHETIC_ls_csv_codes.csv").read_bytes(), items=TKS, options=A_CODES
    )
    assert (
        sorted(one.respondent for one in batch.heads) == ["1", "tok1"] or len(batch.heads) == 2
    )
    assert SKIPPED in batch.reasons["SQ002"]
    data = (SAMPLES / "SYNTHETIC_ls_csv_fulltext_labels_fr.csv").read_bytes()
    batch = ask(data, items=TKS, options=A_CODES)
    assert (codes(batch, "SQ001"), codes(batch, "SQ002")) == ([4], [5])
    data = (SAMPLES / "SYNTHETIC_ls_vvexport.txt").read_bytes()
    batch = ask(data, items=TKS, options=A_CODES)
    assert (codes(batch, "SQ001"), batch.reasons["SQ002"]) == ([4], [NOT_SHOWN])


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
def test_a_real_export_is_read(ask):
    points = [f"{{code: {at}, label: {{en: '{at}'}}}}" for at in range(11)]
    items = [f"{{id: time{at}can, label: {{en: t{at}}}}}" for at in range(1, 7)]
    data = (SHARED / "data" / "rse_uk_2017_limesurvey.csv").read_bytes()
    batch = ask(data, items=items, options=points)
    assert (batch.info.reader, batch.info.variant, batch.info.rows) == (
        *("limesurvey", "code+text"),
        253,
    )
    assert not [one for one in batch.rejected if one.column]
    assert batch.frame["time1can"].notna().sum() > 200
