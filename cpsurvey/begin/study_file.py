"""The text of ``study.yaml`` for a study begun from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cpsurvey.forms.lines import beside, comment, quoted, scalar

REPORTED = ("en", "fr")
"""Languages of reports."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the study file: its keys, each with a comment beside."""

    path: str
    keys: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[str, ...] = ()


def study_text(
    name: str, title: str, language: str, questionnaire: str, source: Source, *, drawn: bool
) -> str:
    """A study file that runs.

    Parameters
    ----------
    language : str
        Of the questionnaire; reports are in English or French.
    drawn : bool
        There are no answers yet: a rehearsal is offered.
    """
    return "\n".join(_lines(name, title, language, questionnaire, source, drawn=drawn)) + "\n"


def _lines(
    name: str, title: str, language: str, questionnaire: str, source: Source, *, drawn: bool
) -> Iterator[str]:
    spoken = language if language in REPORTED else "en"
    yield "# A study begun by 'cpsurvey init --from'. Check it with: cpsurvey check --study ."
    yield "# Every key: cpsurvey check --schema. The guesses stand in questionnaire.yaml."
    yield "study:"
    yield f"  id: {scalar(name)}"
    yield f"  title: {{{spoken}: {quoted(title)}}}"
    yield "  seed: 20261123            # every random draw starts here"
    if drawn:
        yield "  # simulated: true         # a rehearsal on answers by 'cpsurvey simulate'"
    yield ""
    yield f"questionnaire: {scalar(questionnaire)}"
    yield ""
    yield "sources:"
    yield f"  - path: {quoted(source.path)}"
    for key, value in source.keys.items():
        yield f"    {key}: {quoted(value)}{beside(source.why.get(key, ''))}"
    if source.columns:
        said = (
            "columns by their numbers, for headings do not tell them apart; '' leaves one out"
        )
        yield from comment(said, indent=4)
        yield "    columns:"
        for key, variable in source.columns.items():
            yield f"      {quoted(key)}: {scalar(variable) if variable else quoted('')}"
    yield from comment(*source.hints, indent=4)
    yield ""
    yield "# The analyses that fit the questionnaire are run; to see and change them:"
    yield "# cpsurvey check --study . --plan"
    yield "# Hypotheses go into questionnaire.yaml, by the ids of its scales:"
    yield "# hypotheses:"
    yield "#   - H1: one_scale -> another_scale"
    yield ""
    yield "report:"
    yield "  formats: [html, docx, xlsx, csv, md]"
    yield "  min_cell: 10              # smaller groups are not shown, in no file of a run"
    yield ""
    yield "privacy:"
    yield "  notice:"
    yield "    file: notice.md         # what people are told: fill it in, and give it to them"
    yield "    given:                  # the day they got it, as 2026-09-01"
    yield "  # retention_days: 1826    # how long data are kept; then 'cpsurvey purge'"
