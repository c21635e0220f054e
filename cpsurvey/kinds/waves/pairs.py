"""Which two scores are crossed: the ends of what the study claims."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.design import Study
from cpsurvey.design.claims import claims


def ends(study: Study) -> list[tuple[str, str]]:
    """Every score that nothing is claimed to lead to, with every one that leads nowhere.

    Claims are those of arrows, of the paths that hypotheses rest on, and of the main model
    where they rest on its effects.
    """
    questionnaire = study.questionnaire
    known = {*questionnaire.scale_by_id, *(one.id for one in questionnaire.composites)}
    edges = [(a, b) for a, b in _edges(study) if {a, b} <= known]
    sources = dict.fromkeys(a for a, _ in edges if a not in {b for _, b in edges})
    sinks = dict.fromkeys(b for _, b in edges if b not in {a for a, _ in edges})
    return [(a, b) for a in sources for b in sinks if _leads(a, b, edges)]


def _edges(study: Study) -> Iterator[tuple[str, str]]:
    for claim in claims(study.hypotheses):
        yield from zip(claim.steps, claim.steps[1:], strict=False)
    for declared in study.hypotheses:
        for target in declared.tests:
            if target.path and target.path.count("~") == 1:
                outcome, source = (part.strip() for part in target.path.split("~"))
                yield source, outcome
    if any(target.effect for one in study.hypotheses for target in one.tests):
        yield from _of_model(study)


def _of_model(study: Study) -> Iterator[tuple[str, str]]:
    """Paths of the main model, from cause to outcome."""
    from cpsurvey.sem.language.syntax import parse

    main = main_model(study)
    for relation in parse(text_of(main[2], study)).relations if main else ():
        if relation.op == "~":
            yield relation.rhs, relation.lhs


def _leads(first: str, last: str, edges: list[tuple[str, str]]) -> bool:
    reached, todo = {first}, [first]
    while todo:
        at = todo.pop()
        for a, b in edges:
            if a == at and b not in reached:
                reached.add(b)
                todo.append(b)
    return last in reached
