"""Shorter forms of a questionnaire: without what is optional, or only what is short."""

from __future__ import annotations

from typing import Literal

from cpsurvey.design.questionnaire import Questionnaire

Length = Literal["full", "core", "short"]


def shortened(questionnaire: Questionnaire, length: Length) -> Questionnaire:
    """The questionnaire with what a form of this length asks.

    ``core`` leaves out the scales and questions that are optional, ``short`` all that is not
    marked ``short: true``. Attention checks, groups and what is asked of whom stay. Answers
    to any of them are read with the whole questionnaire: what was not asked is known.
    """
    if length == "full":
        return questionnaire
    short = length == "short"
    scales = tuple(
        scale.model_copy(update={"items": items})
        for scale in questionnaire.scales
        if (short or not scale.optional)
        and (
            items := tuple(
                item for item in scale.items if (item.short if short else not item.optional)
            )
        )
    )
    questions = tuple(
        one for one in questionnaire.questions if (one.short if short else not one.optional)
    )
    gone = {scale.id for scale in questionnaire.scales} - {scale.id for scale in scales}
    gone |= {one.id for one in questionnaire.questions} - {one.id for one in questions}
    pages = tuple(
        page.model_copy(
            update={"contains": tuple(part for part in page.contains if part not in gone)}
        )
        for page in questionnaire.pages
    )
    data = {name: getattr(questionnaire, name) for name in type(questionnaire).model_fields}
    data |= {"scales": scales, "questions": questions, "pages": pages, "network": None}
    return Questionnaire.model_construct(**data)
