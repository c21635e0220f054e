"""A definition is preferred to guessing; only scales and directions come from the answers."""

import csv
import io
import random

from forms.test_redcap import RECORD, dictionary, field

CHOICES = "1, Never | 2, Sometimes | 3, Often | 4, Always"


def definition():
    return dictionary(
        RECORD,
        *(
            field(name, "radio", f"I ask {name}", CHOICES)
            for name in ("alpha", "beta", "gamma")
        ),
        field("sex", "radio", "Sex", "1, Woman | 2, Man"),
    )


def answers(n=120):
    draw = random.Random(1)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["record_id", "alpha", "beta", "gamma", "sex", "note"])
    for at in range(n):
        trait = draw.gauss(0, 1)
        cells = [
            min(4, max(1, round(2.5 + sign * trait + draw.gauss(0, 0.5))))
            for sign in (1, -1, 1)
        ]
        table.writerow([at + 1, *cells, draw.randint(1, 2), f"text {at}"])
    return out.getvalue()


def check(study):
    assert study.status == 0, study.err
    q = study.questionnaire
    (scale,) = q.scales
    assert [(one.id, one.reverse) for one in scale.items] == [
        ("alpha", False),
        ("beta", True),
        ("gamma", False),
    ]
    assert [one.label["en"] for one in q.option_sets[scale.options].options] == [
        "Never", "Sometimes", "Often", "Always"
    ]  # fmt: skip
    assert study.begun["codebook"] == "dictionary.csv"
    by_heading = {one["heading"]: one["variable"] for one in study.begun["columns"]}
    assert by_heading["note"] is None


def test_a_codebook_that_is_given(begin, tmp_path, reported):
    file = tmp_path / "dictionary.csv"
    file.write_bytes(definition())
    study = begin(answers(), "answers.csv", "--codebook", str(file))
    check(study)
    assert reported(study) == [0, 0]


def test_a_codebook_that_lies_beside_the_answers(begin, tmp_path):
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "dictionary.csv").write_bytes(definition())
    check(begin(answers()))


def test_a_codebook_of_another_survey_is_refused_or_passed_over(begin, tmp_path):
    (tmp_path / "from").mkdir()
    file = tmp_path / "from" / "dictionary.csv"
    file.write_bytes(dictionary(RECORD, field("other", "radio", "Other", CHOICES)))
    study = begin(answers(), "answers.csv", "--codebook", str(file))
    assert study.status == 65
    assert not study.folder.exists()
    study = begin(answers())
    assert study.status == 0
    assert study.begun["codebook"] is None


def test_a_definition_alone_is_a_study_to_rehearse(begin, capsys):
    study = begin(definition(), "dictionary.csv")
    assert study.status == 0, study.err
    assert study.begun["answers"] is None
    text = (study.folder / "study.yaml").read_text("utf-8")
    assert "# simulated: true" in text
