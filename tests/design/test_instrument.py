"""The shipped instruments: every sentence in both languages, one thing per sentence."""

import re

import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.forms.asked import asked, opening
from cpsurvey.forms.minutes import by_length, minutes
from cpsurvey.forms.shortened import shortened

NAMES = ["cop-callcentre", "cop-generic"]
ENGLISH = re.compile(r"\b(the|of|and|with|call|calls|case|cases|team|chat|tip|work|email)\b")
MASCULINE = re.compile(
    r"\b(un|le|du|au|chaque|quel|aucun) collègue\b|\b(mon|le|un) responsable\b"
    r"|\bseul\b|\bchacun\b|\(e\)|·|\bengagés\b|\bbloqué\b|\blaissé\b|\bclient\b",
    re.IGNORECASE,
)
JOINED = {"en": re.compile(r"\b(and|or)\b"), "fr": re.compile(r"\b(et|ou)\b")}


@pytest.fixture(params=NAMES)
def shipped(request):
    return load_questionnaire(request.param).questionnaire


def test_every_text_is_in_both_languages(shipped):
    for line in asked(shipped):
        assert all(line.text[language].strip() for language in ("en", "fr")), line.id
        assert line.text["en"] != line.text["fr"], line.id
    for one in shipped.definitions:
        assert all(part[lang] for part in (one.term, one.text) for lang in ("en", "fr"))


def test_items_ask_one_thing(shipped):
    """'and' joins two things only where the two belong together: my colleagues and I."""
    for item in shipped.items.values():
        for language, joined in JOINED.items():
            text = re.sub(
                r"[Mm](y|es) (colleagues|collègues) (and I|et moi)", "", item.text[language]
            )
            assert not joined.search(text), (item.id, language, text)


def test_no_item_names_a_frequency_that_its_answers_ask_for(shipped):
    often = re.compile(r"\b(often|regularly|always|souvent|régulièrement|toujours)\b")
    for item in shipped.items.values():
        assert not often.search(item.text["en"] + " " + item.text["fr"]), item.id


def test_french_has_no_english_and_no_masculine_standing_for_all(shipped):
    french = [(line.id, line.text["fr"]) for line in asked(shipped)]
    french += [
        ("options", one.label["fr"]) for s in shipped.option_sets.values() for one in s.options
    ]
    for name, text in [*french, ("opening", opening(shipped)["fr"])]:
        assert not ENGLISH.search(text.replace("DPO contact", "").replace("contact DPO", "")), (
            name,
            text,
        )
        assert not MASCULINE.search(text), (name, text)
        assert not re.search(r"\w[?!:;]", text), (name, text)


def test_resources_share_no_stem_with_one_outcome_only(shipped):
    """What made 'resources go with adaptive performance' true by wording in 0.1.0."""
    for name in ("crm", "perf_rp", "perf_ad"):
        for item in shipped.scale_by_id[name].items:
            assert "outside routine" not in item.text["en"]
            assert "sort de la routine" not in item.text["fr"]


def test_withholding_is_no_end_of_sharing(shipped):
    withheld = {item.id for item in shipped.scale_by_id["tks_wh"].items}
    assert shipped.scale_by_id["tks_wh"].optional
    assert not any(item.reverse for item in shipped.scale_by_id["tks_wh"].items)
    (sharing,) = (one for one in shipped.composites if one.id == "tks")
    assert "tks_wh" not in sharing.of
    used = " ".join([*shipped.derived.values(), *(m.syntax for m in shipped.models.values())])
    assert not withheld & set(re.findall(r"\w+", used))


def test_tenure_has_no_holes(shipped):
    bands = [o.label["en"] for o in shipped.question_by_id["tenure_centre"].options]
    assert bands[2:] == ["1 to under 3 years", "3 to under 5 years", "5 years or more"]


def test_the_two_instruments_ask_the_same_of_other_work():
    centre, other = (load_questionnaire(name).questionnaire for name in NAMES)
    assert list(centre.items) == list(other.items)
    assert list(centre.question_by_id) == list(other.question_by_id)
    assert [s.options for s in centre.scales] == [s.options for s in other.scales]
    assert [i.reverse for i in centre.items.values()] == [
        i.reverse for i in other.items.values()
    ]
    left = re.compile(r"\bcalls?\b|\bcentre\b|\bcustomer|\bappels?\b|\bclient", re.IGNORECASE)
    for line in asked(other):
        assert not left.search(f"{line.text['en']} {line.text['fr']}"), line.id


def test_forms_become_shorter_and_say_how_long_they_take(shipped):
    found = by_length(shipped)
    assert list(found) == ["full", "core", "short"]
    assert 11 <= found["full"] <= 14
    assert found["core"] < found["full"]
    assert 5 <= found["short"] <= 6
    assert {"en", "fr"} == {one for one in shipped.languages if minutes(shipped, one) <= 14}


def test_the_short_form_has_three_direct_items_of_every_core_scale(shipped):
    form = shortened(shipped, "short")
    core = [s.id for s in shipped.scales if s.role == "core" and not s.optional]
    assert [scale.id for scale in form.scales] == core
    for scale in form.scales:
        assert len(scale.items) == 3
        assert not any(item.reverse for item in scale.items)
    assert {line.id for line in asked(form)} >= {"att1", "att2", "use_me", "tenure_centre"}
    assert {line.id for line in asked(form)} <= {line.id for line in asked(shipped)}


def test_the_core_form_asks_nothing_optional(shipped):
    form = shortened(shipped, "core")
    assert not any(scale.optional for scale in form.scales)
    assert not any(question.optional for question in form.questions)
    assert {"mk1", "me5", "don4"} <= set(form.items)


def test_first_page_defines_the_words_of_the_form(shipped):
    for language, word in (("en", "Outside routine:"), ("fr", "Hors de la routine :")):
        assert word in opening(shipped)[language]
        assert opening(shipped)[language].startswith(shipped.notice[language])
