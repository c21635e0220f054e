"""Files nobody would begin a study from, and headings and labels nobody would write."""

import csv
import io
import random

import pytest

from cpsurvey.design import load_study


def table(heads, rows):
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue()


def likert(n, draw, labels):
    return [draw.choice(labels) for _ in range(n)]


AGREE = ["Disagree", "Neutral", "Agree"]
NOTHING = {
    "only texts": table(["why"], [[f"because of reason {at}, you see"] for at in range(30)]),
    "all the same": table(["a", "b"], [["yes", 3]] * 30),
    "one row": table(["q1", "q2"], [["Agree", 4]]),
    "only ids": table(["id"], [[f"p{at}"] for at in range(30)]),
    "only mail": table(["Email"], [[f"p{at}@example.org"] for at in range(30)]),
}


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_analyse_is_said_and_nothing_is_written(begin, name):
    study = begin(NOTHING[name])
    assert study.status == 65
    assert "CPS703" in study.err
    assert not study.folder.exists()
    assert "because of reason" not in study.err + study.out
    assert "p7" not in study.err + study.out


@pytest.mark.parametrize(
    ("data", "code"), [("", "CPS101"), ("a,b,c\n", "CPS101"), (b"\x00\x01\x02" * 50, "CPS104")]
)
def test_a_file_that_is_no_table_is_refused(begin, data, code):
    study = begin(data)
    assert study.status in (65, 66)
    assert code in study.err
    assert not study.folder.exists()


def test_no_such_file(begin, tmp_path):
    file = tmp_path / "none.csv"
    study = begin(type("F", (), {"exists": 1, "__str__": lambda _: str(file)})())
    assert study.status == 66
    assert "CPS902" in study.err


STRANGE = [
    "a: b # c",
    'she said "yes", {x}',
    "two\nlines\there",
    "- dash",
    "!tag &anchor *alias",
    "%percent |pipe >fold",
    "null",
    "true",
    "Что вы думаете?",
    "你同意吗",
    "هل توافق؟",
    "'",
    "#3",
    "<b>bold</b> text",
    "id",
    "team",
    "x" * 400,
]


def test_strange_headings_become_a_study(begin, reported):
    draw = random.Random(1)
    rows = zip(*(likert(80, draw, AGREE) for _ in STRANGE), strict=True)
    study = begin(table(STRANGE, rows))
    assert study.status == 0, study.err
    variables = [one["variable"] for one in study.begun["columns"]]
    assert None not in variables
    assert len(set(variables)) == len(STRANGE)
    assert reported(study) == [0, 0]


def test_headings_that_stand_twice_are_told_apart_by_their_numbers(begin, reported):
    draw = random.Random(2)
    heads = ["I agree", "I agree", "i agree ", "years", "years"]
    rows = [
        [*likert(3, draw, AGREE), draw.randint(1, 40), draw.randint(1, 40)] for _ in range(60)
    ]
    study = begin(table(heads, rows))
    assert study.status == 0, study.err
    columns = load_study(study.folder).file.sources[0].columns
    assert sorted(columns) == ["#1", "#2", "#3", "#4", "#5"]
    assert len({*columns.values()}) == 5
    assert reported(study) == [0, 0]


def test_two_thousand_columns(begin):
    draw = random.Random(3)
    rows = [likert(2000, draw, AGREE) for _ in range(30)]
    study = begin(table([f"item {at}" for at in range(2000)], rows))
    assert study.status == 0, study.err
    assert sum(1 for one in study.begun["columns"] if one["variable"]) == 2000


def test_lists_that_differ_by_one_answer_stay_two(begin):
    draw = random.Random(4)
    one = ["Never", "Rarely", "Sometimes", "Often"]
    other = ["Never", "Rarely", "Sometimes", "Always"]
    rows = [[*likert(3, draw, one), *likert(3, draw, other)] for _ in range(100)]
    study = begin(table([f"{kind}{at}" for kind in "ab" for at in (1, 2, 3)], rows))
    sets = [
        [option.label["en"] for option in each.options]
        for each in study.questionnaire.option_sets.values()
    ]
    assert sets == [one, other]


def test_a_scale_of_five_of_which_a_column_uses_four_stays_one(begin):
    draw = random.Random(5)
    five = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    rows = [
        [*draw.choices(five, k=3), draw.choices(five, weights=[0, 1, 30, 30, 20])[0]]
        for _ in range(25)
    ]
    study = begin(table(["a1", "a2", "a3", "a4"], rows))
    assert len(study.questionnaire.option_sets) == 1


def test_an_end_that_nobody_chose_is_added_where_its_opposite_was(begin):
    draw = random.Random(6)
    used = ["Disagree", "Neutral", "Agree", "Strongly agree"]
    study = begin(table(["a1", "a2", "a3"], [likert(3, draw, used) for _ in range(60)]))
    (found,) = study.questionnaire.option_sets.values()
    assert [one.label["en"] for one in found.options] == ["Strongly disagree", *used]
    assert "never chosen" in study.text


def test_numbers_of_a_scale_keep_their_codes_and_missing_ones_are_told(begin):
    draw = random.Random(7)
    rows = [[*(draw.choice([1, 2, 4, 5, 99]) for _ in range(4)), draw.randint(0, 3)]
            for _ in range(80)]  # fmt: skip
    study = begin(table(["q1", "q2", "q3", "q4", "children"], rows))
    (found,) = study.questionnaire.option_sets.values()
    assert found.codes == (1, 2, 3, 4, 5)
    assert [one.code for one in found.options if one.missing] == [99]
    assert study.questionnaire.question_by_id["children"].type == "integer"


def test_labels_with_numbers_before_them(begin):
    draw = random.Random(8)
    points = ["1 (None at all)", "2", "3", "4", "5 - Mostly other people"]
    study = begin(
        table(["How much a?", "How much b?"], [likert(2, draw, points) for _ in range(50)])
    )
    (found,) = study.questionnaire.option_sets.values()
    assert {one.code: one.label["en"] for one in found.options} == {
        1: "1 (None at all)", 2: "2", 3: "3", 4: "4", 5: "5 - Mostly other people"
    }  # fmt: skip


def test_answers_that_few_gave_are_not_written_down(begin, reported):
    jobs = [*["Agent"] * 40, *["Manager"] * 30, "Head of the one team in Fez"]
    study = begin(table(["n", "job"], [[at, job] for at, job in enumerate(jobs)]))
    assert study.status == 0, study.err
    assert "Fez" not in study.text + study.out
    assert reported(study) == [0, 0]


def test_the_order_of_unknown_words_is_seen_in_the_answers(begin):
    draw = random.Random(9)
    words = ["ei lainkaan", "hieman", "jonkin verran", "melko", "todella"]
    rows = []
    for _ in range(200):
        trait = draw.gauss(0, 1)
        cells = [
            words[min(4, max(0, round(2 + sign * trait + draw.gauss(0, 0.6))))]
            for sign in (1, 1, -1, 1)
        ]
        rows.append(cells)
    study = begin(table(["väite yksi", "väite kaksi", "väite kolme", "väite neljä"], rows))
    (found,) = study.questionnaire.option_sets.values()
    labels = [next(iter(one.label.values())) for one in found.options]
    assert labels == words
    assert "check: is this the order" in study.text
    assert [one.reverse for one in study.questionnaire.items.values()] == [0, 0, 1, 0]


def test_an_identifier_that_is_nobodys_own_is_done_without(begin, reported):
    draw = random.Random(10)
    rows = [["7", "2026-01-02", *likert(3, draw, AGREE)] for _ in range(40)]
    study = begin(table(["ID", "Submission date", "a1", "a2", "a3"], rows))
    assert study.status == 0, study.err
    assert reported(study) == [0, 0]


def test_dates_prove_their_order(begin):
    draw = random.Random(11)
    rows = [[f"{day:02}/03/2026 10:00", *likert(3, draw, AGREE)] for day in range(1, 30)]
    study = begin(table(["Timestamp", "a1", "a2", "a3"], rows))
    assert load_study(study.folder).file.sources[0].dates == "dmy"


def test_a_study_is_never_written_over(begin, tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "study.yaml").write_text("mine")
    study = begin(table(["a1", "a2"], [["1", "2"]] * 5))
    assert study.status == 73
    assert [one.name for one in folder.iterdir()] == ["study.yaml"]


def test_a_folder_with_the_answers_in_it_becomes_the_study(begin, tmp_path, reported):
    draw = random.Random(12)
    folder = tmp_path / "study"
    folder.mkdir()
    file = folder / "mine.csv"
    file.write_text(table(["a1", "a2", "a3"], [likert(3, draw, AGREE) for _ in range(40)]))
    study = begin(file)
    assert study.status == 0, study.err
    assert sorted(one.name for one in folder.iterdir()) == [
        "data", "mine.csv", "notice.md", "questionnaire.yaml", "study.yaml"
    ]  # fmt: skip
    assert reported(study) == [0, 0]


def test_numbers_of_people_are_never_questions(begin):
    heads = ["id", "staff number", "Insured person", "age"]
    rows = [[f"p{at}", 100 + at, f"1850375{at:06}", 20 + at % 30] for at in range(40)]
    study = begin(table(heads, rows))
    assert study.status == 0, study.err
    assert [one["variable"] for one in study.begun["columns"]] == [
        "respondent_id",
        None,
        None,
        "age",
    ]
