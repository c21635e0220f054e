"""Check what a study asks for, then do it in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpsurvey.analysis import targets
from cpsurvey.analysis.base import Context, Kind, Params, Problem, kinds
from cpsurvey.analysis.fits import Fits
from cpsurvey.design import Request, Study, validate
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding, Invalid
from cpsurvey.responses import Indicators
from cpsurvey.results import Caveat, Result, ResultSet, Sample
from cpsurvey.scoring import Scored

WITHOUT_ANSWERS = ("power",)
"""Kinds that can be done before anybody has answered."""
Progress = Callable[[str, int, int], None]
"""Told the name of the analysis, done and total."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One analysis, its options checked."""

    request: Request
    id: str
    kind: Kind[Any]
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
    if findings:
        raise Invalid("CPS402", "the analyses", findings)
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
    if document is None or not study.hypotheses_bind:
        return
    known = {one.id: (one.request.kind, one.params) for one in planned}
    for i, hypothesis in enumerate(study.hypotheses):
        for j, target in enumerate(hypothesis.tests):
            found = targets.problem(target, known, study)
            if found is not None:
                message, choices = found
                way, name = target.named
                wrong = target.analysis if target.analysis not in known else name
                where = document.where(("hypotheses", i, "tests", j, way))
                fix = did_you_mean(wrong, choices)
                yield Finding(
                    "unknown_target", "error", where, f"{hypothesis.id}: {message}", fix
                )


def _check(request: Request, study: Study) -> tuple[Planned | None, list[Finding]]:
    if request.kind not in kinds.names():
        fix = did_you_mean(request.kind, kinds.names())
        message = f"no kind of analysis is called '{request.kind}'"
        return None, [Finding("unknown_kind", "error", request.where, message, fix)]
    kind = kinds.get(request.kind)
    params, findings = validate.build(
        kind.params, request.options, request.document, request.path
    )
    if params is None:
        return None, findings
    problems = [_finding(request, problem) for problem in kind.check(params, study)]
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
        base = one.id or one.kind.name_for(one.params, one.request.kind)
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


def analyse(
    study: Study,
    scored: Scored,
    *,
    provenance: Mapping[str, Any],
    quarantine: Sequence[tuple[str, str | None, int]] = (),
    progress: Progress | None = None,
    indicators: Indicators | None = None,
) -> ResultSet:
    """Run every analysis of the study.

    An analysis that cannot be done becomes a result that says why; the others go on.

    Raises
    ------
    CpsurveyError
        CPS403 nobody is left to analyse; CPS402 the study asks for what it does not have.
    """
    from cpsurvey.analysis.labels import labels

    planned = plan(study)
    if scored.n == 0 and any(one.request.kind not in WITHOUT_ANSWERS for one in planned):
        lost = ", ".join(f"{reason}: {count}" for reason, count in scored.screened.items())
        raise CpsurveyError(
            "CPS403",
            f"no respondents are left to analyse ({lost or 'the store is empty'})",
            where=str(study.folder),
            fix="run 'cpsurvey ingest' first, or relax 'screening' in study.yaml",
        )
    found: dict[str, Sequence[Result]] = {}
    fits = Fits()
    for done, one in enumerate(sorted(planned, key=lambda one: one.kind.after)):
        if progress:
            progress(one.id, done, len(planned))
        context = Context(
            study=study,
            scored=scored,
            id=one.id,
            quarantine=quarantine,
            indicators=indicators,
            results=[result for those in found.values() for result in those],
            fits=fits,
        )
        try:
            found[one.id] = one.kind.run(one.params, context)
        except CpsurveyError as error:
            found[one.id] = [_not_done(one, scored, error)]
    results = [result for one in planned for result in found[one.id]]
    return ResultSet(
        study=_header(study),
        labels=labels(study, results),
        provenance=provenance,
        results=tuple(results),
    )


def _not_done(one: Planned, scored: Scored, error: CpsurveyError) -> Result:
    total = scored.n + sum(scored.screened.values())
    return Result(
        kind=one.request.kind,
        id=one.id,
        sample=Sample(
            read=total, used=0, dropped={**scored.screened, "analysis_not_done": scored.n}
        ),
        caveats=(
            Caveat(
                "not_done",
                "inadmissible",
                {"code": error.code, "message": error.message, "fix": error.fix or ""},
            ),
        ),
    )


def _header(study: Study) -> dict[str, Any]:
    questionnaire = study.questionnaire
    report = study.file.report
    return {
        "id": study.id,
        "title": dict(study.file.study.title),
        "languages": list(study.languages),
        "simulated": study.file.study.simulated,
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "status": questionnaire.status,
            "status_label": dict(questionnaire.status_label),
        },
        "report": {
            "formats": list(report.formats),
            "languages": list(study.languages),
            "audience": report.audience,
            "min_cell": report.min_cell,
        },
        "k": study.file.privacy.k,
    }


def unsound(results: ResultSet) -> list[str]:
    """Names of the analyses that did not converge, are inadmissible, or were not done."""
    return [
        result.id
        for result in results.results
        if result.data.get("converged") is False
        or any(caveat.severity == "inadmissible" for caveat in result.caveats)
    ]
