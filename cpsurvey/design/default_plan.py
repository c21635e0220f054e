"""The plan of a questionnaire that brings none: what it can be asked, and why.

One rule per kind of analysis says what the kind needs; a kind that gets what it needs is
asked. Kinds a plan never holds on its own account are in `ONLY_ASKED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpsurvey.design.claims import Claim
from cpsurvey.design.facts import FACTOR, Facts, Options
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import StudyFile

ONLY_ASKED = {
    "contrast": "which items share words is not known",
    "efa": "the scales are declared; 'dimensions' says whether the items agree",
    "evidence": "it joins once there is a file of evidence, a retest or a declared role",
    "observed": "it joins where the study names a log of observations",
    "coded": "it joins where the study names codings",
    "joint": "it joins where there are observations or codings",
    "ergm": "it needs an optional package, and minutes",
    "power": "asked by 'cpsurvey analyze --power'",
}
"""Kind -> why no default plan holds it."""
FILLED = {"control", "ipma", "kpi", "mixed", "moderation", "multilevel_mediation", "regression"}
"""Kinds that keep whoever lacks something by multiple imputation, and are asked to."""
MEDIATORS = 4
"""Most that effects on indicators are divided among."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An analysis of the plan: its kind and options, why it is there, what it comes from."""

    kind: str
    options: Options
    why: str
    place: tuple[str | int, ...] = ("scales",)


Found = Iterator[Entry]


def _hypotheses(facts: Facts) -> Found:
    if facts.hypotheses:
        yield Entry("hypotheses", {}, "hypotheses are declared", ("hypotheses",))


def _always(kind: str, why: str) -> Callable[[Facts], Found]:
    def rule(_facts: Facts) -> Found:
        yield Entry(kind, {}, why, ())

    return rule


def _respondents(facts: Facts) -> Found:
    if facts.groups or facts.questionnaire.categories or facts.numbers:
        yield Entry("respondents", {}, "there are background questions or groups", ())


def _of_scales(kind: str, why: str) -> Callable[[Facts], Found]:
    def rule(facts: Facts) -> Found:
        if facts.scales:
            yield Entry(kind, {}, why)

    return rule


def _reliability(facts: Facts) -> Found:
    if any(len(scale.items) > 1 for scale in facts.scales):
        by = {"by": "language"} if facts.spoken else {}
        yield Entry("reliability", by | facts.cluster, "a scale has several items")


def _correlations(facts: Facts) -> Found:
    if len(facts.scales) > 1:
        yield Entry("correlations", facts.cluster, "there are several scales")
    elif not facts.scales and len(facts.numbers) > 1:
        options = {"variables": facts.numbers, **facts.cluster}
        yield Entry("correlations", options, "there are several numbers", ("questions",))


def _dimensions(facts: Facts) -> Found:
    if facts.factors:
        names = [scale.id for scale in facts.factors]
        yield Entry("dimensions", {"scales": names}, f"scales of {FACTOR} items or more")


def _between(kind: str, why: str) -> Callable[[Facts], Found]:
    """Kinds that compare the factors of several scales."""

    def rule(facts: Facts) -> Found:
        if len(facts.factors) > 1:
            yield Entry(kind, {"scales": [scale.id for scale in facts.factors]}, why)

    return rule


def _cfa(facts: Facts) -> Found:
    """The factor of a scale that stands alone; several are compared by `rivals`."""
    if len(facts.factors) == 1 and len(facts.factors[0].items) > FACTOR:
        scale = facts.factors[0]
        items = " + ".join(item.id for item in scale.items)
        options = {"id": f"cfa-{scale.id}".lower(), "syntax": f"{scale.id} =~ {items}"}
        yield Entry("cfa", options | _estimated(facts), "one scale of four items or more")
    for name, model in facts.questionnaire.models.items():
        if model.kind == "cfa":
            options = {"model": name, **_estimated(facts, model.syntax)}
            yield Entry("cfa", options, "a model of the questionnaire", ("models", name))


def _sem(facts: Facts) -> Found:
    main = True
    for name, model in facts.questionnaire.models.items():
        two = model.kind == "two_level"
        if model.kind == "cfa" or (two and not facts.cluster):
            continue
        options: dict[str, Any] = {"model": name, **_estimated(facts, model.syntax)}
        if two:
            options = {"model": name, "estimator": "mlr"}
        options |= facts.cluster
        options |= {"main": True} if main and not two else {}
        main = main and two
        yield Entry("sem", options, "a model of the questionnaire", ("models", name))


def _cutoffs(facts: Facts) -> Found:
    """Of measurement models and of the main model, fitted as their own analyses do."""
    for entry in (*_cfa(facts), *_sem(facts)):
        if entry.kind == "cfa" or entry.options.get("main"):
            options = {name: value for name, value in entry.options.items() if name != "main"}
            if "id" in options:
                options["id"] = f"cutoffs-{options['id']}"
            yield Entry("cutoffs", options, "a model whose fit is read", entry.place)


def _estimated(facts: Facts, syntax: str | None = None) -> Options:
    """The study's own way, for a model that names an item; scores are numbers always."""
    if facts.ordinal and (syntax is None or _named(syntax) & set(facts.questionnaire.items)):
        return {"estimator": "wlsmv", "missing": "pairwise"}
    return {"estimator": "mlr", "missing": "fiml"}


def _named(syntax: str) -> set[str]:
    """Words of a model, whether it can be read or not."""
    return set(re.findall(r"\w+", syntax))


def _invariance(facts: Facts) -> Found:
    if facts.spoken and facts.factors:
        options = {"by": "language", "scales": [scale.id for scale in facts.factors]}
        yield Entry("invariance", options, "people answer in several languages")


def _aggregation(facts: Facts) -> Found:
    if "team" in facts.groups and facts.scales:
        yield Entry("aggregation", {"group": "team"}, "people belong to teams")


def _control(facts: Facts) -> Found:
    """What hypotheses end in, against a scale about nothing; they begin with involvement."""
    marked = any(scale.role == "marker" for scale in facts.scales)
    ends = [claim.outcome for claim in facts.claims if claim.outcome in facts.core]
    if "team" not in facts.groups or not marked or not (facts.core or ends):
        return
    outcomes = list(dict.fromkeys(ends)) or facts.core
    begin = [claim.steps[0] for claim in facts.claims if claim.outcome in outcomes]
    first = next((name for name in begin if name not in outcomes), None)
    options: Options = {"outcomes": outcomes, **({"involvement": first} if first else {})}
    if controls := facts.controls(*outcomes, first or ""):
        options["covariates"] = " + ".join(controls)
    yield Entry("control", options, "people belong to teams, and a scale is a marker")


def _variance(facts: Facts) -> Found:
    levels = [role for role in ("team", "centre") if role in facts.groups]
    if levels and facts.scales:
        options = {"outcomes": facts.core, "groups": levels}
        yield Entry("variance", options, "people belong to teams or centres")


def _ties(facts: Facts) -> bool:
    """Whether people are asked whom they turn to, or the study has files of ties."""
    return facts.questionnaire.network is not None or bool(facts.study.network.files)


def _of_ties(kind: str) -> Callable[[Facts], Found]:
    """Kinds that describe ties; they run where somebody told of any."""

    def rule(facts: Facts) -> Found:
        formal = [role for role in ("team", "centre") if role in facts.groups]
        if _ties(facts) and formal:
            yield Entry(kind, {"formal": formal}, "people tell whom they turn to", ("network",))

    return rule


def _position(facts: Facts) -> Found:
    """What most claims begin with beside places; what they end in as outcomes."""
    if not _ties(facts) or not facts.core:
        return
    begin = [claim.steps[0] for claim in facts.claims]
    first = max(dict.fromkeys(begin), key=begin.count) if begin else facts.core[0]
    ends = [claim.outcome for claim in facts.claims if claim.outcome in facts.core]
    outcomes = [name for name in dict.fromkeys(ends) if name != first]
    options: Options = {"involvement": [first]}
    if outcomes:
        options["outcomes"] = outcomes
    yield Entry("position", options, "people tell whom they turn to", ("network",))


def _split(facts: Facts) -> Found:
    if _ties(facts) and "team" in facts.groups and facts.core:
        options = {"outcomes": facts.core}
        yield Entry("split", options, "people belong to teams, and tell of ties", ("network",))


def _regression(facts: Facts) -> Found:
    for outcome, predictors in facts.plain().items():
        controls = facts.controls(outcome, *predictors)
        blocks = [[*controls]] if controls else []
        options = {
            "id": Claim((predictors[0], outcome)).analysis,
            "outcome": outcome,
            "blocks": [*blocks, predictors],
        }
        yield Entry("regression", options | facts.cluster, _claimed(outcome), ("hypotheses",))


def _mediation(facts: Facts) -> Found:
    for claim in facts.claims:
        if len(claim.steps) > 2:
            options = {"id": claim.analysis, **_chain(claim), **facts.held(*claim.names)}
            yield Entry("mediation", options, _claimed(claim.outcome), ("hypotheses",))


def _chain(claim: Claim) -> dict[str, Any]:
    source, *between, outcome = claim.steps
    serial = {"serial": True} if len(between) > 1 else {}
    return {"source": source, "mediators": between, "outcomes": [outcome], **serial}


def _moderation(facts: Facts) -> Found:
    for claim in facts.claims:
        if claim.moderator:
            options = {
                "id": claim.analysis,
                "outcome": claim.outcome,
                "predictor": claim.steps[0],
                "moderator": claim.moderator,
                **facts.held(*claim.names),
            }
            yield Entry("moderation", options, _claimed(claim.outcome), ("hypotheses",))


def _mixed(facts: Facts) -> Found:
    for outcome, predictors in facts.plain().items() if "team" in facts.groups else ():
        options = {
            "id": f"mixed-{outcome}".lower(),
            "outcome": outcome,
            "predictors": [*predictors, *facts.controls(outcome, *predictors)],
            "groups": ["team"],
        }
        yield Entry("mixed", options, f"{_claimed(outcome)}, and people belong to teams")


def _multilevel(facts: Facts) -> Found:
    for claim in facts.claims if "team" in facts.groups else ():
        if len(claim.steps) > 2:
            options = {"id": f"within-{claim.analysis}"[:64], **_chain(claim), "group": "team"}
            why = f"{_claimed(claim.outcome)}, and people belong to teams"
            yield Entry("multilevel_mediation", options, why, ("hypotheses",))


def _claimed(outcome: str) -> str:
    return f"hypotheses say what goes with '{outcome}'"


def _kpi(facts: Facts) -> Found:
    """A source with its mediators where hypotheses name some, else predictors side by side."""
    controls = facts.controls()
    held = {**({"controls": controls} if controls else {}), **facts.cluster}
    if facts.study.kpi and (through := _through(facts)):
        why = "the study declares indicators, and hypotheses say through what"
        yield Entry("kpi", through | held, why, ("hypotheses",))
        return
    named = [name for claim in facts.claims for name in claim.steps[:-1]]
    scores = [*facts.core, *(one.id for one in facts.questionnaire.composites)]
    predictors = [name for name in dict.fromkeys(named) if name in scores] or facts.core
    if facts.study.kpi and predictors:
        options = {"predictors": predictors, **held}
        yield Entry("kpi", options, "the study declares indicators", ())


def _through(facts: Facts) -> Options:
    """The source that most claims with mediators begin with, and theirs."""
    scores = [*facts.core, *(one.id for one in facts.questionnaire.composites)]
    chains = [
        claim.steps
        for claim in facts.claims
        if len(claim.steps) > 2 and {*claim.steps[:-1]} <= {*scores}
    ]
    if not chains:
        return {}
    sources = [steps[0] for steps in chains]
    source = max(dict.fromkeys(sources), key=sources.count)
    between = [name for steps in chains if steps[0] == source for name in steps[1:-1]]
    return {"source": source, "mediators": list(dict.fromkeys(between))[:MEDIATORS]}


def _ipma(facts: Facts) -> Found:
    """Importance for the outcome that most hypotheses end in, causes before consequences."""
    scores = [*facts.core, *(one.id for one in facts.questionnaire.composites)]
    paths = [[n for n in c.steps if n in scores] for c in facts.claims if c.outcome in scores]
    ends = [path[-1] for path in paths if len(path) > 1]
    if not ends:
        return
    target = max(dict.fromkeys(ends), key=ends.count)
    stages = _stages([path for path in paths if path[-1] == target])
    if stages:
        options = {"target": target, "stages": stages, **facts.held(target)}
        yield Entry("ipma", options, f"{_claimed(target)}: where to act", ("hypotheses",))


def _stages(paths: Sequence[Sequence[str]]) -> list[list[str]]:
    """Variables by their longest way to the target, the farthest first."""
    far: dict[str, int] = {}
    for path in paths:
        for steps, name in enumerate(reversed(path)):
            far[name] = max(far.get(name, 0), steps)
    return [
        [name for name, steps in far.items() if steps == at]
        for at in range(max(far.values(), default=0), 0, -1)
    ]


def _compare(facts: Facts) -> Found:
    by = [*(["language"] if facts.spoken else []), *facts.choices()]
    if by and (facts.scales or facts.numbers):
        scores = {} if facts.scales else {"variables": facts.numbers}
        options = {"by": by, **scores, **facts.cluster}
        yield Entry("compare", options, "questions or languages make groups", ("questions",))


def _waves(facts: Facts) -> Found:
    if facts.study.waves and facts.scales:
        yield Entry("waves", facts.cluster, "the study declares waves", ())


def _multiverse(facts: Facts) -> Found:
    """The longest arrow between scores: what it says is worked out where it is asked."""
    composites = [one.id for one in facts.questionnaire.composites]
    scores = {*(scale.id for scale in facts.scales), *composites}
    arrows = [c for c in facts.claims if not c.moderator and scores.issuperset(c.steps)]
    if arrows:
        claim = max(arrows, key=lambda one: len(one.steps))
        source, *mediators, outcome = claim.steps
        options = {
            "source": source,
            "mediators": mediators,
            "outcomes": [outcome],
            **({"serial": True} if len(mediators) > 1 else {}),
            **_moderated(facts, claim, scores),
            "covariates": "",
            **facts.held(*claim.names),
        }
        yield Entry("multiverse", options, _claimed(outcome), ("hypotheses",))


def _moderated(facts: Facts, claim: Claim, scores: Collection[str]) -> Options:
    """What the same outcome is said to depend on."""
    for by in facts.claims:
        first, other = by.steps[0], by.moderator
        same = by.outcome == claim.outcome and first in claim.steps
        if other in scores and same and other not in claim.steps:
            return {"moderated": first, "moderator": other}
    return {}


def _sensitivity(facts: Facts) -> Found:
    effects = [m for m in facts.questionnaire.models.values() if ":=" in m.syntax]
    if effects and any(entry.options.get("main") for entry in _sem(facts)):
        yield Entry("sensitivity", {}, "the main model defines effects", ("models",))


def _direction(facts: Facts) -> Found:
    """Of the main model's indirect effects; without such a model, of claimed ones."""
    models = facts.questionnaire.models.items()
    main = next(((n, m) for n, m in models if m.kind not in ("cfa", "two_level")), None)
    if main is not None:
        name, model = main
        if model.kind == "sem" and indirect(model.syntax):
            why = "the main model defines indirect effects"
            yield Entry("direction", {}, why, ("models", name))
        return
    for claim in facts.claims:
        if len(claim.steps) > 2:
            options = {**_chain(claim), **facts.held(*claim.names)}
            name = f"direction-{claim.analysis}"[:64]
            why = _claimed(claim.outcome)
            yield Entry("direction", {"id": name, **options}, why, ("hypotheses",))


def indirect(text: str) -> bool:
    """Whether a model defines a product of labels of which one path begins where one ends."""
    ends = {}
    for outcome, right in re.findall(r"^\s*(\w+)\s*~(?![~1])\s*(.+)$", text, re.MULTILINE):
        for label, predictor in re.findall(r"(\w+)\s*\*\s*(\w+)", right):
            ends[label] = (predictor, outcome)
    for left, right in re.findall(r":=\s*(\w+)\s*\*\s*(\w+)\s*$", text, re.MULTILINE):
        if left in ends and right in ends:
            (a, b), (c, d) = ends[left], ends[right]
            if b == c != a or d == a != c:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of analysis, what it needs, and what it is asked where it gets that."""

    kind: str
    needs: str
    ask: Callable[[Facts], Found]


RULES = (
    Rule("hypotheses", "hypotheses", _hypotheses),
    Rule("flow", "nothing", _always("flow", "who answered")),
    Rule("screening", "scales", _of_scales("screening", "who answered without reading")),
    Rule("respondents", "background questions or groups", _respondents),
    Rule("missing", "scales", _of_scales("missing", "which answers are missing")),
    Rule("items", "scales", _of_scales("items", "every item by itself")),
    Rule("reliability", "a scale of several items", _reliability),
    Rule("correlations", "several scales, else several numbers", _correlations),
    Rule("dimensions", "a scale of 3 items", _dimensions),
    Rule(
        "rivals",
        "two scales of 3 items",
        _between("rivals", "does each scale measure one thing"),
    ),
    Rule(
        "discriminant",
        "two scales of 3 items",
        _between("discriminant", "are the scales apart"),
    ),
    Rule("invariance", "a language per person, two languages", _invariance),
    Rule(
        "method",
        "two scales of 3 items",
        _between("method", "answers of one person share a method"),
    ),
    Rule("aggregation", "teams", _aggregation),
    Rule("control", "teams and a marker scale", _control),
    Rule("regression", "a hypothesis 'a -> b'", _regression),
    Rule("mediation", "a hypothesis 'a -> m -> b'", _mediation),
    Rule("moderation", "a hypothesis 'a:w -> b'", _moderation),
    Rule("variance", "teams or centres", _variance),
    Rule("network", "ties, and teams or centres", _of_ties("network")),
    Rule("emergence", "ties, and teams or centres", _of_ties("emergence")),
    Rule("position", "ties and a scale", _position),
    Rule("split", "ties, teams and a scale", _split),
    Rule("mixed", "teams and a hypothesis 'a -> b'", _mixed),
    Rule("ipma", "a hypothesis that ends in a scale", _ipma),
    Rule("multilevel_mediation", "teams and a hypothesis 'a -> m -> b'", _multilevel),
    Rule("kpi", "indicators in the study", _kpi),
    Rule("compare", "scores, and questions with 2 to 8 answers or languages", _compare),
    Rule("waves", "waves in the study", _waves),
    Rule("cfa", "one scale of 4 items, or a model", _cfa),
    Rule("sem", "a model", _sem),
    Rule("cutoffs", "one scale of 4 items, or a model", _cutoffs),
    Rule(
        "direction",
        "a main model with indirect effects, else a hypothesis 'a -> m -> b'",
        _direction,
    ),
    Rule("multiverse", "a hypothesis 'a -> b' between scales", _multiverse),
    Rule("sensitivity", "a main model with effects", _sensitivity),
)
"""In the order of the plan."""


def default_plan(
    questionnaire: Questionnaire,
    study: StudyFile,
    groups: Mapping[str, str],
    hypotheses: tuple[Hypothesis, ...],
) -> list[Entry]:
    """The analyses that fit a questionnaire and a study, in order."""
    facts = Facts(questionnaire, study, groups, hypotheses)
    return [_kept(entry) for rule in RULES for entry in rule.ask(facts)]


def _kept(entry: Entry) -> Entry:
    """The same, with everybody in it: all main analyses rest on one sample."""
    if entry.kind not in FILLED:
        return entry
    return replace(entry, options={**entry.options, "missing": "imputed"})
