"""Drafts: ids, codes, texts, and what a form holds that is no YAML."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cpsurvey.design import load_questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.answers import is_other, reason, reasons
from cpsurvey.forms.codes import codes
from cpsurvey.forms.draft import draft
from cpsurvey.forms.form import (
    Form,
    FormGroup,
    FormOption,
    FormOptions,
    FormQuestion,
    FormScale,
)
from cpsurvey.forms.ids import Ids, made_id
from cpsurvey.forms.languages import language_code
from cpsurvey.forms.planned import plan
from cpsurvey.forms.ranges import limits
from cpsurvey.forms.texts import UNNAMED, plain
from cpsurvey.forms.worded import Worded


@pytest.mark.parametrize(
    ("names", "made"),
    [
        (("A1", "A2", "A10"), [1, 2, 10]),
        (("1", "2.0", "-8"), [1, 2, -8]),
        (("A1", "B2"), [1, 2]),
        (("yes", "no", "3"), [1, 2, 3]),
        (("1", "2", "other"), [1, 2, 3]),
        (("01", "1"), [1, 2]),
    ],
)
def test_codes_are_the_tools_numbers_or_the_order(names, made):
    assert codes([FormOption(name) for name in names])[0] == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Q10#1_2", "q10_1_2"),
        ("Âge (années)", "age_annees"),
        ("1a", "q_1a"),
        ("Страна", "q"),
        ("x" * 50, "x" * 32),
        ("Not", "not"),
    ],
)
def test_an_id_of_a_name(name, made):
    assert made_id(name) == made


def test_ids_are_given_once():
    ids = Ids()
    long = "a" * 40
    assert [ids.give(one) for one in ("Q1", "q1", "q 1", "not", long, long)] == [
        "q1",
        "q1_2",
        "q_1",
        "not_2",
        "a" * 32,
        "a" * 30 + "_2",
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("French (fr)", "fr"),
        ("Français", "fr"),
        ("EN", "en"),
        ("pt-BR", "pt-BR"),
        ("pt-BR (pt)", "pt-BR"),
        ("Kreyòl ayisyen", "kreyolay"),
        ("de-informal", "de-informal"),
        ("中文 (zh)", "zh"),
        ("☃", "qaa"),
    ],
)
def test_the_code_of_a_language(said, code):
    assert language_code(said) == code


def test_markup_goes_and_signs_stay():
    assert plain("<p>a &amp; b<br/>c</p>  < 3\u200b") == "a & b c < 3"
    assert plain("x<script>alert(1)</script>y") == "x y"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Don’t know", "dont_know"),
        ("Je ne sais pas.", "dont_know"),
        ("N/A", "not_applicable"),
        ("Prefer not to say", "refused"),
        ("Unknown / not reported", None),
        ("I do not know my colleagues", None),
        ("k.A.", "refused"),
        ("k. A.", "refused"),
        ("KA", None),
        ("weiss nicht", "dont_know"),
        ("Kann ich nicht beurteilen", "dont_know"),
        ("Antwort verweigert", "refused"),
        ("Weiß nicht / keine Angabe", "dont_know"),
        ("Don't know or not applicable", "dont_know"),
        ("[-9] keine Angabe", "refused"),
        ("99 = Don't know", "dont_know"),
        ("(ne sait pas)", "dont_know"),
        ("Non concerné(e)", "not_applicable"),
        ("NS/NC", "dont_know"),
        ("n.v.t.", "not_applicable"),
        ("Geen antwoord", "refused"),
        ("stimme nicht zu", None),
        ("Don't know / Sometimes", None),
        ("1 / 2", None),
        ("No", None),
        ("Non", None),
        ("/", None),
    ],
)
def test_only_whole_labels_are_reasons(said, found):
    assert reason(said) == found


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["Trifft nicht zu", "Trifft eher zu", "Trifft zu", "k.A."], {"k.A.": "refused"}),
        (["Trifft nicht zu", "Nie", "Oft"], {"Trifft nicht zu": "not_applicable"}),
        (["Does not apply to me", "Applies to me very much"], {}),
        (["Ne s’applique pas", "S’applique un peu", "S’applique tout à fait"], {}),
        (["Not applicable", "Agree"], {"Not applicable": "not_applicable"}),
    ],
)
def test_the_low_end_of_a_scale_is_no_reason(labels, found):
    assert reasons(labels) == found


def test_other_is_known_by_its_label():
    assert is_other("Autre (précisez)")
    assert is_other("Other: please specify")
    assert not is_other("Other people's opinion")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (". >= 5 and . <= 72", (5, 72, "")),
        (". < 10", (None, 9, "")),
        (". > 1 or . = 0", (None, None, ". > 1 or . = 0")),
        (". <= ${other}", (None, None, ". <= ${other}")),
    ],
)
def test_limits_are_read_where_nothing_else_is_said(said, found):
    assert limits(said, whole=True) == found


def loaded(tmp_path, form, **said):
    file = tmp_path / "d.yaml"
    file.write_text(draft(form, **said), "utf-8")
    return load_questionnaire(str(file)).questionnaire


LIKERT = FormOptions(
    tuple(FormOption(str(i), {"en": f"L{i}"}) for i in range(1, 6)),
    True,
    evidence=("seen in 9",),
)


def test_a_form_made_of_guesses_keeps_its_scales_and_their_evidence(tmp_path):
    items = tuple(
        FormQuestion(
            f"i{i}",
            "select_one",
            {"en": f"Item {i}"},
            options="l",
            reverse=i == 2,
            evidence=("check: r = -0.4",) if i == 2 else (),
        )
        for i in (1, 2, 3)
    )
    form = Form(
        id="guess",
        title={"en": "Guess"},
        languages=("en",),
        default_language="en",
        questions=(*items, FormQuestion("Équipe", "text", role="team", evidence=("9 values",))),
        option_lists={"l": LIKERT},
        scales=(FormScale("s", {"en": "S"}, ("i1", "i2", "i3"), ("alpha 0.8",)),),
        missing_codes={-9: "refused"},
    )
    text = draft(form, source="a.csv", made_by="cpsurvey init")
    for said in ("alpha 0.8", "seen in 9", "check: r = -0.4", "9 values", "by 'cpsurvey init'"):
        assert f"# {said}" in text or said in text.splitlines()[0]
    q = loaded(tmp_path, form)
    assert [item.reverse for item in q.scales[0].items] == [False, True, False]
    assert q.identifiers.team.variable == "equipe"
    assert q.identifiers.team.aliases == ("Équipe",)
    assert q.missing_codes == {-9: "refused"}


def test_lists_that_say_the_same_are_one_set(tmp_path):
    lists = {"a": LIKERT, "b": LIKERT}
    asked = tuple(FormQuestion(n, "select_one", options=n) for n in ("a", "b"))
    q = loaded(tmp_path, Form("x", {}, ("en",), "en", asked, lists))
    assert list(q.option_sets) == ["a"]


@pytest.mark.parametrize("kept", [{}, {"id": "refusal"}])
def test_each_of_several_declared_answers_has_a_name_a_variable_can_have(tmp_path, kept):
    options = FormOptions(
        (
            FormOption("1", {"en": "Chat"}, kept={"id": "a3"}),
            FormOption("2", {"en": "Mail"}),
            FormOption("-8", {"en": "No answer"}, value=-8, kept=kept),
        ),
        declared=True,
    )
    asked = (FormQuestion("how", "select_multiple", {"en": "How?"}, options="ways"),)
    form = Form("f", {"en": "F"}, ("en",), "en", asked, {"ways": options})
    last = kept.get("id", "a3_2")  # a3 is taken
    found = loaded(tmp_path, form).variables_of("how")
    assert [name for name in found if name.startswith("how__")] == [
        "how__a3",
        "how__2",
        f"how__{last}",
    ]


def test_pages_are_the_outermost_groups(tmp_path):
    groups = (FormGroup("one"), FormGroup("in", parent="one"), FormGroup("two"))
    asked = (
        FormQuestion("a", "text", group="one"),
        FormQuestion("b", "text", group="in"),
        FormQuestion("c", "text", group="two"),
    )
    q = loaded(tmp_path, Form("x", {}, ("en",), "en", asked, groups=groups))
    assert [page.contains for page in q.pages] == [("a", "b"), ("c",)]


def test_a_question_that_names_the_respondent_is_no_second_one(tmp_path):
    asked = (FormQuestion("respondent_id", "text"), FormQuestion("Respondent ID", "text"))
    q = loaded(tmp_path, Form("x", {}, ("en",), "en", asked))
    assert q.identifiers.respondent.variable == "respondent_id"
    assert [one.id for one in q.questions] == ["respondent_id_2"]


TEXT = st.text(max_size=30)
TEXTS = st.dictionaries(st.sampled_from(["en", "fr", UNNAMED]), TEXT, max_size=3)
OPTION = st.builds(
    FormOption,
    name=TEXT,
    label=TEXTS,
    value=st.none() | st.integers(-9, 9),
    missing=st.none() | TEXT.filter(bool),
    other=st.booleans(),
    aliases=st.lists(TEXT, max_size=2).map(tuple),
)
QUESTION = st.builds(
    FormQuestion,
    name=TEXT,
    type=st.sampled_from(
        [
            *("select_one", "select_multiple", "integer", "decimal", "text", "date"),
            *("note", "calculate", "identifier"),
        ]
    ),
    text=TEXTS,
    options=st.sampled_from([None, "l", "m", "gone"]),
    group=st.sampled_from([None, "g", "h"]),
    of=st.sampled_from([None, "m"]),
    required=st.booleans(),
    relevant=st.none() | TEXT,
    other=st.booleans(),
    min=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    hint=TEXTS,
    pii=st.booleans(),
    role=st.sampled_from([None, "team", "wave"]),
    aliases=st.lists(TEXT, max_size=2).map(tuple),
    extra=st.dictionaries(TEXT, TEXT, max_size=2),
    evidence=st.lists(TEXT, max_size=2).map(tuple),
)
FORM = st.builds(
    Form,
    id=TEXT,
    title=TEXTS,
    languages=st.sampled_from([("en",), ("fr", "en"), (UNNAMED,)]),
    default_language=st.sampled_from(["en", "fr", UNNAMED]),
    questions=st.lists(QUESTION, max_size=6).map(tuple),
    option_lists=st.fixed_dictionaries(
        {
            name: st.builds(
                FormOptions,
                options=st.lists(OPTION, max_size=5).map(tuple),
                ordered=st.sampled_from([None, True, False]),
                declared=st.booleans(),
                evidence=st.lists(TEXT, max_size=1).map(tuple),
            )
            for name in "lm"
        }
    ),
    groups=st.just((FormGroup("g"), FormGroup("h", parent="g"), FormGroup("m", "matrix"))),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    evidence=st.lists(TEXT, max_size=2).map(tuple),
)


@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.generate],  # what fails is shown as it was found
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(form=FORM, source=TEXT)
def test_the_draft_of_whatever_form_loads(tmp_path, form, source):
    asked = [one for one in form.questions if one.type not in ("note", "calculate")]
    planned = plan(form, Worded.of(form, None))
    if not planned.scales and not planned.questions:
        with pytest.raises(CpsurveyError) as caught:
            draft(form, source=source)
        assert caught.value.code == "CPS702"
        return
    q = loaded(tmp_path, form, source=source)
    known = [*q.items, *q.question_by_id, *q.identifiers.by_role()]
    assert len(known) >= len({one.name for one in asked}) - 5
