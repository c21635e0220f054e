"""What is nearly a heading or a label is suggested by name, and never taken."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.near import form, near_label, near_texts

TEXTS = {
    "share": "In my team, I share what I know with my colleagues",
    "ask": "In my team, I ask my colleagues for advice",
    "help": "In my team, colleagues help me with difficult tasks",
    "listen": "In my team, colleagues listen to my ideas",
    "manager": "I feel that my manager listens to me",
}
ITEMS = [
    f"{{id: {name}, text: {{en: '{text}'}}, label: {{en: {name}}}}}"
    for name, text in TEXTS.items()
]
LABELS = {
    "Pas du tout d'accord": 1,
    "Pas d'accord": 2,
    "D'accord": 3,
    "Plutôt d'accord": 4,
    "Tout à fait d'accord": 5,
}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("3. In my team, I share what I know with my colleagues", "share"),
        ("Q12 - In my team I ask my colleagues for advice.", "ask"),
        ("In my team, colleagues help me with hard tasks", "help"),
        ("In my team, colleagues listen to my opinions", "listen"),
        ("In my team, I trust my colleagues", None),
        ("In my team", None),
        ("Comments", None),
        ("Any other comments about your team", None),
        ("", None),
    ],
)
def test_the_one_that_is_near_and_no_other(heading, name):
    found = near_texts([heading], {one: [text] for one, text in TEXTS.items()})
    assert found.get(heading) == name


def test_twins_are_never_told_apart_by_chance():
    twins = {"a": ["I like my work today"], "b": ["I like my work todays"]}
    assert near_texts(["I like my work to day"], twins) == {}


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("Plutôt d accord", ("Plutôt d'accord", True)),
        ("Tout-à-fait d'accord", ("Tout à fait d'accord", True)),
        ("Tout a fait d´accord.", ("Tout à fait d'accord", True)),
        ("Plutot d'acord", ("Plutôt d'accord", False)),
        ("pas plutôt d'accord", None),
        ("Pas tout à fait d'accord", None),
        ("accord", None),
        ("my boss is a fool", None),
        ("", None),
    ],
)
def test_labels_that_are_misspelt(word, label):
    assert near_label(word, LABELS) == label


def test_a_contrary_is_no_misspelling():
    assert near_label("unlikely", {"likely": 1, "certain": 2}) is None
    assert near_label("not agree", {"agree": 1}) is None


def test_numbers_before_a_question_are_none_of_it():
    assert form("Q12 - How old are you?") == form("12) how old are you") == "how old are you"
    assert form("3 years ago I began") == "3 years ago i began"


def test_a_reworded_heading_is_left_out_and_the_line_takes_it(ask, followed):
    texts = [*TEXTS.values()]
    texts[2] = "In my team, colleagues help me with hard tasks"
    rows = '"' + '","'.join(texts) + '"\n1,2,3,4,5\n'
    batch = ask(rows, items=ITEMS)
    assert "help" not in batch.columns
    (found,) = [one for one in batch.findings if one.rule == "near_heading"]
    assert "'help'" in found.message
    batch = ask(rows, items=ITEMS, columns=followed(found.fix))
    assert batch.frame["help"].tolist() == [3]


def test_two_headings_near_one_item_are_nobodys(ask):
    texts = [*TEXTS.values()]
    texts[2] = "In my team, colleagues help me with hard tasks"
    texts.append("In my team, colleagues help me with heavy tasks")
    batch = ask('"' + '","'.join(texts) + '"\n1,2,3,4,5,1\n', items=ITEMS)
    assert not [one for one in batch.findings if one.rule == "near_heading"]


def test_a_file_reworded_throughout_is_refused_with_the_line(ask, followed):
    texts = [f"{n}. {text.replace('colleagues', 'coworkers')}" for n, text in
             enumerate(TEXTS.values())]  # fmt: skip
    rows = '"' + '","'.join(texts) + '"\n1,2,3,4,5\n'
    with pytest.raises(CpsurveyError) as caught:
        ask(rows, items=ITEMS)
    assert caught.value.code == "CPS105"
    batch = ask(rows, items=ITEMS, columns=followed(caught.value.fix))
    assert batch.frame["share"].tolist() == [1]


def test_near_labels_are_said_and_other_answers_never(ask):
    head = "i1,i2\n" + "Agree,Agree\n" * 6
    batch = ask(f"{head}Strongly-agree,Agree\nAgre,Agree\nmy boss is a fool,Agree\n")
    assert batch.frame["i1"].isna().sum() == 3
    said = "\n".join(str(one) for one in batch.findings)
    assert '"Strongly-agree"' in said
    assert "nearly like 'Agree' (code 4)" in said
    assert "boss" not in said


@pytest.mark.parametrize("sign", "’´ʼ`′＇'‘")
def test_every_apostrophe_is_one_wherever_names_are_compared(ask, sign):
    options = ["{code: 1, label: {en: D'accord}}", "{code: 2, label: {en: Non}}"]
    tail = (
        "questions:\n  - {id: m, type: select_multiple, text: {en: L'outil}, options:"
        " [{code: 1, label: {en: L'un}}, {code: 2, label: {en: L'autre}}]}"
    )
    items = ["{id: i1, text: {en: J'aide}}", '{id: i2, text: {en: two}, aliases: ["C\'est"]}']
    text = f"J{sign}aide,C{sign}est,L{sign}outil,l{sign}x\n" + (
        f"D{sign}accord,Non,L{sign}un;L{sign}autre,free\n" * 2
    )
    batch = ask(text, options=options, items=items, tail=tail, columns={"l'x": ""})
    assert batch.frame["i1"].tolist() == [1, 1]
    assert batch.frame["i2"].tolist() == [2, 2]
    assert sum(name.startswith("m") for name in batch.columns) == 2
    assert not batch.rejected
