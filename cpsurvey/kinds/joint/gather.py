"""What the other analyses of the run found that speaks of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpsurvey.analysis import targets
from cpsurvey.analysis.context import Context
from cpsurvey.design.hypotheses import Target
from cpsurvey.kinds.joint.data import Number, Said, Says, Side
from cpsurvey.kinds.joint.judge import side
from cpsurvey.kinds.joint.options import INDICATORS, Options
from cpsurvey.payload import limits
from cpsurvey.results import Result, sound

SIDES: Mapping[str, Side] = {"expected": "for", "opposite": "against", "open": "open"}
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Gathering:
    """The results of a run, and what they are asked for."""

    options: Options
    context: Context

    def data(self, kind: str) -> Any:
        """What the first sound result of a kind leaves behind; None without one."""
        return next(
            (r.data for r in self.context.results if r.kind == kind and r.data and sound(r)),
            None,
        )

    # ------------------------------------------------------------------------ survey
    def survey(self, claim: str) -> Number | None:
        """What the tests of a claim say; those that are not robust leave it open."""
        every = self.data("hypotheses")
        one = next((h for h in every.hypotheses if h.id == claim), None) if every else None
        if one is None or one.reason or not one.tests or one.side is None:
            return None
        test = one.tests[0]
        lies: Side = "open" if one.verdict == "not_robust" else SIDES[one.side]
        name = f"target.{test.analysis}.{test.name}"
        return Number(
            name=name, est=test.est, ci=test.ci, n=test.n, side=lies, pvalue=one.pvalue
        )

    # -------------------------------------------------------------------- indicators
    def indicators(self, claim: str) -> Number | None:
        """The number of an indicator that a claim is held against."""
        for target, result in self._targets(claim):
            found = targets.find(result, target)
            ends = limits(found.lower, found.upper) if found else None
            if found and found.est is not None and ends:
                name = target.named[1]
                return Number(
                    name=name.partition(".")[0],
                    est=found.est,
                    ci=ends,
                    n=result.sample.used,
                    side=side(ends),
                    pvalue=found.pvalue,
                )
        return None

    def _targets(self, claim: str) -> Iterator[tuple[Target, Result[Any]]]:
        known = {r.id: r for r in self.context.results if r.data and sound(r)}
        declared = self.options.indicators
        if declared is not None:
            target = declared.get(claim)
            if target and target.analysis in known:
                yield target, known[target.analysis]
            return
        study = self.context.study
        wanted = INDICATORS.get(study.questionnaire.id, {}).get(claim)
        better = (
            [one.id for one in study.file.kpi.indicators if one.direction == "+"]
            if (study.file.kpi)
            else []
        )
        for result in known.values() if wanted else ():
            for indicator in better if result.kind == "kpi" else ():
                way, name = wanted or ("", "")
                named = {way: f"{indicator}.{name}", "analysis": result.id}
                yield Target.model_validate(named), result

    # ------------------------------------------------------------------- observation
    def observation(self, claim: str) -> Number | None:
        """What was seen that speaks of a claim."""
        asked = self.options.seen(self.context.study).get(claim)
        data = self.data("observed")
        if asked is None or data is None:
            return None
        if asked == "ties":
            return _ties(data)
        found = data.contrast(asked)
        if found is None or found.est is None:
            return None
        lies = None if asked == "crossing" else side(found.ci)
        return Number(
            name=asked, est=found.est, ci=found.ci, n=found.n, side=lies, hours=data.hours
        )

    # ----------------------------------------------------------------------- codings
    def codes(self, claim: str) -> list[Any]:
        """Codes that speak of a claim: those that name it, else those of its constructs."""
        data = self.data("coded")
        of = self.options.spoken(self.context.study).get(claim, ())
        return [
            one
            for one in (data.codes if data else ())
            if (claim in one.claims if one.claims else one.construct in of)
        ]

    def codes_of(self, mode: str) -> list[Any]:
        """Codes that speak of a way of helping."""
        data = self.data("coded")
        return [one for one in (data.codes if data else ()) if one.mode == mode]


def _ties(data: Any) -> Number | None:
    """Agreement of ties seen and told; it has a p by permutation, and no interval."""
    found = data.ties
    if found is None or found.r is None or found.pvalue is None:
        return None
    lies: Side = "open"
    if found.pvalue < ALPHA:
        lies = "for" if found.r > 0 else "against"
    return Number(
        name="ties",
        est=found.r,
        ci=None,
        n=found.people,
        side=lies,
        pvalue=found.pvalue,
        hours=data.hours,
    )


def said(codes: Sequence[Any]) -> tuple[tuple[Said, ...], Says, int]:
    """Codes that may be read and were given, what they say together, documents with them."""
    good = [one for one in codes if one.grade != "left_out" and _given(one)]
    rows = tuple(
        Said(
            code=one.code,
            label=one.label,
            mark=one.mark,
            segments=one.segments,
            people=one.people,
            documents=one.documents,
        )
        for one in good
    )
    stances = {one.stance for one in good}
    says: Says = "silent"
    if stances:
        says = "mixed" if len(stances) > 1 or "either" in stances else stances.pop()
    return rows, says, sum(one.documents for one in good)


def _given(one: Any) -> bool:
    return bool(one.mark == "small" or one.segments)
