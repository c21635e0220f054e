"""What people read of hypotheses: cells by their keys, sentences in both languages."""

from dataclasses import replace

import pytest
from hypotheses_made import mediation, target, verdicts

from cpsurvey.kinds.hypotheses import findings, show
from cpsurvey.kinds.hypotheses.naming import name_of
from cpsurvey.report.words import Words
from cpsurvey.results import Result, Sample
from cpsurvey.typography import printed

LABELS = {
    "hypothesis.H0": {"en": "Help goes with work", "fr": "L'aide va avec le travail"},
    "hypothesis.H1": {"en": "Nothing asked", "fr": "Rien de demandé"},
    "untested.H1": {"en": "needs more", "fr": "demande plus"},
    "specifications.H0.0": {"en": "Without years", "fr": "Sans les années"},
    "rivals.H0.0": {"en": "The other order", "fr": "L'ordre inverse"},
    "x0": {"en": "Help", "fr": "Aide"},
    "x1": {"en": "Help again", "fr": "Encore de l'aide"},
    "x2": {"en": "Work first", "fr": "Le travail d'abord"},
    "y": {"en": "Work", "fr": "Travail"},
}
PLAN = {"intact": True, "first_data": None, "deviations": []}
DECLARED = {"tests": [target()], "specifications": [target(1)], "rivals": [target(2)]}


def shown(numbers, plan=None, declared=DECLARED, **options):
    more = [declared, {"untested": {"en": "x"}}]
    data = verdicts(more, [mediation(numbers)], plan, **options)
    return Result("hypotheses", "hypotheses", Sample(300, 300, {}), data)


def said(result, language="en"):
    """The verdict of the first hypothesis."""
    table = show.tests(result, Words(language, LABELS))
    lines = [row.cells["test"] for row in table.rows if row.role == "body"]
    return next(line for line in lines if line.startswith("Verdict"))


def test_every_number_stands_under_its_heading():
    result = shown([(0.12, 0.05), (0.2, 0.05), (0.1, 0.08)])
    one = result.data.hypotheses[0]
    test = one.tests[0]
    table = show.tests(result, Words("en", LABELS))
    body = [row.cells for row in table.rows if row.role == "body"]
    assert body[0] == {
        "test": "Help → Work",
        "est": 0.12,
        "ci": tuple(test.ci),
        "pvalue": test.pvalue,
        "pvalue_holm": "",
        "ci_holm": tuple(test.ci_holm),
        "seen": test.seen,
        "n": 300,
    } | {key: body[0][key] for key in ("ci", "ci_holm")}
    assert list(body[0]["ci"]) == pytest.approx([0.022, 0.218], abs=1e-4)
    assert body[1]["pvalue_holm"] == one.pvalue_holm
    assert body[1]["est"] == ""
    assert body[2]["test"] == "Verdict: not tested: needs more."


def test_every_specification_stands_in_one_table():
    result = shown([(0.12, 0.05), (0.05, 0.05), (0.3, 0.05)])
    _, table, *_ = show.show(result, Words("en", LABELS), {})
    assert table.id == "T0c-h0"
    body = [row.cells for row in table.rows if row.role == "body"]
    assert [row["est"] for row in body] == [0.12, 0.05, 0.3]
    assert [row["agrees"] for row in body] == ["", "no", ""]
    assert [row["analysis"] for row in body] == ["T18-m"] * 3
    heads = [row.heading for row in table.rows if row.role == "group"]
    assert heads == [
        "Primary specification",
        "Without years",
        "Another explanation: The other order",
    ]


@pytest.mark.parametrize(
    ("numbers", "plan", "en", "fr"),
    [
        ([(0.3, 0.05)] * 2, PLAN, "supported at .05 after", "soutenue à 0,05 après"),
        (
            [(0.3, 0.05)] * 2,
            None,
            "as expected, exploratory: no plan was declared",
            "conforme à l'attente, exploratoire : aucun plan n'a été déclaré",
        ),
        (
            [(0.3, 0.05)] * 2,
            PLAN | {"intact": False},
            "the plan was edited afterwards",
            "le plan a été modifié après coup",
        ),
        (
            [(0.3, 0.05)] * 2,
            PLAN | {"first_data": "2026-01-01"},
            "declared after the first data",
            "après les premières données",
        ),
        (
            [(-0.3, 0.05)] * 2,
            PLAN,
            "in the other direction, at .05",
            "dans l'autre sens, à 0,05",
        ),
        (
            [(0.3, 0.05), (0.05, 0.05)],
            PLAN,
            "not robust to specification: 1 of 1 specification disagrees (T0c)",
            "robuste à la spécification : 1 spécification sur 1 ne concorde pas (T0c)",
        ),
        (
            [(0.03, 0.05)] * 2,
            PLAN,
            "after Holm's adjustment: whether the effect is smaller than 0.10",
            "on ne peut dire si l'effet est plus petit que 0,10",
        ),
        (
            [(0.01, 0.05)] * 2,
            PLAN,
            "the effect is surely smaller than 0.10",
            "l'effet est à coup sûr plus petit que 0,10",
        ),
        (
            [(0.01, 0.2)] * 2,
            PLAN,
            "cannot be judged: the interval holds effects of 0.10 on both",
            "non jugeable : l'intervalle contient des effets de 0,10 des deux côtés",
        ),
    ],
)
def test_every_verdict_reads_in_both_languages(numbers, plan, en, fr):
    result = shown([*numbers, (0.0, 0.01)], plan, smallest=0.1)
    assert en in said(result)
    assert printed(fr, "fr") in said(result, "fr")


def test_another_explanation_that_holds_stands_beside_the_verdict():
    result = shown([(0.3, 0.05), (0.3, 0.05), (0.31, 0.05)])
    assert said(result).endswith("found as well: The other order.")
    assert "also" not in said(shown([(0.3, 0.05), (0.3, 0.05), (0.01, 0.05)]))


def test_untested_and_unjudged_stay_on_the_first_page():
    result = shown([(0.3, 0.05)] * 3)
    words = Words("en", LABELS)
    assert list(show.first(result, words)) == [
        "H0, as expected, exploratory: Help goes with work; found as well: The other order."
    ]
    assert list(show.last(result, words)) == ["H1: not tested (T0)."]
    wide = shown([(0.0, 0.5)] * 3, smallest=0.1)
    assert list(show.first(wide, words)) == []
    assert list(show.last(wide, words)) == [
        "H0: cannot be judged (T0).",
        "H1: not tested (T0).",
    ]


@pytest.mark.parametrize(
    ("named", "name", "en", "fr"),
    [
        ("effect", "x0.reversed", "Help, reversed", "Aide, ordre inverse"),
        (
            "scale",
            "y.above_marker",
            "Share between groups above that of the marker: Work",
            "Part entre groupes au-dessus de celle du marqueur : Travail",
        ),
        (
            "scale",
            "y.core",
            "Work and the core of the network",
            "Travail et cœur du réseau",
        ),
        (
            "path",
            "lms",
            "Interaction of latent variables, by LMS",
            "Interaction de variables latentes, par LMS",
        ),
    ],
)
def test_a_number_of_another_analysis_has_words_for_its_name(named, name, en, fr):
    test = shown([(0.12, 0.05)] * 3).data.hypotheses[0].tests[0]
    test = replace(test, named=named, name=name, standardised=False)
    assert name_of(test, Words("en", LABELS)) == en
    assert name_of(test, Words("fr", LABELS)) == printed(fr, "fr")


def plain(numbers, declared=DECLARED):
    """What people who decide read of the first hypothesis, in both languages."""
    data = shown(numbers, declared=declared).data
    english, french = (
        next(findings.told(data, Words(one, LABELS))).text for one in ("en", "fr")
    )
    assert english[:3] == french[:3]
    return english, french


def test_what_only_another_way_of_counting_finds_is_not_beyond_chance():
    english, _ = plain([(0.02, 0.05), (0.3, 0.05), (0.0, 0.05)])
    assert english == "●○○ It depends on the way of counting whether: Help goes with work."
    english, _ = plain([(0.3, 0.05), (0.02, 0.05), (0.0, 0.05)])
    assert english.startswith("●●○ It depends")


def test_what_is_the_other_way_round_is_said_to_be_so_where_it_is_not_robust():
    english, french = plain([(-0.3, 0.05), (0.02, 0.05), (0.0, 0.05)])
    assert english.startswith("●●○ The contrary was found, not in every way of counting, of:")
    assert french.startswith("●●○ Le contraire a été trouvé, mais pas de toutes les façons")


def test_parts_that_go_different_ways_beyond_chance_are_not_said_to_be_chance():
    both = {"tests": [target(), target(1)]}
    english, french = plain([(0.3, 0.05), (-0.3, 0.05)], both)
    assert english.startswith("●●○ One part of it was found, and the contrary of another:")
    assert french.startswith("●●○ Une partie en a été trouvée, et le contraire")
