"""A questionnaire in some of its languages."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors import CpsurveyError, did_you_mean


def spoken(questionnaire: Questionnaire, languages: Sequence[str] | None) -> Questionnaire:
    """The questionnaire with these languages alone, the first one as its default.

    Raises
    ------
    CpsurveyError
        CPS904 it has no texts in one of them.
    """
    if not languages:
        return questionnaire
    for language in languages:
        if language not in questionnaire.languages:
            raise CpsurveyError(
                "CPS904",
                f"the questionnaire has no texts in '{language}'",
                fix=did_you_mean(language, questionnaire.languages),
            )
    chosen = tuple(dict.fromkeys(languages))
    default = questionnaire.default_language
    return questionnaire.model_copy(
        update={
            "languages": chosen,
            "default_language": default if default in chosen else chosen[0],
        }
    )
