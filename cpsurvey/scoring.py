"""From answers to scores: reversal, scale scores, derived variables."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire, Study, expressions
from cpsurvey.design.scales import Scale, fewest_valid
from cpsurvey.responses import Responses
from cpsurvey.results import Sample
from cpsurvey.screening import Stage, Verdicts, judge, only

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """Respondents whose answers are analysed, with every variable an analysis may name.

    Parameters
    ----------
    values : mapping of str to (n,) float array
        Items after reversal, questions, scale and composite scores, derived variables;
        NaN where missing.
    raw : mapping of str to (n,) float array
        Items as answered, before reversal.
    reasons : mapping of str to (n,) int array
        Negative missing code where an answer is missing, 0 elsewhere.
    groups : mapping of str to (n,) object array
        Team, centre, language and wave by variable name; None where missing.
    flow : mapping of str to int
        What became of the rows on their way in.
    screened : mapping of str to int
        Reason -> respondents left out of every analysis.
    seconds : mapping of str to (n,) float array
        Seconds on each page of the form that was timed, NaN where unknown.
    respondent : (n,) tuple of str
        Pseudonyms, to join what is known of respondents elsewhere; never reported.
    submitted : (n,) tuple of str
        Day of each respondent's answers, empty where unknown; never reported one by one.
    stage : str
        How far respondents were screened: ``answered``, ``hard`` or ``soft``.
    soft_flags : (n,) int array
        Soft rules of screening that each respondent breaks.
    verdicts : Verdicts
        What screening found about everybody, those left out included.
    rescore : callable
        The same answers, screened to another stage and scored afresh.
    versions : mapping of (str, str) to int
        Wave and version of the questionnaire -> answers to it, before screening.
    """

    values: Mapping[str, Array]
    raw: Mapping[str, Array]
    reasons: Mapping[str, NDArray[np.int64]]
    groups: Mapping[str, NDArray[np.object_]]
    flow: Mapping[str, int]
    screened: Mapping[str, int]
    n: int
    seconds: Mapping[str, Array] = field(default_factory=dict)
    respondent: tuple[str, ...] = ()
    submitted: tuple[str, ...] = ()
    stage: Stage = "hard"
    soft_flags: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    verdicts: Verdicts | None = None
    rescore: Callable[[Stage], Scored] | None = None
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def at(self, stage: Stage) -> Scored:
        """The same study's respondents screened to `stage`, scored afresh.

        Scores that are standardised or centred are so over the respondents kept, which is
        why rows of this sample cannot simply be left out. ``answered`` keeps everybody with
        enough answers, ``hard`` those no hard rule leaves out, ``soft`` those who moreover
        break fewer soft rules than the study's limit. It may keep nobody (``n`` is 0).
        """
        if stage == self.stage:
            return self
        assert self.rescore is not None  # made by `score`
        return self.rescore(stage)

    def matrix(self, names: Sequence[str]) -> Array:
        """Columns `names` as an (n, len(names)) array."""
        return np.column_stack([self.values[name] for name in names])

    def sample(self, used: NDArray[np.bool_], reason: str = "missing_value") -> Sample:
        """Sample of an analysis that keeps the rows `used`, a (n,) bool array."""
        kept = int(np.count_nonzero(used))
        return self.counted(kept, {reason: self.n - kept})

    def counted(self, used: int, lost: Mapping[str, int]) -> Sample:
        """Sample of an analysis of `used` respondents; `lost` since screening, by reason.

        A reason that screening gives too is added up.
        """
        dropped = Counter(self.screened)
        dropped.update({reason: count for reason, count in lost.items() if count})
        read = self.n + sum(self.screened.values())
        return Sample(read=read, used=used, dropped=dict(dropped))


def score(responses: Responses, study: Study, verdicts: Verdicts | None = None) -> Scored:
    """Leave out who must be left out, reverse, score and derive.

    Scale scores are means (or sums scaled up from the mean) of the answered items where
    at least ``min_valid`` were answered. Composites need all their scales.
    Standardised scores use the analysed sample, with n - 1 in the variance. `verdicts` are
    those of screening where they are known.
    """
    verdicts = verdicts or judge(responses, study.whole)

    @cache
    def at(stage: Stage) -> Scored:
        return replace(_scored(responses, study, verdicts, stage), rescore=at)

    return at("soft" if study.file.screening.exclude_flagged else "hard")


def in_order(responses: Responses, study: Study) -> Responses:
    """Respondents by wave and, within it, by a digest of what they answered.

    To be scored in, so that all that is drawn at random, and every sum, is the same for the
    same answers: neither the rows of an export, nor the files they came in, nor the key
    behind the pseudonyms move anybody. Who cannot be told apart by answers may change places
    without changing a number.
    """
    wave = responses.groups.get(study.wave or "")
    keys = [
        ("" if wave is None or wave[i] is None else str(wave[i]), digest, who)
        for i, (digest, who) in enumerate(
            zip(_digests(responses), responses.respondent, strict=True)
        )
    ]
    return only(
        responses, np.array(sorted(range(responses.n), key=keys.__getitem__), dtype=int)
    )


def _digests(responses: Responses) -> list[bytes]:
    """SHA-256 of everything each respondent answered."""
    n = responses.n
    numbers = [
        np.nan_to_num(np.asarray(part[name], dtype=float), nan=-np.inf)
        for part in (responses.values, responses.reasons, responses.seconds)
        for name in sorted(part)
    ]
    table = np.column_stack([responses.complete.astype(float), *numbers])
    texts = [responses.groups[name] for name in sorted(responses.groups)]
    found = []
    for i in range(n):
        said = "\0".join("" if text[i] is None else str(text[i]) for text in texts)
        found.append(hashlib.sha256(table[i].tobytes() + said.encode()).digest())
    return found


def _scored(responses: Responses, study: Study, verdicts: Verdicts, stage: Stage) -> Scored:
    """Scores of those who are kept at a stage of screening."""
    keep = verdicts.keep(stage)
    kept = only(responses, keep)
    raw = kept.values
    questionnaire = study.questionnaire
    whole = study.whole.questionnaire
    empty = np.full(kept.n, np.nan)
    values: dict[str, Array] = {
        **dict.fromkeys(whole.items, empty),
        **dict.fromkeys(whole.numbers, empty),
        **raw,
    }
    for name, item in whole.items.items():
        if item.reverse and name in raw:
            options = whole.options_of(name)
            assert options is not None  # checked when the questionnaire was read
            values[name] = options.low + options.high - raw[name]
    for scale in questionnaire.scales:
        values[scale.id] = scale_score(scale, values)
    for composite in questionnaire.composites:
        parts = [values[part] for part in composite.of]
        if composite.standardise:
            parts = [standardise(part) for part in parts]
        values[composite.id] = np.mean(parts, axis=0)
    for name, text in questionnaire.derived.items():
        values[name] = evaluate(expressions.parse(text), values, questionnaire)
    return Scored(
        values=values,
        raw=raw,
        reasons=kept.reasons,
        groups=kept.groups,
        flow=responses.flow,
        respondent=kept.respondent,
        submitted=kept.submitted,
        screened=verdicts.lost(stage),
        n=kept.n,
        seconds=kept.seconds,
        stage=stage,
        soft_flags=verdicts.soft_count[keep],
        verdicts=verdicts,
        versions=responses.versions,
    )


# ---------------------------------------------------------------------------- scores
def scale_score(scale: Scale, values: Mapping[str, Array]) -> Array:
    """Mean (or sum) of the answered items where enough were answered, NaN elsewhere."""
    mean = mean_of([values[item.id] for item in scale.items], scale.min_valid)
    return mean * len(scale.items) if scale.scoring.method == "sum" else mean


def mean_of(columns: Sequence[Array], min_valid: int) -> Array:
    """Row means of the columns where at least `min_valid` have a value, NaN elsewhere."""
    table = np.array(columns)
    there = ~np.isnan(table)
    count = there.sum(axis=0)
    total = np.where(there, table, 0.0).sum(axis=0)
    enough = count >= max(min_valid, 1)
    return np.where(enough, total / np.maximum(count, 1), np.nan)


def centre(x: Array) -> Array:
    """`x` minus the mean of its values."""
    there = x[~np.isnan(x)]
    return x - there.mean() if there.size else x


def standardise(x: Array) -> Array:
    """`x` with mean 0 and standard deviation 1 (n - 1); NaN when it does not vary."""
    there = x[~np.isnan(x)]
    spread = there.std(ddof=1) if there.size > 1 else 0.0
    if spread == 0.0:
        return np.full_like(x, np.nan)
    return np.asarray((x - there.mean()) / spread)


# ----------------------------------------------------------------- derived variables
_COMPARE: Mapping[str, Callable[[Array, Array], NDArray[np.bool_]]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def evaluate(
    node: expressions.Node, values: Mapping[str, Array], questionnaire: Questionnaire
) -> Array:
    """Value of an expression for every respondent; missing where a part is missing.

    ``mean`` and ``sum`` need as many values as a scale of that length would
    (`fewest_valid`); a sum is scaled up from the mean. A division by zero is missing.
    """
    if isinstance(node, expressions.Number):
        return np.full(_length(values), node.value)
    if isinstance(node, expressions.Name):
        return values[node.name]
    if isinstance(node, expressions.Call):
        return _call(node, values, questionnaire)
    left = evaluate(node.left, values, questionnaire)
    right = evaluate(node.right, values, questionnaire)
    if node.sign in _COMPARE:
        known = ~np.isnan(left) & ~np.isnan(right)
        return np.where(known, _COMPARE[node.sign](left, right).astype(float), np.nan)
    if node.sign == "/":
        return np.divide(left, right, out=np.full_like(left, np.nan), where=right != 0)
    return {"+": left + right, "-": left - right, "*": left * right}[node.sign]


def _call(
    node: expressions.Call, values: Mapping[str, Array], questionnaire: Questionnaire
) -> Array:
    first = node.arguments[0]
    if node.function == "value":
        assert isinstance(first, expressions.Name)  # the parser lets nothing else pass
        return _worth(first.name, values[first.name], questionnaire)
    columns = [evaluate(argument, values, questionnaire) for argument in node.arguments]
    if node.function == "z":
        return standardise(columns[0])
    if node.function == "centre":
        return centre(columns[0])
    mean = mean_of(columns, fewest_valid(len(columns)))
    return mean * len(columns) if node.function == "sum" else mean


def _worth(name: str, codes: Array, questionnaire: Questionnaire) -> Array:
    """Number each answer stands for (years at the middle of a band); its code if none."""
    options = questionnaire.options_of(name)
    worth = np.array(codes, dtype=float)
    for option in options.options if options else ():
        if option.value is not None:
            worth[codes == option.code] = option.value
    return worth


def _length(values: Mapping[str, Array]) -> int:
    return len(next(iter(values.values())))
