"""What a study asks for, checked before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cpsurvey import kind as kinds
from cpsurvey.analysis import over_waves, targets
from cpsurvey.design import Request, Study, validate
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding, Invalid
from cpsurvey.kind import Kind, Params, Problem


@dataclass(frozen=True, slots=True)
class Planned:
    """One analysis, its options checked."""

    request: Request
    id: str
    kind: Kind
    params: Params


def plan(study: Study) -> list[Planned]:
    """Check every analysis a study asks for, before any data is read.

    Raises
    ------
    Invalid
        CPS402 with every problem and its line.
    """
    planned: list[Planned] = []
    findings: list[Finding] = []
    for request in study.requests:
        made, problems = _check(request, study)
        findings += problems
        if made is not None:
            planned.append(made)
    if findings:  # once, where several analyses of one model name the same line
        raise Invalid("CPS402", "the analyses", list(dict.fromkeys(findings)))
    named = _with_own_ids(planned, study)
    if wrong := list(_targets(named, study)):
        raise Invalid("CPS402", "the hypotheses", wrong)
    return named


def _targets(planned: Sequence[Planned], study: Study) -> Iterator[Finding]:
    """Hypotheses that rest on what no analysis computes.

    A study with analyses of its own need not compute all that its questionnaire's
    hypotheses rest on: these are then said to be untested.
    """
    document = study.hypotheses_document
    if document is None or not study.hypotheses_bind or study.held:
        return  # with answers at hand it was checked before, and may not apply
    known = {one.id: (one.request.kind, one.params) for one in planned}
    for i, hypothesis in enumerate(study.hypotheses):
        for place, target in hypothesis.targets:
            found = targets.problem(target, known, study)
            if found is not None:
                message, choices = found
                way, name = target.named
                wrong = target.analysis if target.analysis not in known else name
                where = document.where(("hypotheses", i, *place, way))
                fix = did_you_mean(wrong, choices)
                yield Finding(
                    "unknown_target", "error", where, f"{hypothesis.id}: {message}", fix
                )


def _check(request: Request, study: Study) -> tuple[Planned | None, list[Finding]]:
    known = kinds.found()
    if request.kind not in known:
        fix = did_you_mean(request.kind, sorted(known))
        message = f"no kind of analysis is called '{request.kind}'"
        return None, [Finding("unknown_kind", "error", request.where, message, fix)]
    kind = known[request.kind]
    params, findings = validate.build(
        kind.options, request.options, request.document, request.path
    )
    if params is None:
        return None, findings
    wrong: Iterable[Problem] = ()
    if request.applies:
        wrong = over_waves.undeclared(params, study, kind.name) or kind.check(params, study)
    problems = [_finding(request, problem) for problem in wrong]
    return Planned(request, params.id or "", kind, params), problems


def _finding(request: Request, problem: Problem) -> Finding:
    where = request.document.where((*request.path, problem.option))
    return Finding(
        "unknown_name", "error", where, f"{problem.option}: {problem.message}", problem.fix
    )


def _with_own_ids(planned: Sequence[Planned], study: Study) -> list[Planned]:
    """Give each analysis a name: its own, or its kind with a number where it repeats."""
    taken: set[str] = set()
    named = []
    for one in planned:
        base = one.id or one.kind.name_for(one.params)
        name, count = base, 1
        while name in taken:
            if one.id:
                raise Invalid(
                    "CPS402",
                    "the analyses",
                    [
                        Finding(
                            "id_twice",
                            "error",
                            one.request.where,
                            f"two analyses of study '{study.id}' have the id '{one.id}'",
                            "give each an id of its own",
                        )
                    ],
                )
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        named.append(replace(one, id=name))
    return named


def chosen(planned: Sequence[Planned], only: Sequence[str], study: Study) -> list[Planned]:
    """The analyses of these names; all where none is named.

    Raises
    ------
    CpsurveyError
        CPS904 no analysis has such a name.
    """
    known = [one.id for one in planned]
    for name in only:
        if name not in known:
            raise CpsurveyError(
                "CPS904",
                f"study '{study.id}' has no analysis called '{name}'",
                fix=did_you_mean(name, known),
            )
    return [one for one in planned if not only or one.id in only]
