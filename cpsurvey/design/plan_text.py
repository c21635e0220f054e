"""A study's plan as YAML that can be pasted into its study file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cpsurvey.design.questionnaire import PlanFrom
from cpsurvey.design.study import Study

HEADS: dict[PlanFrom, str] = {
    "study": "Analyses of the study file.",
    "questionnaire": "Plan of the questionnaire '{name}'. To change it: add it to study.yaml.",
    "default": "Default plan: what fits '{name}' and this study. To change it: add it to "
    "study.yaml.",
}
_PLAIN = re.compile(r"[A-Za-z][\w.+-]*(?: [\w.+-]+)*")
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}


def plan_text(study: Study) -> str:
    """Section `analyses` with what the study runs, and why where nobody chose it.

    It begins with an empty line: the file it is added to may not end with one.
    """
    head = HEADS[study.plan_from].format(name=study.questionnaire.id)
    return "\n".join(["", f"# {head}", "analyses:", *_entries(study)]) + "\n"


def _entries(study: Study) -> Iterator[str]:
    for request in study.requests:
        options = {"kind": request.kind, **request.options}
        why = f"   # {request.why}" if request.why else ""
        for at, (key, value) in enumerate(options.items()):
            sign, note = ("    ", "") if at else ("  - ", why)
            yield f"{sign}{key}: {_value(value)}{note}"


def _value(value: Any) -> str:
    """A value on one line; JSON is YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_value(k)}: {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT:
        return value
    return json.dumps(value, ensure_ascii=False)
