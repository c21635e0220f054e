"""Questionnaires nobody would write by hand, and that are valid."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from cpsurvey.design import Questionnaire


def few(examples):
    """Settings for tests that write whole forms: shrinking one takes minutes."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )


LANGUAGES = ["en", "fr", "de", "pt-BR", "ar"]
SIGNS = [
    *"abz éœÀ中ع😀0 9",
    *(
        "'",
        '"',
        "“",
        "’",
        "<",
        ">",
        "&",
        "&amp;",
        "<b>",
        "</script>",
        "${",
        "{",
        "}",
        "\\",
        "=",
    ),
    *("#", "*", "_", "|", "%", ":", ";", ",", "a < b", "]]>", "-", "\u00a0"),
]
texts = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map(
    lambda signs: "q" + "".join(signs) + "."
)
ids = st.builds(
    "{}{}".format,
    st.sampled_from("abQz"),
    st.one_of(st.text("a1_", max_size=3), st.text("aBcx019_", max_size=31)),
)


@st.composite
def in_words(draw, languages):
    return {language: draw(texts) for language in languages}


@st.composite
def answers(draw, languages, mark):
    codes = draw(st.lists(st.integers(-99, 120_000), min_size=3, max_size=6, unique=True))
    return [
        {
            "code": code,
            "label": {language: f"{draw(texts)}{mark}{at}" for language in languages},
        }
        | ({"missing": "not_applicable"} if at == 0 and draw(st.booleans()) else {})
        for at, code in enumerate(codes)
    ]


@st.composite
def questionnaires(draw):
    """A valid questionnaire of odd names and texts."""
    languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=3, unique=True))
    names = iter(
        draw(st.lists(ids, min_size=30, max_size=30, unique_by=lambda one: one.casefold()))
    )
    words = in_words(languages)
    sets = {next(names): {"options": draw(answers(languages, mark))} for mark in "xy"}
    for made in sets.values():
        if draw(st.booleans()):
            made["period"] = draw(words)

    def item():
        own = draw(st.sampled_from([None, None, *sets]))
        found = {"id": next(names), "text": draw(words), "reverse": draw(st.booleans())}
        if draw(st.booleans()):
            found["label"] = draw(words)
        return found | ({"options": own} if own else {})

    scales = [
        {
            "id": next(names),
            "label": draw(words),
            "options": draw(st.sampled_from(list(sets))),
            "items": [item() for _ in range(draw(st.integers(1, 3)))],
        }
        for _ in range(draw(st.integers(1, 3)))
    ]
    chosen = {"id": next(names), "type": "select_one", "text": draw(words)}
    chosen["options"] = draw(st.one_of(st.sampled_from(list(sets)), answers(languages, "z")))
    number = {"id": next(names), "type": "integer", "text": draw(words), "pii": True}
    number |= {"min": draw(st.integers(-5, 5)), "max": draw(st.integers(6, 10**6))}
    comparison = draw(st.sampled_from(["==", "!=", "<", ">="]))
    number["show_if"] = f"{chosen['id']} {comparison} {draw(st.integers(0, 9))}"
    said = {"id": next(names), "type": "text", "label": draw(words)}
    several = {"id": next(names)[:20], "type": "select_multiple", "text": draw(words)}
    several["options"] = [
        {"code": at, "id": f"a{at}", "label": draw(words)}
        | ({"other": True} if at == 2 else {})
        for at in range(1, 4)
    ]
    day = {"id": next(names), "type": "date", "text": draw(words)}
    check = {
        "id": next(names),
        "kind": "instructed",
        "text": draw(words),
        "options": (used := draw(st.sampled_from(list(sets)))),
        "expected": [sets[used]["options"][-1]["code"]],
    }
    pages = [
        {"id": next(names), "contains": [scale["id"]], "shuffle": draw(st.booleans())}
        for scale in scales
    ]
    pages[0]["contains"].append(check["id"])
    return Questionnaire.model_validate(
        {
            "schema": "cpsurvey/questionnaire/1",
            "id": "made",
            "version": "1.0.0",
            "status": "published_scale",
            "title": draw(words),
            "notice": draw(st.one_of(st.just({}), words)),
            "licence": "CC0",
            "languages": languages,
            "default_language": draw(st.sampled_from(languages)),
            "identifiers": {
                "respondent": {"variable": next(names), "required": True},
                "team": {"variable": next(names), "label": draw(words)},
                "centre": {"variable": next(names), "values": ["A1", "B2"]},
                "language": {"variable": next(names)},
                "wave": {"variable": next(names)},
            },
            "option_sets": sets,
            "scales": scales,
            "questions": [chosen, number, said, several, day],
            "attention_checks": [check],
            "pages": draw(st.sampled_from([[], pages, pages[:1]])),
        }
    )
