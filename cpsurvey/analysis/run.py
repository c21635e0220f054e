"""What a study asks for, done in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any

from cpsurvey import parallel
from cpsurvey.analysis import header, over_waves
from cpsurvey.analysis.asked import OF_MAIN
from cpsurvey.analysis.carried import carried, forgiven, said_of_items, thinned
from cpsurvey.analysis.carried import said as not_carried
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.fits import Fits
from cpsurvey.analysis.keeping import RESTS, Keeping, Step
from cpsurvey.analysis.model_options import main_request
from cpsurvey.analysis.planned import Planned, chosen, plan
from cpsurvey.analysis.protected import Protected, listed_groups
from cpsurvey.analysis.watched import without_other_business
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, Exit, catalogue
from cpsurvey.errors.fault import Fault, OnFault
from cpsurvey.errors.foreign import NOTHING_CAN_BE_WRITTEN, coded
from cpsurvey.responses import StoredIndicators
from cpsurvey.results import Caveat, Result, ResultSet, Sample, admissible
from cpsurvey.scoring import Scored
from cpsurvey.seen.held import Seen
from cpsurvey.system import give_back
from cpsurvey.ties import Ties

FORGIVEN = "inadmissible_few"
"""Caveat: inadmissible, as solutions of so few respondents often are."""
MISSING = ("missing_value", "missing_covariate", "missing_cluster")
"""Reasons by which an answer left out takes the whole person with it."""
SIDE_BY_SIDE = 60_000
"""Respondents up to which two processes are used: each holds as much as the other."""
MANY_LOST = 0.1
"""Share lost so from which a result is said to rest on the others (Bennett, 2001,
doi:10.1111/j.1467-842X.2001.tb00294.x)."""
DAMAGED = "CPS202"
"""The store is not what was written: some of it is read when an analysis looks at it."""
LONG = (
    *("split", "emergence", "multiverse", "network", "position", "sensitivity", "kpi"),
    *("reliability", "rivals", "variance", "method", "invariance", "screening", "compare"),
)
"""Kinds that were measured to take longest, the longest first: so they are begun."""
MODELS_OF = (
    {"screening", "sensitivity", "sem"},
    {"rivals", "method", "discriminant", "cfa"},
)
"""Kinds that fit the same models to the same answers: in one process each is fitted once."""
LIBRARIES_OF = ({"kpi", "compare", "variance", "mixed", "moderation", "regression", "items"},)
"""Kinds that load the same libraries (scipy.optimize, scipy.stats, pandas), which takes longer
than most of them work: one process has them all, unless there are many respondents."""
MODELS = {"sem", "cfa"}
"""Kinds of which others may ask what the study's main model is, also where it is not run."""
Progress = Callable[[str, int, int], None]
"""Told the name of the analysis, done and total."""


def analyse(
    study: Study,
    scored: Scored,
    *,
    provenance: Mapping[str, Any],
    quarantine: Sequence[tuple[str, str | None, int]] = (),
    progress: Progress | None = None,
    indicators: StoredIndicators | None = None,
    on_fault: OnFault | None = None,
    keeping: Keeping | None = None,
    on_step: Callable[[Step], None] | None = None,
    only: Sequence[str] = (),
    waves: over_waves.Waves | None = None,
    retested: over_waves.Waves | None = None,
    since: str = "",
    until: str = "",
    network: Ties | None = None,
    answered: Sequence[str] = (),
    seen: Seen | None = None,
) -> ResultSet:
    """Run every analysis of the study.

    An analysis that cannot be done, even by a fault of ours, becomes a result that says
    so; the others go on.

    Parameters
    ----------
    on_fault : callable, optional
        Told where in the program an analysis failed that should not have.
    keeping : Keeping, optional
        Results of earlier runs, taken where they would be the same again.
    on_step : callable, optional
        Told of every analysis whether it ran and why.
    only : sequence of str
        Names of analyses; of the others there are no results.
    waves : Waves, optional
        Answers of every wave, for analyses that name them.
    retested : Waves, optional
        The same with the retests.
    since, until : str
        Days of the first and of the latest answers; empty where no row says its day.
    network : Ties, optional
        Who named whom, before screening.
    answered : sequence of str
        Everybody who answered, before screening.
    seen : Seen, optional
        What was observed and coded beside the answers.

    Raises
    ------
    CpsurveyError
        CPS403 nobody is left to analyse; CPS402 the study asks for what it does not have.
    """
    planned = chosen(plan(study), only, study)
    if scored.n == 0 and not all(one.kind.before_answers for one in planned):
        lost = ", ".join(f"{reason}: {count}" for reason, count in scored.screened.items())
        raise CpsurveyError(
            "CPS403",
            f"no respondents are left to analyse ({lost or 'the store is empty'})",
            where=str(study.folder),
            fix="run 'cpsurvey ingest' first, or relax 'screening' in study.yaml",
        )
    every = _carried(plan(study), study, scored)
    planned = chosen(every, only, study)
    of_models = [one.request for one in every if one.kind.name in MODELS]
    asked = replace(study, requests=tuple(of_models))
    study = replace(study, requests=tuple(one.request for one in planned))
    found: dict[str, Sequence[Result[Any]]] = {}
    shared = Context(
        study=without_other_business(asked),
        scored=scored,
        id="",
        quarantine=quarantine,
        stored=indicators,
        fits=Fits(),
        protected=Protected(scored, study.questionnaire, study.smallest, listed_groups(study)),
        waves=waves,
        retested=retested,
        until=until,
        declared=provenance.get("plan"),
        network=network,
        answered=tuple(answered),
        seen=seen or Seen(),
    )
    first = [one for one in planned if not one.kind.after]
    steps: dict[str, Step] = {}
    for one in first:
        over = waves if waves and over_waves.named(one.params, study) else None
        context = replace(shared, id=one.id)
        taken, why = _kept(one, over.of(context) if over else context, keeping)
        steps[one.id] = Step(one.id, why)
        if taken is not None:
            found[one.id] = over_waves.said(taken, over) if over else taken
    waiting = [one for one in first if one.id not in found]

    def run(one: Planned) -> tuple[Sequence[Result[Any]], list[Fault]]:
        if progress:
            progress(one.id, len(planned) - len(waiting) + waiting.index(one), len(planned))
        failed: list[Fault] = []
        context = replace(shared, id=one.id)
        over = waves if waves and over_waves.named(one.params, study) else None
        done = _one(one, over.of(context) if over else context, failed.append, keeping)
        if scored.n > parallel.MANY:
            give_back()
        return over_waves.said(done, over) if over else done, failed

    waiting.sort(key=_begun)  # so that both end together
    share = parallel.shared if scored.n <= SIDE_BY_SIDE else parallel.in_turn
    alike = MODELS_OF if scored.n > parallel.MANY else (*MODELS_OF, *LIBRARIES_OF)
    tasks = _together(waiting, alike)
    _load(waiting)
    done = share(tasks, lambda some: list(map(run, some)))
    for one, (results_of, failed) in zip(chain(*tasks), chain(*done), strict=True):
        found[one.id] = results_of
        for fault in failed if on_fault else ():
            assert on_fault is not None
            on_fault(fault)
    found = _told(found)
    earlier = [result for one in first for result in found[one.id]]
    for one in sorted((p for p in planned if p.kind.after), key=lambda one: one.kind.last):
        # never kept: these may depend on words, too
        told = [r for p in planned if one.kind.last for r in found.get(p.id, ())] or earlier
        context = replace(shared, id=one.id, study=study, results=told)
        found[one.id] = _one(one, context, on_fault, None)
        steps[one.id] = Step(one.id, RESTS)
    for one in planned if on_step else ():
        assert on_step is not None
        on_step(steps[one.id])
    if keeping and not study.partial and not only:
        keeping.drop_all_but(list(found))
    results = [result for one in planned for result in found[one.id]]
    return ResultSet(
        study=header.header(study, scored, results, since, until),
        labels=header.words(study, results, on_fault),
        provenance=provenance,
        results=tuple(results),
    )


def _load(waiting: Iterable[Planned]) -> None:
    """Load what they run on before processes part: each would load it for itself."""
    for one in waiting:
        with suppress(Exception):  # said where it is run
            one.kind.runner()


def _together(
    waiting: Sequence[Planned], alike: Sequence[Collection[str]]
) -> list[list[Planned]]:
    """What one process does at a time, begun where the first of it stood."""
    tasks: dict[object, list[Planned]] = {}
    for one in waiting:
        shared = [at for at, kinds in enumerate(alike) if one.kind.name in kinds]
        tasks.setdefault(shared[0] if shared else one.id, []).append(one)
    return list(tasks.values())


def _begun(one: Planned) -> int:
    """Place among those that are begun."""
    return LONG.index(one.kind.name) if one.kind.name in LONG else len(LONG)


def _told(found: Mapping[str, Sequence[Result[Any]]]) -> dict[str, Sequence[Result[Any]]]:
    """The results, with what others say of their numbers."""
    speakers = [result.data for results in found.values() for result in results if result.data]

    def told(result: Result[Any]) -> Result[Any]:
        said = tuple(c for data in speakers for c in data.says_of(result))
        return replace(result, caveats=(*result.caveats, *said)) if said else result

    return {id: [told(result) for result in results] for id, results in found.items()}


def _carried(planned: Sequence[Planned], study: Study, scored: Scored) -> list[Planned]:
    """The plan, with what so few respondents cannot carry marked as such."""
    found = []
    for one in planned:
        few = carried(one.request, one.params, Context(study, scored, one.id))
        found.append(replace(one, request=replace(one.request, few=few)))
    main = main_request([one.request for one in found])
    if main is None or not main.few:
        return found
    return [
        replace(one, request=replace(one.request, few=main.few))
        if one.request.kind in OF_MAIN
        else one
        for one in found
    ]


def _kept(
    one: Planned, context: Context, keeping: Keeping | None
) -> tuple[Sequence[Result[Any]] | None, str]:
    """Kept results of one analysis; or none, and why."""
    if not one.request.applies:
        return None, "it does not apply"
    if keeping is None:
        return None, "nothing is kept"
    kept, why = keeping.find(one.kind.name, one.params, context)
    return kept and [_with_remarks(result, one, context) for result in kept], why


def _one(
    one: Planned, context: Context, on_fault: OnFault | None, keeping: Keeping | None
) -> Sequence[Result[Any]]:
    """Results of one analysis; when it fails, one result that says so.

    Ctrl-C and signals are no `Exception` and end the run, and so does a damaged store.
    Memory that runs out in one analysis is free again when it has failed; a full disk is not.
    """
    if not one.request.applies:
        return [_not_asked(one, context)]
    try:
        run = one.kind.runner()
        if keeping:
            done = keeping.run(one.kind.name, one.params, context, run)
        else:
            done = tuple(run(one.params, context))
        return [_with_remarks(result, one, context) for result in done]
    except CpsurveyError as error:
        if error.code == DAMAGED:
            raise
        return [_not_done(one, context.scored, error)]
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NOTHING_CAN_BE_WRITTEN:
            raise
        known = coded(error) if isinstance(error, OSError | MemoryError) else None
        if known is None and on_fault:
            on_fault(Fault.of("analysis", one.id, error))
        return [_not_done(one, context.scored, known)]


def _not_done(one: Planned, scored: Scored, error: CpsurveyError | None) -> Result[Any]:
    """A result that says why there is none; without an error it was a fault of ours."""
    if error is None:
        caveat = Caveat("not_done_fault", "not_done", {"code": "CPS990"})
    else:
        applies = catalogue()[error.code].exit != Exit.DONE
        why = "not_done" if applies else "not_applicable"
        values = {"code": error.code, "message": error.message, "fix": error.fix or ""}
        caveat = Caveat(why, why, values)
    return _without_data(one, scored, [caveat])


def _not_asked(one: Planned, context: Context) -> Result[Any]:
    """A result that says what the data do not hold; nothing is wrong."""
    request, roles = one.request, context.study.whole.roles
    groups = [roles.get(group, group) for group in request.groups]
    told = {"not_asked": request.unasked, "no_groups": groups}
    said = [
        Caveat(code, "not_applicable", {"variables": ", ".join(names)})
        for code, names in told.items()
        if names
    ]
    if request.few and not said:
        said.append(not_carried(request.few))
    return _without_data(one, context.scored, said)


def _without_data(one: Planned, scored: Scored, said: Iterable[Caveat]) -> Result[Any]:
    total = scored.n + sum(scored.screened.values())
    lost = {**scored.screened, "analysis_not_done": scored.n}
    return Result(
        kind=one.request.kind,
        id=one.id,
        sample=Sample(read=total, used=0, dropped=lost),
        data=None,
        caveats=tuple(said),
    )


def _with_remarks(result: Result[Any], one: Planned, context: Context) -> Result[Any]:
    """A result that says what and whom it does without, and why it may be inadmissible."""
    if thin := thinned(result, one.request, one.params, context):
        return _without_data(one, context.scored, [said_of_items(thin)])
    said = []
    if one.request.lost:
        said.append(
            Caveat("without_unasked", "note", {"variables": ", ".join(one.request.lost)})
        )
    lost = sum(result.sample.dropped.get(reason, 0) for reason in MISSING)
    if result.done and lost > MANY_LOST * context.scored.n:
        share = round(100 * lost / context.scored.n)
        said.append(
            Caveat(
                "many_lost", "warning", {"lost": lost, "n": context.scored.n, "share": share}
            )
        )
    if forgiven(result, one.request, one.params, context):
        said.append(Caveat(FORGIVEN, "warning", {"n": context.scored.n}))
    return replace(result, caveats=(*said, *result.caveats)) if said else result


def unsound(results: ResultSet) -> list[str]:
    """Names of the analyses that did not converge or are inadmissible, and should not be.

    What so few respondents explain is said in the report, and is no failure of the run.
    """
    return [
        result.id
        for result in results.results
        if not admissible(result) and not any(c.code == FORGIVEN for c in result.caveats)
    ]


def not_done(results: ResultSet) -> list[str]:
    """Names of the analyses that should have given a result and gave none."""
    return [result.id for result in results.results if _says(result, "not_done")]


def _says(result: Result[Any], severity: str) -> bool:
    return any(caveat.severity == severity for caveat in result.caveats)
