"""Answers that say there is none, columns that only speak of a team, and too few to tell."""

import json
import random
import shutil

import pytest

from cpsurvey.cli import funnel

pyreadstat = pytest.importorskip("pyreadstat")
GERMAN = [
    "stimme überhaupt nicht zu",
    "stimme eher nicht zu",
    "teils/teils",
    "stimme eher zu",
    "stimme voll und ganz zu",
]


def drawn(n, items, points, seed=5):
    """Answers from 0 to below `points` that go together; each list is a person."""
    draw = random.Random(seed)
    found = []
    for _ in range(n):
        level = draw.gauss(0, 1)
        found.append(
            [
                min(points - 1, max(0, round(points / 2 + level + draw.gauss(0, 0.6))))
                for _ in range(items)
            ]
        )
    return found


def options_of(study, name):
    q = study.questionnaire
    return {one.code: one for one in q.options_of(name).options}


@pytest.mark.parametrize(
    "none", ["k.A.", "Keine Angabe", "kann ich nicht beurteilen", "weiss nicht"]
)
def test_a_german_scale_with_no_answer_beside_it_is_a_scale(begin, reported, none):
    rows = drawn(60, 4, 5)
    lines = ["Nr;Gut [a];Gut [b];Gut [c];Gut [d]"]
    for at, row in enumerate(rows):
        said = [GERMAN[value] for value in row]
        if at % 7 == 0:
            said[at % 4] = none
        lines.append(";".join([str(at + 1), *said]))
    study = begin("\n".join(lines) + "\n")
    (scale,) = study.questionnaire.scales
    options = options_of(study, scale.items[0].id)
    assert [options[code].label["de"] for code in range(1, 6)] == GERMAN
    assert [one.label["de"] for one in options.values() if one.missing] == [none]
    assert set(reported(study)) == {0}


def test_the_low_end_of_a_german_scale_is_an_answer(begin):
    labels = ["trifft nicht zu", "trifft eher nicht zu", "trifft eher zu", "trifft zu"]
    lines = ["Nr;e1;e2;e3"]
    for at, row in enumerate(drawn(60, 3, 4)):
        lines.append(";".join([str(at + 1), *(labels[value] for value in row)]))
    study = begin("\n".join(lines) + "\n")
    options = options_of(study, "e1")
    assert [options[code].label["de"] for code in range(1, 5)] == labels
    assert not any(one.missing for one in options.values())


def labelled(tmp_path, ending, labels, answers):
    import pandas as pd

    frame = pd.DataFrame(answers, columns=["e1", "e2", "e3"], dtype=float)
    frame.insert(0, "id", [float(at + 1) for at in range(len(frame))])
    file = tmp_path / f"answers.{ending}"
    write = pyreadstat.write_dta if ending == "dta" else pyreadstat.write_sav
    write(frame, str(file), variable_value_labels=dict.fromkeys(("e1", "e2", "e3"), labels))
    return file


AGREE = {
    1: "trifft gar nicht zu",
    2: "trifft eher nicht zu",
    3: "teils/teils",
    4: "trifft eher zu",
    5: "trifft voll zu",
}


@pytest.mark.parametrize("ending", ["dta", "sav"])
@pytest.mark.parametrize(
    ("code", "label"),
    [(-8, "verweigert"), (99, "weiß nicht"), (-99, "Filter"), (97, "Filter"), (-1, "k.A.")],
)
def test_a_code_apart_of_a_labelled_file_is_no_answer(begin, tmp_path, ending, code, label):
    rows = [[value + 1 for value in row] for row in drawn(50, 3, 5)]
    for at, row in enumerate(rows):
        if at % 6 == 0:
            row[at % 3] = code
    study = begin(labelled(tmp_path, ending, {**AGREE, code: label}, rows))
    options = options_of(study, "e1")
    assert [number for number, one in options.items() if not one.missing] == [1, 2, 3, 4, 5]
    assert options[code].missing
    assert study.questionnaire.languages == ("de",)


@pytest.mark.parametrize(
    ("labels", "kept"),
    [
        ({1: "Bus", 2: "Bahn", 3: "Rad", 99: "Sonstiges"}, 99),
        ({1: "Bus", 2: "Bahn", 3: "Rad", 99: "Weltraum"}, 99),
        ({-2: "viel schlechter", -1: "schlechter", 0: "gleich", 1: "besser"}, -2),
    ],
)
def test_a_code_apart_that_is_an_answer_stays(begin, tmp_path, labels, kept):
    codes = list(labels)
    rows = [[codes[(at * step) % len(codes)] for step in (1, 2, 3)] for at in range(50)]
    study = begin(labelled(tmp_path, "dta", labels, rows))
    assert not options_of(study, "e1")[kept].missing


def test_a_row_of_a_grid_about_a_team_names_no_team(begin):
    agree = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
    lines = [
        "Respondent ID,Collector ID,Start Date,End Date,Rate your team,,,Your department?",
        ",,,,Helps,Laughs,Shares,Response",
    ]
    for at, row in enumerate(drawn(50, 3, 5)):
        said = [agree[value] for value in row]
        said[1] = "Don't know" if at % 9 == 0 else said[1]
        lines.append(
            f"{1180000 + at},44,2026-10-01 10:00,2026-10-01 10:05,"
            + ",".join([*said, ("Sales", "Ops", "Legal")[at % 3]])
        )
    study = begin("\n".join(lines) + "\n")
    became = {one["heading"]: one["variable"] for one in study.begun["columns"]}
    assert became["Your department?"] == "team"
    (items,) = study.begun["scales"].values()
    assert len(items) == 3


def test_of_a_dozen_people_the_direction_of_items_is_asked(begin):
    lines = ["id,w1,w2,w3"]
    for at, row in enumerate(drawn(12, 3, 5)):
        lines.append(f"p{at},{row[0] + 1},{row[1] + 1},{5 - row[2]}")
    study = begin("\n".join(lines) + "\n")
    assert "is an item worded against the others?" in " ".join(
        study.text.replace("#", "").split()
    )
    assert any("too few people" in one for one in study.begun["check"])


def test_a_way_out_that_names_a_source_fits_the_command(begin, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Meine Daten"
    for row in (["id", "w1", "w2", "w3"], *([at, *row] for at, row in
                enumerate(drawn(40, 3, 5)))):  # fmt: skip
        book.active.append(row)
    book.create_sheet("Mittelwerte").append(["n", 40])
    file = tmp_path / "a.xlsx"
    book.save(file)
    study = begin(file)
    assert study.status == 65
    assert "sheet=Meine Daten" in study.err
    again = begin(file, "", "--source", "sheet=Meine Daten")
    assert again.status == 0


def test_words_among_numbers_that_say_there_is_no_answer(begin):
    lines = ["id;w1;w2;w3;v1;v2;v3"]
    for at, (row, other) in enumerate(zip(drawn(60, 3, 5), drawn(60, 3, 5, 6), strict=True)):
        said = [str(value + 1) for value in (*row, *other)]
        said[at % 3] = ("k.A.", "NR")[at % 2] if at % 5 == 0 else said[at % 3]
        lines.append(";".join([f"p{at}", *said]))
    study = begin("\n".join(lines) + "\n")
    assert [len(one.items) for one in study.questionnaire.scales] == [3, 3]
    options = options_of(study, "w1")
    assert {one.label["en"] for one in options.values() if one.missing} == {"k.A.", "NR"}
    assert sorted(code for code, one in options.items() if not one.missing) == [1, 2, 3, 4, 5]


def test_a_word_among_numbers_that_is_common_is_no_missing_one(begin):
    lines = ["id;w1;w2;w3"]
    for at, row in enumerate(drawn(60, 3, 5)):
        said = ["often" if value > 2 else str(value + 1) for value in row]
        lines.append(";".join([f"p{at}", *said]))
    assert "counted as no answer" not in begin("\n".join(lines) + "\n").text


def test_an_item_that_leaves_out_the_other_end_stays_in_its_scale(begin):
    lines = ["id,w1_1,w1_2,w1_3,w1_4"]
    for at, row in enumerate(drawn(120, 4, 6)):
        said = [value + 2 for value in row]  # 2 to 7, and turned 1 to 6
        said[3] = 8 - said[3]
        lines.append(",".join(map(str, [f"p{at}", *said])))
    study = begin("\n".join(lines) + "\n")
    (scale,) = study.questionnaire.scales
    assert len(scale.items) == 4
    assert [one.id for one in scale.items if one.reverse] == ["w1_4"]
    assert sorted(options_of(study, "w1_4")) == [1, 2, 3, 4, 5, 6, 7]


WAVES = ["T1", "T2", "T3"]


def panel(heading, name):
    lines = [f"{heading};Vague;w1;w2;w3"]
    for wave in WAVES:
        for at, row in enumerate(drawn(40, 3, 5)):
            if (at + len(wave)) % 9 or wave == "T1":
                lines.append(";".join([name(at), wave, *(str(value + 1) for value in row)]))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Matricule", lambda at: str(100000 + at)),
        ("Code", lambda at: f"AB{at:02d}"),
        ("respondent_id", str),
    ],
)
def test_people_of_several_waves_are_known_again(begin, reported, heading, name):
    study = begin(panel(heading, name))
    assert study.questionnaire.identifiers.respondent.variable == "respondent_id"
    assert set(reported(study)) == {0}
    flow = json.loads((study.folder / "reports/current/results.json").read_text("utf-8"))
    (flow,) = [one for one in flow["results"] if one["kind"] == "flow"]
    assert flow["sample"]["dropped"] == {"earlier_wave": flow["sample"]["read"] - 36}


@pytest.mark.parametrize(
    ("when", "times"),
    [
        ("Quarter", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("Semestre", ["S1 2026", "S2 2026", "S3 2026"]),
        ("Month", ["2025-11", "2026-02", "2026-05"]),
        ("Round?", ["round 1", "round 2", "round 3"]),
    ],
)
def test_what_tells_the_rows_of_a_person_apart_is_the_wave(begin, when, times):
    text = panel("Employee", "E{:03d}".format).replace("Vague", when, 1)
    for old, new in zip(WAVES, times, strict=True):
        text = text.replace(f";{old};", f";{new};")
    study = begin(text)
    asked = study.questionnaire.identifiers
    assert (asked.respondent.variable, asked.wave.variable) == ("respondent_id", "wave")
    assert f"wave: '{when}'" in study.begun["check"]


def test_people_who_come_again_nobody_knows_when_are_told(begin, capsys):
    text = panel("Employee", "E{:03d}".format).replace("Vague", "Month", 1)
    for old, new in zip(WAVES, ["January", "May", "March"], strict=True):
        text = text.replace(f";{old};", f";{new};")
    study = begin(text)
    assert study.questionnaire.identifiers.wave is None
    (told,) = (one for one in study.begun["check"] if "each row counts as a person" in one)
    assert "--respondent 'Employee'" in told
    shutil.rmtree(study.folder)
    study = begin(text, "answers.csv", "--respondent", "Employee")
    capsys.readouterr()
    assert funnel.run(["ingest", "--study", str(study.folder)]) == 0
    assert "40 new answers" in capsys.readouterr().out


def test_a_person_twice_in_a_wave_makes_it_none(begin):
    text = panel("Employee", "E{:03d}".format).replace("Vague", "Quarter", 1)
    text += text.splitlines()[1] + "\n"
    study = begin(text)
    assert study.questionnaire.identifiers.wave is None
    assert any("each row counts as a person" in one for one in study.begun["check"])


def test_numbers_of_people_are_never_answers(begin):
    lines = panel("Matricule", lambda at: str(100000 + at)).splitlines()
    without = [";".join([a, *rest]) for a, _, *rest in (one.split(";") for one in lines)]
    study = begin("\n".join(without) + "\n")
    became = {one["heading"]: one["became"] for one in study.begun["columns"]}
    assert became["Matricule"].startswith("left out")


def test_identifiers_that_cannot_be_read_are_said(begin):
    text = panel("Matricule", lambda at: str(100000 + at))
    study = begin(text.replace("\n100000;", "\n1E+05;"))
    assert any("counts twice" in one for one in study.begun["check"])


@pytest.mark.parametrize(
    "heading", ["Vorname", "Nachname", "Name", "Nombre", "Apellidos", "Cognome", "Achternaam"]
)
def test_names_of_people_are_never_answers(begin, heading):
    lines = [f"id;{heading};w1;w2;w3"]
    for at, row in enumerate(drawn(40, 3, 5)):
        lines.append(";".join([f"p{at}", ("Anna", "Bert", "Cara")[at % 3], *map(str, row)]))
    study = begin("\n".join(lines) + "\n")
    assert "Anna" not in study.text
