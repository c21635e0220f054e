"""Items that a study leaves out of its scales: ``drop_items`` and ``keep_items``."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import StudyFile
from cpsurvey.design.yaml import Document
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding


def dropped(content: StudyFile, questionnaire: Questionnaire) -> set[str]:
    """Items that scores and models do without."""
    kept = set(content.keep_items)
    shortened = {questionnaire.scale_of[name].id for name in kept}
    beside = {
        name
        for name, scale in questionnaire.scale_of.items()
        if scale.id in shortened and name not in kept
    }
    return beside | set(content.drop_items)


def check(
    content: StudyFile, questionnaire: Questionnaire, document: Document
) -> Iterator[Finding]:
    """Names of no item, an item both kept and left out, a scale without items."""
    unknown = False
    for section in ("drop_items", "keep_items"):
        for at, name in enumerate(getattr(content, section)):
            if name not in questionnaire.items:
                unknown = True
                said = f"the questionnaire has no item '{name}'"
                fix = did_you_mean(name, questionnaire.items)
                yield Finding("unknown_item", "error", document.where((section, at)), said, fix)
    for at, name in enumerate(content.drop_items):
        if name in content.keep_items:
            said = f"'{name}' is kept and left out"
            place = document.where(("drop_items", at))
            yield Finding("item_twice", "error", place, said, "name it in one of the two")
    if unknown:
        return
    out = dropped(content, questionnaire)
    for scale in questionnaire.scales:
        if out.issuperset(item.id for item in scale.items):
            section = "drop_items" if content.drop_items else "keep_items"
            said = f"nothing is left of the scale '{scale.id}'"
            yield Finding(
                "scale_without_items",
                "error",
                document.where((section,)),
                said,
                "keep one of its items; an analysis that should do without the scale does not "
                "name it",
            )
