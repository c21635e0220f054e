"""Readers and their checks, with files as hostile as real ones."""

import pytest
from conftest import SHARED, answers

from cpsurvey import intake
from cpsurvey.design import load_questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import COMPLETE, PARTIAL

CODES = "id,submitdate,lastpage,startlanguage,token"
ITEMS = ("h1", "h2", "h3", "p1", "p2", "p3")
ONE = '"1","2026-11-02 10:00:00","4","en","tok1"'
LABELS = ("Agree", "Neither", "Disagree", "Strongly agree", "Agree", "Agree")


@pytest.fixture
def read(small, tmp_path):
    questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire

    def reader(content, name="export.csv", **spec):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return intake.read(
            file, questionnaire, SourceSpec(path=name, **spec), questionnaire_sha256="0"
        )

    return reader


def refusal(read, content, **spec):
    with pytest.raises(CpsurveyError) as caught:
        read(content, **spec)
    return caught.value


# -------------------------------------------------------------------- heading styles
@pytest.mark.parametrize(
    "headings",
    [
        [f"help[{i}]" if i[0] == "h" else f"perf[{i}]" for i in ITEMS],
        [f"{i}" for i in ITEMS],
        [f"help_{i}" if i[0] == "h" else f"perf_{i}" for i in ITEMS],
        [
            f"help[{i}]. Wording of [Item {i}]" if i[0] == "h" else f"perf[{i}]. x"
            for i in ITEMS
        ],
    ],
)
def test_limesurvey_heading_styles(read, headings):
    text = f"{CODES}," + ",".join(f'"{h}"' for h in headings) + "\n"
    text += ONE + "," + ",".join(f'"{label}"' for label in LABELS) + "\n"
    batch = read(text)
    assert batch.info.reader == "limesurvey"
    assert [int(batch.frame[i][0]) for i in ITEMS] == [4, 3, 2, 5, 4, 4]
    assert batch.info.evidence


def test_codes_and_labels_are_told_apart_per_column(read):
    text = f"{CODES},h1,h2,h3,p1,p2,p3\n{ONE},4,Disagree,1,D'accord,5,2\n"
    batch = read(text)
    assert [int(batch.frame[i][0]) for i in ITEMS] == [4, 2, 1, 4, 5, 2]


def test_bare_and_quoted_empties_are_two_reasons(read):
    text = f'{CODES},h1,h2,h3,p1,p2,p3\n{ONE},"4","","2",,"5","2"\n'
    reasons = read(text).reasons
    assert (reasons["h2"][0], reasons["p1"][0]) == (-98, -99)


def test_partial_answers_are_known(read):
    text = f'{CODES},h1,h2,h3,p1,p2,p3\n{ONE},4,2,1,4,5,2\n"2","","2","fr","tok2",3,3,3,,,\n'
    batch = read(text)
    assert [head.state for head in batch.heads] == [COMPLETE, PARTIAL]
    assert batch.info.partial == 1


# ----------------------------------------------------------------------- encodings
def test_windows_text_is_found(read):
    text = "respondent_id;h1;h2;h3;p1;p2;p3\nr1;Tout à fait d’accord;D'accord;3;3;3;3\n"
    batch = read(text.encode("cp1252"))
    assert batch.info.encoding == "cp1252"
    assert batch.frame["h1"][0] == 5


def test_byte_order_marks_and_separator_lines(read):
    batch = read("sep=;\r\nrespondent_id;h1;h2;h3;p1;p2;p3\r\nr1;1;2;3;4;5;1\r\n")
    assert (batch.info.delimiter, len(batch.frame)) == (";", 1)
    assert len(read(b"\xef\xbb\xbf" + answers(3).encode()).frame) == 3


def test_wrong_encoding_is_refused(read):
    error = refusal(read, "respondent_id,h1\nr1,é\n".encode("cp1252"), encoding="utf-8")
    assert (error.code, error.exit_status) == ("CPS102", 65)


def test_a_file_cut_inside_a_character_is_called_cut_off(read):
    error = refusal(read, "respondent_id,h1\nr1,é\nr2,é".encode()[:-1])
    assert (error.code, "cut off" in error.message) == ("CPS102", True)


def test_a_file_without_its_headings_is_refused_and_shows_no_answer(read):
    error = refusal(read, "ann@example.org,Ann Example,2026-10-01 08:00,5,4\n" * 3)
    assert (error.code, "Ann" in str(error)) == ("CPS105", False)


def test_mojibake_is_refused(read):
    text = "respondent_id;h1;h2;h3;p1;p2;p3\n"
    text += "r1;Tout à fait d'accord;Tout à fait d'accord;3;3;3;3\n" * 3
    broken = text.encode("utf-8").decode("cp1252").encode("utf-8")
    error = refusal(read, broken)
    assert (error.code, error.exit_status) == ("CPS103", 65)


@pytest.mark.parametrize("content", ["", "\n\n", "respondent_id,h1,h2\n", b"\xef\xbb\xbf"])
def test_empty_files(read, content):
    assert refusal(read, content).code == "CPS101"


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\x00\x01\x02\x03" * 50])
def test_files_that_are_no_text(read, content):
    assert refusal(read, content).code in ("CPS104", "CPS102")


# ------------------------------------------------------------------- wrong contents
def test_an_export_of_another_survey(read):
    error = refusal(read, "id,colour,shoe\n1,red,42\n")
    assert (error.code, error.exit_status) == ("CPS105", 65)
    assert "colour" in error.message


def test_two_columns_for_one_item(read):
    error = refusal(read, "respondent_id,h1,H1,h2,h3,p1,p2,p3\nr1,1,2,3,3,3,3,3\n")
    assert error.code == "CPS106"
    assert "h1" in error.message


def test_one_of_two_columns_can_be_left_out(read):
    text = "respondent_id,h1,h1 old,h2,h3,p1,p2,p3\nr1,1,2,3,3,3,3,3\n"
    assert read(text, columns={"h1 old": ""}).frame["h1"][0] == 1


def test_a_label_in_neither_language_goes_to_quarantine(read):
    text = "respondent_id,h1,h2,h3,p1,p2,p3\n"
    text += (
        "r1,Agree,Agree,Agree,Agree,Agree,Agree\nr2,Zustimmung,Agree,Agree,Agree,Agree,Agree\n"
    )
    batch = read(text)
    assert [(r.row, r.column, r.rule) for r in batch.rejected] == [(2, "h1", "unknown_label")]
    assert batch.reasons["h1"][1] < 0
    shown = " ".join(f.message for f in batch.findings)
    assert "Zustimmung" not in shown  # an answer is never repeated


def test_labels_that_are_all_unknown_refuse_the_file(read):
    text = "respondent_id,h1,h2\nr1,Ja,Nein\nr2,Nein,Ja\n"
    assert refusal(read, text).code == "CPS107"


def test_codes_out_of_range_go_to_quarantine(read):
    batch = read("respondent_id,h1,h2,h3,p1,p2,p3\nr1,9,2,3,3,3,3\nr2,1,2,3,3,3,3\n")
    assert [(r.row, r.column, r.rule) for r in batch.rejected] == [
        (1, "h1", "code_out_of_range")
    ]


def test_ragged_and_repeated_rows_are_set_aside(read):
    text = "respondent_id,h1,h2,h3,p1,p2,p3\nr1,1,2,3,3,3,3\nr2,1,2\nr1,5,5,5,5,5,5\n"
    batch = read(text)
    assert {(r.row, r.rule) for r in batch.rejected} == {(2, "ragged_row"), (1, "duplicate")}
    assert batch.frame["h1"].tolist() == [5]
    assert batch.info.rows == batch.info.accepted + batch.info.quarantined == 3


def test_decimal_commas(small, tmp_path, read, write):
    file = tmp_path / "small.yaml"
    text = file.read_text("utf-8").replace(
        "derived:",
        "  - {id: hours, type: decimal, max: 60, label: {en: Hours, fr: Heures}}\nderived:",
    )
    file.write_text(text, "utf-8")
    questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire
    export = write("e.csv", "respondent_id;h1;hours\nr1;1;7,5\nr2;2;1 000,5\nr3;3;x\n")
    batch = intake.read(
        export, questionnaire, SourceSpec(path="e.csv"), questionnaire_sha256="0"
    )
    assert batch.frame["hours"][0] == 7.5
    assert {(r.row, r.rule) for r in batch.rejected} == {
        (2, "out_of_range"),
        (3, "not_a_number"),
    }


def test_unknown_columns_are_named_once(read):
    batch = read("respondent_id,h1,h2,h3,p1,p2,p3,Comment\nr1,1,2,3,3,3,3,hello\n")
    found = [f for f in batch.findings if f.rule == "unknown_column"]
    assert len(found) == 1
    assert "Comment" in found[0].message
    assert "hello" not in found[0].message


def test_the_map_must_name_what_is_there(read):
    text = "who,h1,h2,h3,p1,p2,p3\nr1,1,2,3,3,3,3\n"
    assert refusal(read, text, columns={"whom": "respondent_id"}).code == "CPS108"
    assert refusal(read, text, columns={"who": "respondent"}).code == "CPS108"
    assert read(text, columns={"who": "respondent_id"}).heads[0].respondent == "r1"


def test_a_file_that_is_gone(read, tmp_path, small):
    questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire
    with pytest.raises(CpsurveyError) as caught:
        intake.read(
            tmp_path / "no.csv",
            questionnaire,
            SourceSpec(path="no.csv"),
            questionnaire_sha256="0",
        )
    assert caught.value.exit_status == 66


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
@pytest.mark.parametrize(
    "file", sorted((SHARED / "samples" / "limesurvey").glob("*.csv")), ids=lambda f: f.name
)
def test_real_limesurvey_exports_are_recognised(file):
    from cpsurvey.intake.export import readers
    from cpsurvey.intake.file import File
    from cpsurvey.intake.sources import Told, sheet_of

    table = sheet_of(File.at(file), Told())
    scores = {name: reader.recognise(table).score for name, reader in readers.items()}
    assert max(scores, key=scores.get) == "limesurvey"
