"""Path diagrams of kinds of analysis: which estimate is on which arrow, and what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden import book

from cpsurvey.kinds.mediation import diagram as of_mediation
from cpsurvey.kinds.models import diagram, show
from cpsurvey.kinds.models.data import Explained, Model
from cpsurvey.kinds.multilevel import diagram as of_levels
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.main import structural_figure
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Estimate, Result, Sample

EN = Words("en", {"x": {"en": "Source"}, "m": {"en": "Between"}, "y": {"en": "Outcome"}})
AGENTS = book.stored()["agents"]


def estimate(lhs, op, rhs, std, *, low=None, high=None, se=0.1, group=1, label=""):
    return Estimate(
        lhs, op, rhs, std, se,
        ci_lower=std - 0.2, ci_upper=std + 0.2, std_all=std, group=group, label=label,
        std_ci_lower=low, std_ci_upper=high,
    )  # fmt: skip


PATHS = (
    estimate("m", "~", "x", 0.51, low=0.41, high=0.61),
    estimate("y", "~", "m", 0.32, low=0.22, high=0.42),
    estimate("y", "~", "x", 0.03, low=-0.07, high=0.13),
)
LOADINGS = (
    estimate("x", "=~", "x1", 0.71, low=0.61, high=0.81),
    estimate("x", "=~", "x2", 0.82, low=0.72, high=0.92),
)


def model(estimates, *, kind="sem", caveats=(), id="one", **changed):
    data = Model(
        model="one", syntax="", estimator="ml", missing="listwise", information="expected",
        cluster=None, clusters=None, converged=True, admissible=True, iterations=3, npar=9,
        main=True, two_level=False, groups=(), latent=("x",), observed=("m", "y", "x1", "x2"),
        r2=tuple(Explained(variable=v, group=1, r2=r2) for v, r2 in (("y", 0.24), ("m", 0.26))),
        effects=(), bootstrap=None, local_fit=None, crosscheck=None,
    )  # fmt: skip
    fit = {"chisq": 1.0} if changed.get("converged", True) else {}
    data = replace(data, **changed)
    return Result(kind, id, Sample(90, 90), data, fit, tuple(estimates), tuple(caveats))


def arrows(panel):
    return {(one.tail, one.head): one.value for one in panel.arrows}


def drawn_panel(result):
    return diagram._panel(result, 1, diagram._controls(result), (), EN)[0]


def test_each_path_has_its_own_estimate_and_interval():
    panel = drawn_panel(model(PATHS))
    found = arrows(panel)
    assert {ends: one.est for ends, one in found.items()} == {
        ("x", "m"): 0.51,
        ("m", "y"): 0.32,
        ("x", "y"): 0.03,
    }
    assert found["m", "y"].ci.lower == 0.22
    assert [found[ends].stroke for ends in (("x", "m"), ("x", "y"))] == ["apart", "open"]
    assert {node.name: node.under for node in panel.nodes} == {
        "x": "",
        "m": "R² = .26",
        "y": "R² = .24",
    }
    assert {node.name for node in panel.nodes if node.latent} == {"x"}


def test_without_a_standardised_interval_the_plain_one_says_of_zero():
    one = diagram.value(estimate("y", "~", "x", 0.5))
    assert (one.ci, one.stroke) == (None, "apart")
    assert diagram.value(estimate("y", "~", "x", 0.1)).stroke == "open"
    assert diagram.value(estimate("y", "~", "x", 0.5, se=None)).stroke == "unknown"


def test_a_model_that_did_not_converge_has_a_sentence_and_no_diagram():
    failed = model((), converged=False, caveats=[Caveat("not_converged", "inadmissible")])
    assert diagram.structure(failed, EN) is None
    assert diagram.measurement(failed, EN) is None
    blocks = [one for one in show.show([failed], EN, {}) if one is not None]
    assert [type(one) for one in blocks] == [Text]
    assert "NOT CONVERGED" in blocks[0].text


def test_an_inadmissible_model_is_drawn_with_its_warning():
    wrong = model((*LOADINGS, *PATHS), caveats=[Caveat("heywood", "inadmissible")])
    for figure in (diagram.structure(wrong, EN), diagram.measurement(wrong, EN)):
        assert EN(w.INADMISSIBLE) in figure.title
    assert EN(w.INADMISSIBLE) not in diagram.structure(model(PATHS), EN).title


def control(name, many):
    return [estimate(one, "~", name, 0.1) for one in ("m", "y")[:many]]


def test_few_control_variables_are_drawn_and_many_are_named():
    few = model((*PATHS, *control("age", 2)))
    assert ("age", "y") in arrows(drawn_panel(few))
    many = model((*PATHS, *control("age", 2), *control("sex", 2)))
    assert set(arrows(drawn_panel(many))) == {("x", "m"), ("m", "y"), ("x", "y")}
    assert "age, sex" in diagram.structure(many, EN).title


def test_predictors_of_a_model_of_scores_are_no_control_variables():
    scores = model(
        (*PATHS, *control("age", 2), *control("sex", 2)), latent=(), observed=("x", "m", "y")
    )
    assert ("age", "y") in arrows(drawn_panel(scores))
    assert len(drawn_panel(scores).arrows) == 7


def test_both_levels_are_drawn_each_with_its_own_numbers():
    levels = model(
        (*PATHS, *(replace(one, std_all=0.9, group=2) for one in PATHS)),
        two_level=True, groups=("within", "between"), cluster="team",
    )  # fmt: skip
    within, between = (diagram._panel(levels, group, (), (), EN)[0] for group in (1, 2))
    assert arrows(within)["x", "m"].est == 0.51
    assert arrows(between)["x", "m"].est == 0.9
    assert (within.title, between.title) == ("within team", "between team")


def test_of_several_groups_the_first_is_drawn_and_the_others_are_told():
    groups = model((*PATHS, *(replace(one, group=2) for one in PATHS)), groups=("a", "b"))
    title = diagram.structure(groups, EN).title
    assert "Group shown: a" in title
    assert len(drawn_panel(groups).arrows) == 3


def test_covariances_are_curves_unless_they_are_many():
    bow = estimate("x", "~~", "z", 0.4)
    extra = estimate("y", "~", "z", 0.2)
    panel = drawn_panel(model((*PATHS, extra, bow)))
    assert [(one.first, one.second, one.value.est) for one in panel.bows] == [("x", "z", 0.4)]
    fixed = replace(bow, se=None)
    assert drawn_panel(model((*PATHS, extra, fixed))).bows == ()


def test_each_item_has_its_own_loading_and_each_facet_its_factor():
    whole = (
        *LOADINGS,
        estimate("g", "=~", "x", 0.9, low=0.8, high=1.0),
        estimate("x1", "~~", "x2", 0.2),
    )
    found = diagram._measured(model(whole, latent=("x", "g")), 1, EN)
    by = {one.node.name: one for one in found.factors}
    assert [(one.label, one.value.est) for one in by["x"].items] == [("x1", 0.71), ("x2", 0.82)]
    assert [(name, one.est) for name, one in by["g"].facets] == [("x", 0.9)]
    assert EN(w.BOWS, n=1) in diagram.measurement(model(whole, latent=("x", "g")), EN).title


def test_the_measurement_of_a_structure_is_drawn_where_no_other_model_has_it():
    def figures(*results):
        blocks = show.show(results, EN, {})
        return [block.id for block in blocks if isinstance(block, Figure)]

    alone = model((*LOADINGS, *PATHS))
    other = model(LOADINGS, kind="cfa", id="cfa")
    assert figures(alone) == ["fig-measured-one", "fig-paths-one"]
    assert figures(other, alone) == ["fig-measured-cfa", "fig-paths-one"]
    brief = replace(alone, data=replace(alone.data, brief=True))
    assert figures(brief) == []


def one_of(kind, id=None):
    return next(r for r in AGENTS.results if r.kind == kind and id in (None, r.id))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_mediation_has_the_paths_of_its_table(language):
    words = Words(language, AGENTS.labels)
    result = one_of("mediation")
    figure = of_mediation.structure(result, words)
    inner = {result.data.source, *result.data.mediators, *result.data.outcomes}
    for path in result.data.paths:
        told = words.estimate(path.std_all, (path.std_ci.lower, path.std_ci.upper))
        said = words.pair(
            f"{words.label(path.predictor)} → {words.label(path.outcome)}",
            f"{told['est']} {told['ci']}",
        )
        assert (said in figure.alt) == (path.predictor in inner)
    left_out = {path.predictor for path in result.data.paths} - inner
    assert all(words.label(name) in figure.title for name in left_out)


def test_levels_of_a_mediation_have_the_paths_of_their_table():
    words = Words("en", AGENTS.labels)
    result = one_of("multilevel_mediation", "multilevel-latent")
    figure = of_levels.structure(result, words)
    inner, _, outer = figure.alt.partition("Between.")
    assert outer
    for path in result.data.read.paths:
        said = f"{words.label(path.predictor)} → {words.label(path.outcome)}: "
        told = words.estimate(path.b, (path.ci.lower, path.ci.upper))
        said += f"{told['est']} {told['ci']}"
        assert said in (inner if path.part == "within" else outer)


def test_the_main_figure_is_that_of_the_model_the_hypotheses_rest_on():
    words = Words("en", AGENTS.labels)
    first = structural_figure(AGENTS, words)
    assert first.id == "fig-main-main"
    hypotheses = one_of("hypotheses")
    moved = replace(
        hypotheses.data,
        hypotheses=tuple(
            replace(one, tests=tuple(replace(t, analysis="grouped") for t in one.tests))
            for one in hypotheses.data.hypotheses
        ),
    )
    others = [r for r in AGENTS.results if r.kind != "hypotheses"]
    swapped = replace(AGENTS, results=(replace(hypotheses, data=moved), *others))
    assert structural_figure(swapped, words).id == "fig-main-grouped"
    assert structural_figure(replace(AGENTS, results=others), words).id == "fig-main-main"
    none = [
        r for r in others if r.kind not in ("sem", "cfa", "mediation", "multilevel_mediation")
    ]
    assert structural_figure(replace(AGENTS, results=none), words) is None


def test_a_moderator_is_an_arrow_onto_its_path_with_its_estimate():
    words = Words("en", AGENTS.labels)
    result = one_of("moderation", "moderation-ad")
    product = result.data.product
    number = f"{words.number(product.b, 'dec2')} {words.number(product.ci, 'interval')}"
    tail, first, second = (
        words.label(name)
        for name in (result.data.moderator, result.data.predictor, result.data.outcome)
    )
    figure = structural_figure(AGENTS, words)
    assert f"{tail} onto the path {first} → {second}: b =\u00a0{number}" in figure.alt
    assert f"{first} × {tail}" in figure.title
    without = [r for r in AGENTS.results if r.kind != "moderation"]
    assert "onto the path" not in structural_figure(replace(AGENTS, results=without), words).alt
