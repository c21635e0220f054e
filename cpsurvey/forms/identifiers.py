"""Which questions of a form say who answered, where and when."""

from __future__ import annotations

from dataclasses import replace

from cpsurvey.forms.form import Form, FormQuestion, Role

NAMES: dict[Role, tuple[str, ...]] = {
    "respondent": (
        "respondent_id",
        "respondentid",
        "respondent",
        "participant_id",
        "participantid",
        "subject_id",
        "record_id",
        "person_id",
        "token",
        "id",
    ),
    "team": ("team_id", "team", "equipe", "équipe"),
    "centre": ("centre_id", "center_id", "centre", "center", "site_id", "site"),
    "language": ("lang", "language", "langue", "userlanguage", "startlanguage"),
    "wave": ("wave", "vague"),
}
_WRITTEN = ("text", "integer", "identifier", "calculate")


def identifiers_of(form: Form) -> dict[Role, FormQuestion]:
    """One question for each role that the form fills, by what it says, else by its name.

    A question answered by choosing from a list stays a question.
    """
    found: dict[Role, FormQuestion] = {}
    for one in form.questions:
        if one.role and one.role not in found:
            found[one.role] = one
        elif one.type == "identifier" and one.role is None:
            found.setdefault("respondent", one)
    for role, names in NAMES.items():
        for one in form.questions:
            if role in found or one.type not in _WRITTEN or one in found.values():
                continue
            if one.name.casefold() in names:
                said = f"check: taken for the {role} by its name"
                found[role] = replace(one, evidence=(*one.evidence, said))
                break
    return {role: found[role] for role in NAMES if role in found}
