"""What is unsound, or rests on too few, is quoted nowhere; what rests on few is said so."""

from dataclasses import replace

import pytest

from cpsurvey.kinds.invariance.data import Group, Invariance, Ladder, Mean
from cpsurvey.kinds.invariance.show import means
from cpsurvey.kinds.mediation.data import Mediation, Through
from cpsurvey.kinds.sensitivity.data import Effect, Line, Sensitivity
from cpsurvey.kinds.sensitivity.show import effects, matrix
from cpsurvey.parts import Rung
from cpsurvey.payload import Interval
from cpsurvey.report.chapter import chapters, of_test
from cpsurvey.report.summary import careful, leads, summary
from cpsurvey.report.words import Words
from cpsurvey.results import TOO_FEW, Caveat, Result, ResultSet, Sample, sound

EFFECT = Through(
    name="ind",
    expression="a*b",
    role="specific",
    outcome="y",
    path=("m",),
    other=None,
    est=0.123,
    mc=Interval(0.05, 0.2),
    **dict.fromkeys(("se", "z", "pvalue", "ci", "boot", "bc", "std_all")),
)
GOOD = Result(
    kind="mediation",
    id="chain",
    sample=Sample(90, 90),
    data=Mediation(
        source="x",
        mediators=("m",),
        outcomes=("y",),
        serial=False,
        measured="scores",
        syntax="",
        estimator="mlr",
        missing="listwise",
        cluster=None,
        clusters=None,
        converged=True,
        admissible=True,
        npar=5,
        paths=(),
        r2=(),
        draws=20_000,
        effects=(EFFECT,),
        bootstrap=None,
    ),
)
WORDS = Words("en", {})


def first_page(result):
    study = {"k": 5, "questionnaire": {}}
    found = [one for one in chapters() if one.name == "mediation"]
    page = summary(ResultSet(study, {}, {}, [result]), WORDS, found)
    return "\n".join(block.text for block in page.blocks)


def test_a_sound_result_is_quoted():
    assert sound(GOOD)
    assert "0.12" in first_page(GOOD)


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, caveats=(Caveat("heywood", "inadmissible", {"variables": "x"}),)),
        replace(GOOD, data=replace(GOOD.data, converged=False)),
        *(
            replace(
                GOOD,
                caveats=(
                    Caveat(
                        code,
                        "warning",
                        {"variable": "t", "groups": 4, "clusters": 4, "n": 9, "parameters": 9},
                    ),
                ),
            )
            for code in sorted(TOO_FEW)
        ),
    ],
)
def test_an_unsound_result_is_quoted_nowhere(bad):
    assert not sound(bad)
    assert "0.12" not in first_page(bad)
    assert "chain" in first_page(bad)  # but it is named, loudly
    (chapter,) = [one for one in chapters() if one.name == "mediation"]
    assert leads([bad], chapter, WORDS) == []


def test_few_clusters_are_said_in_the_line_itself():
    few = replace(GOOD, caveats=(Caveat("clusters_few", "warning", {"clusters": 24}),))
    assert sound(few)
    line = next(text for text in first_page(few).splitlines() if "0.12" in text)
    assert line.endswith("(only 24 clusters: errors too small on average).")
    assert careful(GOOD, "A line.", WORDS) == "A line."


def test_what_concerns_the_test_of_a_model_is_said_of_no_effect():
    few = replace(GOOD, caveats=(Caveat("few_clusters_for_test", "warning", {"clusters": 60}),))
    assert sound(few)
    assert of_test(few, WORDS) == [
        "60 clusters: the scaled test rejects too often below about 100"
    ]
    line = next(text for text in first_page(few).splitlines() if "0.12" in text)
    assert "clusters" not in line


def line(choice, low, high, *, admissible=True):
    ends = Interval(low, high)
    one = Effect(
        name="ind", expression="a*b", est=0.1, se=0.05, mc=ends, std_all=0.1, std_ci=ends
    )
    return Line(choice=choice, n=90, admissible=admissible, fit={}, effects=(one,), reason="")


def test_an_inadmissible_choice_is_marked_and_not_counted():
    rows = (
        line("reported", 0.1, 0.3),
        line("ml", -0.1, 0.3, admissible=False),
        line("complete", 0.1, 0.3),
    )
    data = Sensitivity(
        model="m",
        estimator="mlr",
        missing="fiml",
        cluster=None,
        names=("ind",),
        rows=rows,
        differing=(),
    )
    result = Result("sensitivity", "sensitivity", Sample(90, 90), data=data)
    (chapter,) = [one for one in chapters() if one.name == "sensitivity"]
    (said,) = chapter.short(result, WORDS)
    assert "under 1 other choice." in said
    short, long = matrix(result, WORDS), effects(result, WORDS)
    assert short.shown(short.rows[1], "en")[0].endswith("(INADMISSIBLE)")
    assert [long.shown(row, "en")[0].endswith("(INADMISSIBLE)") for row in long.rows[1:]] == [
        False,
        True,
        False,
    ]


def step(name, chen="meets", other="meets"):
    found = {"converged": True, "admissible": True, "remarks": (), "freed": ()}
    return Rung(step=name, decision="meets", chen=chen, cheung_rensvold=other, **found)


def test_means_that_one_rule_would_not_compare_are_marked():
    first = [step("configural", chen=None, other=None), step("metric")]
    ends = {
        "a": [step("scalar")],
        "b": [step("scalar", other="does_not_meet")],
        # its rejected line was mended by freeing an item
        "c": [step("scalar", other="does_not_meet"), step("scalar")],
    }
    numbers = {"est": 0.2, "se": 0.1, "z": 2.0, "pvalue": 0.04, "ci": Interval(0.0, 0.4)}
    models = [
        Ladder(
            name=scale,
            scales=(scale,),
            set_aside=(),
            merged=(),
            stopped=None,
            steps=(*first, *last),
            means=(Mean(scale=scale, group="fr", **numbers),),
        )
        for scale, last in ends.items()
    ]
    data = Invariance(
        by="lang",
        method="continuous",
        groups=(Group(group="en", n=90),),
        left_out=(),
        rule="chen",
        strict=False,
        together=False,
        models=tuple(models),
    )
    (table,) = means(Result("invariance", "inv", Sample(90, 90), data=data), WORDS)
    assert [table.shown(row, "en")[5] for row in table.rows] == ["scalar", "scalar ‡", "scalar"]
    assert "compare with care" in table.notes[-1]
