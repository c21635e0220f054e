"""Which analyses a study runs: its own, its questionnaire's, or those that fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.design import yaml
from cpsurvey.design.default_plan import default_plan
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import PlanFrom, Request, StudyFile
from cpsurvey.errors import CpsurveyError


def requests(
    content: StudyFile,
    questionnaire: Questionnaire,
    groups: Mapping[str, str],
    hypotheses: tuple[Hypothesis, ...],
    documents: tuple[yaml.Document, yaml.Document],
) -> tuple[PlanFrom, tuple[Request, ...]]:
    """The analyses of a study and where they come from.

    A list that is empty asks for nothing and is passed over, so that no report is empty.

    Parameters
    ----------
    documents : (study file, questionnaire file)
    """
    study, instrument = documents
    if content.analyses:
        return "study", tuple(_written(study, "analyses"))
    planned = tuple(
        request
        for request in _written(instrument, "plan")
        if request.kind != "kpi" or content.kpi  # planned for studies that have some
    )
    if planned:
        return "questionnaire", planned
    return "default", tuple(
        Request(
            kind=entry.kind,
            options=entry.options,
            where=(document := _stands_in(entry.place, content, documents)).where(entry.place),
            document=document,
            path=entry.place,
            why=entry.why,
        )
        for entry in default_plan(questionnaire, content, groups, hypotheses)
    )


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
