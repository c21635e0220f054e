"""SoSci Survey, as its manual describes it; and texts below names in any other table."""

import random

import pytest

OWN = ["CASE", "SERIAL", "REF", "QUESTNNR", "MODE", "STARTED"]
END = [
    *("TIME001", "TIME_SUM", "LASTDATA", "FINISHED", "Q_VIEWER", "LASTPAGE", "MAXPAGE"),
    *("MISSING", "TIME_RSI"),
]
NAMES = [*OWN, "AB01_01", "AB01_02", *END]
TEXTS = [
    *("Interview-Nummer (fortlaufend)", "Personenkennung", "Referenz", "Fragebogen"),
    *("Interview-Modus", "Zeitpunkt des Beginns", "Arbeit: Ich werde gehört"),
    *("Arbeit: Niemand fragt mich", "Verweildauer Seite 1", "Verweildauer gesamt"),
    *("Zeitpunkt der letzten Änderung", "Abgeschlossen?", "Nur angesehen?", "Letzte Seite"),
    *("Späteste Seite", "Anteil fehlender Antworten", "Ausfüll-Geschwindigkeit"),
]
ITEMS = [
    "{id: ab01_01, label: {en: a}, aliases: [AB01_01]}",
    "{id: other, label: {en: b}, text: {en: Niemand fragt mich}}",
]


def answer(case, one, two, mode="interview", finished=1, viewer=0):
    day = f"2026-10-{case % 27 + 1:02d} 10:00:00"
    tail = [30, 70, day, finished, viewer, 2, 2, 0, "1,02"]
    return [case, "", "", "base", mode, day, one, two, *tail]


def file(rows, names=NAMES, texts=TEXTS, sign="\t"):
    lines = [names, *([texts] if texts else []), *rows]
    return "\n".join(sign.join(f'"{cell}"' for cell in line) for line in lines) + "\n"


def drawn(n=12, seed=3):
    draw = random.Random(seed)
    return [(draw.randint(1, 5), draw.randint(1, 5)) for _ in range(n)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("texts", [TEXTS, None])
def test_answers_count_and_rehearsals_do_not(ask, encoding, texts):
    rows = [answer(100 + at, *pair) for at, pair in enumerate(drawn())]
    rows[0][4] = "pretest"
    rows[1][4] = "admin"
    rows[2][-5] = 1  # looked only
    rows[3][6] = -9
    rows[4][6] = -1
    rows[5][11] = 0
    items = ITEMS if texts else [ITEMS[0], "{id: ab01_02, label: {en: b}}"]
    batch = ask(file(rows, texts=texts).encode(encoding), items=items)
    assert batch.info.reader == "sosci"
    assert [one.rule for one in batch.rejected] == ["test", "test", "preview"]
    assert batch.info.rows == 12
    heads = batch.heads
    assert len(heads) == 9
    assert heads[0].respondent == "103"
    assert (batch.info.complete, batch.info.partial) == (8, 1)
    codes = batch.frame["ab01_01"].tolist()
    assert all(not 1 <= code <= 5 for code in codes[:2])
    assert all(1 <= code <= 5 for code in codes[2:])


def test_a_code_of_participation_says_who_answered(ask):
    rows = [answer(100 + at, *pair) for at, pair in enumerate(drawn())]
    for at, row in enumerate(rows):
        row[1] = f"KX{at:03d}"
    assert ask(file(rows), items=ITEMS).heads[0].respondent == "KX000"


def test_a_table_with_a_column_called_case_is_none(ask):
    assert ask("CASE,MODE,i1,i2\n1,x,4,2\n").info.reader == "csv"


def table(rows, texts, names=("id", "i1", "i2", "age")):
    return file(rows, list(names), texts, ";")


def test_texts_below_names_are_what_columns_ask(ask):
    rows = [[f"p{at}", *pair, 30 + at] for at, pair in enumerate(drawn())]
    texts = ["Code", "I share what I know", "I keep it to myself", "Your age"]
    items = [
        "{id: i1, label: {en: a}}",
        "{id: x, label: {en: b}, text: {en: I keep it to myself}}",
    ]
    batch = ask(table(rows, texts), items=items)
    assert any("texts of the columns" in line for line in batch.info.evidence)
    assert batch.info.rows == batch.info.accepted == 12


@pytest.mark.parametrize(
    "first",
    [
        ["p0", "k.A.", "k.A.", "k.A."],
        ["p0", "NA", "n/a", "-"],
        ["p0", "Strongly agree", "Disagree", "30"],
        ["p0", "4", "2", "x"],
        ["p0", "", "", "none of your business"],
        ["p0", "Agree", "Disagree", "thirty"],
    ],
)
def test_a_first_person_is_no_row_of_texts(ask, first):
    words = ["Strongly agree", "Disagree", "Agree"]
    plain = [[f"p{at}", *pair, 30 + at] for at, pair in enumerate(drawn(), 1)]
    if first[1] == "Agree":
        plain = [[f"p{at}", words[at % 3], words[(at + 1) % 3], 30 + at] for at in range(1, 13)]
    batch = ask(table([first, *plain], None), max_rejected="90%")
    assert batch.info.rows == 13
