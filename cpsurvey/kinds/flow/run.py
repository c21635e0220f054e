"""Sample flow: from rows read to respondents analysed, and to those who answered carefully."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.analysis.context import Context
from cpsurvey.kind import Params
from cpsurvey.kinds.flow.data import Flow, SetAside, Stage
from cpsurvey.results import Caveat, Result, Sample, Scalar


def flow(_options: Params, context: Context) -> list[Result[Flow]]:
    """Every row that was read, and why each lost one was lost."""
    scored = context.scored
    counts = scored.flow
    rows = counts.get("rows", scored.n + sum(scored.screened.values()))
    reasons = {
        "quarantined": counts.get("quarantined", 0),
        "duplicate": counts.get("superseded", 0),
        "earlier_wave": counts.get("earlier_wave", 0),
        "retest": counts.get("retest", 0),
        "forgotten": counts.get("forgotten", 0),
        "expired": counts.get("expired", 0),
        **scored.screened,
    }
    losses = {reason: lost for reason, lost in reasons.items() if lost}
    data = Flow(
        stages=tuple(_stages(rows, losses, context)),
        quarantine=tuple(
            SetAside(rule=rule, column=column, count=count)
            for rule, column, count in context.quarantine
        ),
    )
    sample = Sample(read=rows, used=scored.n, dropped=losses)
    several = counts.get("earlier_wave", 0) and context.study.file.waves is None
    notes = [Caveat("waves_not_declared", "note", {})] if several else []
    if scored.screened.get("self_report") and not context.study.file.screening.self_report:
        notes.append(Caveat("refused_always", "note", {}))
    notes += _versions(context)
    return [Result("flow", context.id, sample, data, caveats=tuple(notes))]


def _versions(context: Context) -> Iterator[Caveat]:
    """Answers to the version before of the questionnaire, and what they are not asked."""
    questionnaire = context.study.questionnaire
    told = questionnaire.replaces
    if told is None:
        return
    then = sum(n for (_, one), n in context.scored.versions.items() if one == told.version)
    if not then:
        return
    values: dict[str, Scalar] = {"then": told.version, "now": questionnaire.version}
    if then < context.study.smallest:
        yield Caveat("versions_few", "warning", values)
        return
    rest = sum(context.scored.versions.values()) - then
    hidden = 0 < rest < context.study.smallest
    items = context.study.whole.questionnaire.items
    values |= {
        "n": then,
        "reworded": sum(name in items for name in told.reworded),
        "same": sum(name in items for name in told.same),
        "variables": ", ".join(name for name in told.new if name in items),
        "dropped": len(told.dropped),
    }
    yield Caveat("versions_few" if hidden else "versions_before", "warning", values)


def _stages(rows: int, losses: dict[str, int], context: Context) -> Iterator[Stage]:
    yield Stage(stage="rows_read", n=rows, lost=0, reason=None)
    left = rows
    for reason, lost in losses.items():
        left -= lost
        yield Stage(stage=reason, n=left, lost=lost, reason=reason)
    scored = context.scored
    yield Stage(stage="analysed", n=scored.n, lost=0, reason=None)
    if scored.verdicts is not None and scored.stage != "soft":
        careful = int((scored.soft_flags < scored.verdicts.limit).sum())
        if careful < scored.n:
            lost = scored.n - careful
            yield Stage(stage="careful", n=careful, lost=lost, reason="flagged")
