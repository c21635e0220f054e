"""Which analyses a study runs: its own, its questionnaire's, or those that fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.design import yaml
from cpsurvey.design.default_plan import default_plan
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.questionnaire import PlanFrom, Questionnaire
from cpsurvey.design.study import Request, StudyFile
from cpsurvey.errors import CpsurveyError

TESTS = {"regression", "mediation", "moderation"}
"""Kinds that test hypotheses with an arrow."""


def requests(
    content: StudyFile,
    questionnaire: Questionnaire,
    groups: Mapping[str, str],
    hypotheses: tuple[Hypothesis, ...],
    documents: tuple[yaml.Document, yaml.Document],
) -> tuple[PlanFrom, tuple[Request, ...]]:
    """The analyses of a study and where they come from.

    A list that is empty asks for nothing and is passed over, so that no report is empty. A
    hypothesis with an arrow brings its test along, unless it is only the questionnaire's
    and the study chose its analyses.

    Parameters
    ----------
    documents : (study file, questionnaire file)
    """
    study, instrument = documents
    fitting = [
        Request(
            kind=entry.kind,
            options=entry.options,
            where=(document := _stands_in(entry.place, content, documents)).where(entry.place),
            document=document,
            path=entry.place,
            why=entry.why,
        )
        for entry in default_plan(questionnaire, content, groups, hypotheses)
    ]
    if content.analyses:
        written = list(_written(study, "analyses"))
        tests = _not_among(written, fitting) if content.hypotheses is not None else []
        return "study", (*written, *tests)
    planned = [
        request
        for request in _written(instrument, "plan")
        if request.kind != "kpi" or content.kpi  # planned for studies that have some
    ]
    if planned:
        own = {request.kind for request in planned}
        again = [r for r in fitting if r.kind == "waves" and r.kind not in own]
        return "questionnaire", (*planned, *again, *_not_among(planned, fitting))
    return "default", tuple(fitting)


def _not_among(written: Sequence[Request], fitting: Sequence[Request]) -> list[Request]:
    """Tests of hypotheses with an arrow that a list of analyses does not hold."""
    there = {request.options.get("id") for request in written}
    return [
        request
        for request in fitting
        if request.kind in TESTS and request.options["id"] not in there
    ]


def _stands_in(
    place: tuple[str | int, ...],
    content: StudyFile,
    documents: tuple[yaml.Document, yaml.Document],
) -> yaml.Document:
    """The file with what an analysis comes from."""
    study, instrument = documents
    return study if place[:1] == ("hypotheses",) and content.hypotheses else instrument


def _written(document: yaml.Document, section: str) -> Iterator[Request]:
    for index, entry in enumerate(document.data.get(section) or ()):
        where = document.where((section, index))
        kind = entry.get("kind")
        if not isinstance(kind, str):
            raise CpsurveyError(
                "CPS010", "an analysis says no 'kind'", where=where, fix="add 'kind: ...'"
            )
        options: dict[str, Any] = {key: value for key, value in entry.items() if key != "kind"}
        yield Request(kind, options, where, document, (section, index))
