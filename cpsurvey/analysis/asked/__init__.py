"""What was asked: a study's questionnaire and plan, held against its answers.

Every analysis is looked at here, before anything is computed, and nowhere else: it is done,
done without a part (`fit`), or does not apply.
"""

from __future__ import annotations

from dataclasses import replace

from cpsurvey.analysis.asked import answers
from cpsurvey.analysis.asked.fit import Fitted
from cpsurvey.analysis.asked.questionnaire import Used, used
from cpsurvey.analysis.model_options import main_request
from cpsurvey.design import Request, Study
from cpsurvey.design.chosen_items import dropped
from cpsurvey.design.held import Held
from cpsurvey.responses import Responses

OF_MAIN = ("sensitivity", "direction", "contrast")
"""Kinds that are about the study's main model."""


OF_TIES = ("network", "emergence", "position", "split", "ergm")
"""Kinds that rest on ties between people."""


def as_asked(study: Study, responses: Responses, *, ties: bool = False) -> Study:
    """The study by what its answers hold; as it is where there are no answers.

    Scales lose the items that nobody was asked, or that the study leaves out; analyses what
    they can do without. `Study.held` says so.

    Parameters
    ----------
    ties : bool
        Whether the study has ties.
    """
    if not responses.n:
        return study if ties else _without_ties(study)[0]
    study, without = (study, frozenset[str]()) if ties else _without_ties(study)
    out = dropped(study.file, study.questionnaire)
    asked = (responses, study.questionnaire, study.smallest)
    absent = answers.absent(*asked)
    found = used(study.questionnaire, absent | answers.alike(*asked), out)
    roles = tuple(answers.groups(responses, study))
    names = {*roles, *(study.roles[role] for role in roles)} | found.gone
    fits = [Fitted(request, found, names) for request in study.requests if request.applies]
    made = iter([fit.made() for fit in fits])
    requests = [next(made) if request.applies else request for request in study.requests]
    return replace(
        study,
        questionnaire=found.questionnaire(),
        requests=tuple(_of_main(requests)),
        held=Held(
            whole=study.questionnaire,
            groups=roles,
            clusters=any(fit.clusters for fit in fits),
            short=tuple(found.short()),
            unasked=tuple(s.id for s in study.questionnaire.scales if s.id in found.gone),
            controls=_controls(found, requests),
            gone=frozenset(found.gone),
            without_ties=without,
        ),
    )


def _without_ties(study: Study) -> tuple[Study, frozenset[str]]:
    """The study without what rests on ties, and the names of these analyses.

    What the study file itself asks for stays, and says what it lacks.
    """
    network = study.questionnaire.network
    names = tuple(one.id for one in network.generators) if network else ("network",)
    of_ties = [one for one in study.requests if one.kind in OF_TIES]
    if study.plan_from == "study":
        marked = [replace(r, unasked=names) if r in of_ties else r for r in study.requests]
        return replace(study, requests=tuple(marked)), frozenset()
    left = tuple(one for one in study.requests if one not in of_ties)
    gone = frozenset(str(one.options.get("id", one.kind)) for one in of_ties)
    return replace(study, requests=left), gone


def _controls(found: Used, requests: list[Request]) -> tuple[str, ...]:
    lost = dict.fromkeys(name for request in requests for name in request.lost)
    known = {root for name in found.controls for root in found.roots(name)}
    return tuple(name for name in lost if name in known)


def _of_main(requests: list[Request]) -> list[Request]:
    """What is about the main model does not apply where that does not."""
    main = main_request(requests)
    if main is None or main.applies:
        return requests
    return [
        replace(one, unasked=main.unasked, groups=main.groups)
        if one.kind in OF_MAIN and "source" not in one.options
        else one
        for one in requests
    ]
