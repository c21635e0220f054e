"""Questionnaires by hand: what may be written short, what goes without saying, what is said."""

import pytest

from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.design.claims import Claim, parse
from cpsurvey.errors.finding import Invalid

OWN = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
languages: [en]
identifiers: {respondent: person, team: team}
option_sets:
  agree3: [Disagree, Neither, Agree]
  often: {0: Never, 1: Often, 9: {label: Does not apply, missing: not_applicable}}
  number: [0, 1, 2]
scales:
  - id: a
    options: agree3
    items:
      - a1: I share what I know.
      - a2: I keep it to myself.
        reverse: true
      - {id: a3, text: I show how I work.}
  - id: b
    label: Rest
    options: often
    items:
      - b1: I rest.
      - b2: {en: I sleep.}
questions:
  - {id: sex, text: Sex, options: [Woman, Man]}
  - {id: age, text: Age, type: integer}
hypotheses:
  - H1: a -> b
"""

IN_FULL = """\
schema: cpsurvey/questionnaire/1
id: own
version: 1.0.0
status: new_wording_to_be_validated
title: {en: own}
licence: not stated
languages: [en]
default_language: en
identifiers:
  respondent: {variable: person}
  team: {variable: team}
option_sets:
  agree3:
    options:
      - {code: 1, label: {en: Disagree}}
      - {code: 2, label: {en: Neither}}
      - {code: 3, label: {en: Agree}}
  often:
    options:
      - {code: 0, label: {en: Never}}
      - {code: 1, label: {en: Often}}
      - {code: 9, label: {en: Does not apply}, missing: not_applicable}
  number:
    options:
      - {code: 0, label: {en: "0"}}
      - {code: 1, label: {en: "1"}}
      - {code: 2, label: {en: "2"}}
scales:
  - id: a
    label: {en: a}
    options: agree3
    items:
      - {id: a1, text: {en: I share what I know.}}
      - {id: a2, text: {en: I keep it to myself.}, reverse: true}
      - {id: a3, text: {en: I show how I work.}}
  - id: b
    label: {en: Rest}
    options: often
    items:
      - {id: b1, text: {en: I rest.}}
      - {id: b2, text: {en: I sleep.}}
questions:
  - id: sex
    type: select_one
    text: {en: Sex}
    options:
      - {code: 1, label: {en: Woman}}
      - {code: 2, label: {en: Man}}
  - {id: age, text: {en: Age}, type: integer}
hypotheses:
  - {id: H1, claim: a -> b}
"""


def loaded(write, text):
    return load_questionnaire(str(write("own.yaml", text))).questionnaire


def problems(write, text):
    with pytest.raises(Invalid) as caught:
        loaded(write, text)
    return [(one.where, one.message, one.fix) for one in caught.value.findings]


def test_what_is_written_short_means_the_same_in_full(write):
    assert loaded(write, OWN) == loaded(write, IN_FULL)


def test_an_indonesian_label_is_no_name_of_an_answer(write):
    text = OWN.replace("[en]", "[en, id]\ndefault_language: en")
    text = (
        text[: text.index("option_sets")]
        + """\
title: {en: T, id: T}
option_sets: {ya: [{en: No, id: Tidak}, {en: Yes, id: Ya}]}
scales:
  - {id: a, label: {en: A, id: A}, options: ya, items: [{a1: {en: T, id: T}}]}
"""
    )
    labels = [one.label for one in loaded(write, text).option_sets["ya"].options]
    assert labels == [{"en": "No", "id": "Tidak"}, {"en": "Yes", "id": "Ya"}]


@pytest.mark.parametrize(
    ("written", "version"),
    [
        ("1", "1.0.0"),
        ("1.0", "1.0.0"),
        ("1.10", "1.10.0"),
        ('"2"', "2.0.0"),
        ("3.1.4", "3.1.4"),
    ],
)
def test_a_version_is_completed_as_it_is_written(write, written, version):
    assert loaded(write, OWN.replace("version: 1", f"version: {written}")).version == version


def test_one_language_may_stand_without_brackets(write):
    french = loaded(write, OWN.replace("[en]", "fr").replace("{en: I sleep.}", "Je dors."))
    assert french.languages == ("fr",)
    assert french.default_language == "fr"
    assert french.items["a1"].text == {"fr": "I share what I know."}
    assert french.option_sets["agree3"].options[0].label == {"fr": "Disagree"}


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "fix"),
    [
        ("questionnaire/1", "questionnaire/2", 1, "not a choice", "cpsurvey/questionnaire/1"),
        (
            "schema: cpsurvey/questionnaire/1\n",
            "",
            1,
            "'schema' is",
            "cpsurvey/questionnaire/1",
        ),
        ("version: 1\n", "", 1, "'version' is missing", "version: 1.0.0"),
        ("version: 1", "version: new", 3, "version", "1.0.0"),
        ("version: 1", "version: true", 3, "version", ""),
        ("- b1: I rest.", "- b 1: I rest.", None, "expected form", "write, for example, 'b_1'"),
        (
            "- b1: I rest.",
            f"- {'how_often_do_you_rest_' * 3}7: I rest.",
            None,
            "expected form",
            "'how_often_do_you_rest_how_often7': letters, digits and '_', a letter first, at",
        ),
        ("id: own", "id: My own", 2, "expected form", "my-questionnaire"),
        ("languages: [en]\n", "", 1, "'languages' is missing", "languages: [en]"),
        ("[en]", "[en]\nstatus: done", 5, "not a choice", "'validated'"),
        ("label: Rest", "lable: Rest", None, "unknown key 'lable'", "did you mean 'label'?"),
        ("        reverse: true", "        revers: true", None, "'revers'", "'reverse'"),
        ("      - b1: I rest.", "      - {txet: I rest, id: b1}", None, "'txet'", "'text'"),
        ("options: agree3", "options: agre3", None, "agre3", "did you mean 'agree3'?"),
        ("[Woman, Man]", "[Woman]", None, "fewer than two", "add answers"),
        (
            "  agree3: [Disagree, Neither, Agree]",
            "  agree3: []",
            None,
            "too short",
            "at least 2",
        ),
        ("H1: a -> b", "H1: a -> c", None, "'c' is nothing that has numbers", "known: a, b"),
        ("H1: a -> b", "H1: a -> sex", None, "'sex' is a choice among 2", "name a scale"),
        ("H1: a -> b", "H1: a -> a", None, "'a' has two places", "once"),
        ("H1: a -> b", "H1: a > b > ", None, "is no arrow", "write 'a -> b'"),
        ("H1: a -> b", "{id: H1}", None, "in no way", "'claim: a -> b'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_an_example(
    write, old, new, line, message, fix
):
    line = line or OWN[: OWN.index(old)].count("\n") + 1
    found = problems(write, OWN.replace(old, new, 1))
    assert any(
        where == f"own.yaml:{line}" and message in said and fix in way
        for where, said, way in found
    ), found


def test_a_plain_text_is_no_text_of_several_languages(write):
    found = problems(write, OWN.replace("[en]", "[en, fr]\ndefault_language: en"))
    assert found[0] == (
        "own.yaml:15",
        "scales.0.items.0.text: one text for 2 languages",
        "write {en: ..., fr: ...}, or name one language under 'languages'",
    )
    assert not any("too short" in said for _, said, _ in found)  # only what is wrong is named


def test_a_text_without_words_is_the_same_in_every_language(write):
    asked = loaded(
        write,
        """\
schema: cpsurvey/questionnaire/1
id: own
version: 1
title: {en: Own, es: Propio}
languages: [en, es]
default_language: en
option_sets:
  ten: {0: {en: Not at all, es: Nada}, 1: "1", 2: {label: "2"}, 3: {en: All, es: Todo}}
scales:
  - id: a
    label: {en: Load, es: Carga}
    options: ten
    items: [{a1: {en: Much to do, es: Mucho que hacer}}, {a2: {en: Late, es: Tarde}}]
questions:
  - id: age
    text: {en: Age, es: Edad}
    options: ["18-24", "25-34", {en: Older, es: Mayor}]
""",
    )
    assert asked.option_sets["ten"].options[1].label == {"en": "1", "es": "1"}
    assert asked.option_sets["ten"].options[2].label == {"en": "2", "es": "2"}
    assert asked.options_of("age").options[0].label == {"en": "18-24", "es": "18-24"}


def test_several_languages_need_their_default_named(write):
    french = IN_FULL.replace("languages: [en]\ndefault_language: en", "languages: [en, fr]")
    found = problems(write, french)
    assert ("'default_language' is missing, and there are several languages") in {
        said for _, said, _ in found
    }


def test_a_questionnaire_asks_something(write):
    text = OWN[: OWN.index("scales:")]
    assert "neither scales nor questions" in problems(write, text)[0][1]
    only = text + "questions:\n  - {id: sex, text: Sex, options: [Woman, Man]}\n"
    assert loaded(write, only).counted == ("sex",)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("a -> b", Claim(("a", "b"))),
        ("a->m→b", Claim(("a", "m", "b"))),
        ("a > b", Claim(("a", "b"))),
        ("a:w -> b", Claim(("a", "b"), "w")),
        ("a:w -> m -> b", None),
        ("a", None),
        ("a -> b:w", None),
        ("-> b", None),
        ("__import__('os') -> b", None),
    ],
)
def test_arrows(text, claim):
    assert parse(text) == claim


def test_an_arrow_has_a_label_in_every_language(write):
    write("own.yaml", OWN)
    study = load_study(
        write(
            "study.yaml",
            """\
            study: {id: s, title: Mine}
            questionnaire: ./own.yaml
            hypotheses:
              - H1: a -> b
                direction: negative
              - {id: H2, claim: "a:age -> b", label: Age tells, direction: any}
            """,
        )
    )
    first, second = study.hypotheses
    assert first.label == {"en": "a → Rest (−)"}
    assert second.label == {"en": "Age tells"}
    assert first.tests[0].analysis == "regression-b"
    assert study.hypotheses_bind
