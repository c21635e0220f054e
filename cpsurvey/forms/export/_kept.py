"""What a questionnaire knows and a form does not ask: columns ``cpsurvey_...`` of a form.

Read back by `cpsurvey questionnaire import`, so that a form that went out and comes in again
is the same questionnaire.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cpsurvey.design.form import AttentionCheck, Identifier, Question
from cpsurvey.design.options import OptionSet
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.scales import Item, Scale
from cpsurvey.forms.conditions import number

Kept = dict[str, str]


def of_line(
    source: Item | Question | AttentionCheck | Identifier | Scale,
    *,
    role: str = "",
    languages: Sequence[str] = (),
) -> Kept:
    """What is kept of a line, or of the scale that a table of lines is."""
    aliases = " ".join(getattr(source, "aliases", ()))
    kept = {"aliases": aliases, **_labels(getattr(source, "label", {}), languages)}
    if isinstance(source, Identifier):
        kept |= {"role": role, "privacy": source.privacy or ""}
    elif isinstance(source, Item):
        kept |= {"reverse": _yes(source.reverse), "optional": _yes(source.optional)}
    elif isinstance(source, AttentionCheck):
        expected = " ".join(map(str, source.expected))
        kept |= {"role": source.kind, "expected": expected}
    elif isinstance(source, Question):
        kept |= {
            "role": source.role or "question",
            "pii": _yes(source.pii),
            "control": _yes(source.control),
            "privacy": source.privacy or "",
            "show_if": source.show_if or "",
        }
    else:
        kept |= {
            "scale": source.id,
            "role": source.role,
            "scoring": source.scoring.method,
            "min_valid": str(source.scoring.min_valid or ""),
            "optional": _yes(source.optional),
        }
    return _named(kept)


def of_answers(options: OptionSet) -> Iterator[Kept]:
    """What is kept of each answer; of the set they make, with the first."""
    period = {f"period_{one}": text for one, text in (options.period or {}).items()}
    stem = {f"stem_{one}": text for one, text in (options.stem or {}).items()}
    of_set = {"ordered": "yes" if options.ordered else "no", **period, **stem}
    for option in options.options:
        value = "" if option.value is None else number(option.value)
        aliases = " ".join(alias for alias in option.aliases if " " not in alias)
        kept = {"id": option.id or "", "missing": option.missing or "", "value": value}
        yield _named({**kept, "other": _yes(option.other), "aliases": aliases, **of_set})
        of_set = {}


def of_questionnaire(questionnaire: Questionnaire) -> Kept:
    """What is kept of the whole."""
    return _named(
        {
            "status": questionnaire.status,
            "licence": questionnaire.licence,
            "languages": " ".join(questionnaire.languages),
            **{f"title_{one}": text for one, text in questionnaire.title.items()},
        }
    )


def _labels(label: Mapping[str, str], languages: Sequence[str]) -> Kept:
    return {f"label_{one}": label[one] for one in languages if label.get(one)}


def _yes(value: bool) -> str:  # noqa: FBT001
    return "yes" if value else ""


def _named(kept: Mapping[str, str]) -> Kept:
    return {f"cpsurvey_{key}": value for key, value in kept.items() if value}
