"""All evidence on each claim, side by side, with a verdict by rule (T24)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.kinds.joint.data import Claim, Joint, Number, Verdict
from cpsurvey.kinds.joint.gather import Gathering, said
from cpsurvey.kinds.joint.judge import side, verdict
from cpsurvey.kinds.joint.options import Options
from cpsurvey.results import Caveat, Result

ORDER: tuple[Verdict, ...] = get_args(Verdict)


def joint(options: Options, context: Context) -> list[Result[Joint]]:
    """A row for each claim and way of helping; the verdict weighs what has an interval."""
    gathering = Gathering(options, context)
    rows = [*_claims(gathering), *_ways(gathering)]
    coded = gathering.data("coded")
    register = coded.documents if coded else ()
    data = Joint(
        claims=tuple(sorted(rows, key=lambda row: ORDER.index(row.verdict))),
        documents=sum(one.n for one in register),
        register=sum(one.mention for one in register),
        left_out=tuple(one.code for one in coded.codes if one.grade == "left_out")
        if coded
        else (),
    )
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    return [Result("joint", context.id, sample, data, caveats=tuple(_caveats(data, gathering)))]


def _claims(gathering: Gathering) -> Iterator[Claim]:
    for one in gathering.context.study.hypotheses:
        strands = (
            gathering.survey(one.id),
            gathering.indicators(one.id),
            gathering.observation(one.id),
        )
        yield _row(one.id, strands, gathering.codes(one.id), gathering)


def _ways(gathering: Gathering) -> Iterator[Claim]:
    """Ways of helping that items ask for and observers saw."""
    data = gathering.data("observed")
    for one in data.modes if data else ():
        if one.seen_more is None or one.told_more is None:
            continue
        told = Number(
            name="told_more",
            est=one.told_more,
            ci=one.told_more_ci,
            n=one.told_n,
            side=side(one.told_more_ci),
        )
        seen = Number(
            name="seen_more",
            est=one.seen_more,
            ci=one.seen_more_ci,
            n=one.n,
            side=side(one.seen_more_ci),
            hours=data.hours,
        )
        codes = gathering.codes_of(one.mode)
        yield _row(one.mode, (told, None, seen), codes, gathering, mode=one.mode)


def _row(id: str, strands, codes, gathering: Gathering, mode=None) -> Claim:  # type: ignore[no-untyped-def]  # noqa: ANN001
    rows, says, documents = said(codes)
    found, strength, of = verdict(strands, says)
    signed = gathering.context.study.file.joint.get(id)
    survey, indicators, observation = strands
    return Claim(
        id=id,
        mode=mode,
        survey=survey,
        indicators=indicators,
        observation=observation,
        said=rows,
        says=says,
        documents=documents,
        verdict=found,
        strength=strength,
        strands=of,
        comment=dict(signed.comment) if signed else {},
        signed=signed.signed if signed else "",
    )


def _caveats(data: Joint, gathering: Gathering) -> Iterator[Caveat]:
    if data.left_out:
        codes = ", ".join(data.left_out)
        yield Caveat("joint_left_out", "note", {"codes": codes, "count": len(data.left_out)})
    seen = gathering.data("observed")
    if seen is not None and seen.window.overlap != "overlap":
        yield Caveat("joint_apart", "warning", {})
    unsigned = sum(not one.signed for one in data.of("divergent"))
    if unsigned:
        yield Caveat("joint_unsigned", "note", {"count": unsigned})
