"""From answers to scores: who is left out, reversal, scale scores, derived variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire, Study, expressions
from cpsurvey.design.questionnaire import Scale, fewest_valid
from cpsurvey.responses import Responses
from cpsurvey.results import Sample

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

    def matrix(self, names: Sequence[str]) -> Array:
        """Columns `names` as an (n, len(names)) array."""
        return np.column_stack([self.values[name] for name in names])

    def sample(self, used: NDArray[np.bool_], reason: str = "missing_value") -> Sample:
        """Sample of an analysis that keeps the rows `used`, a (n,) bool array."""
        kept = int(np.count_nonzero(used))
        dropped = dict(self.screened)
        if kept < self.n:
            dropped[reason] = self.n - kept
        return Sample(read=self.n + sum(self.screened.values()), used=kept, dropped=dropped)


def score(responses: Responses, study: Study) -> Scored:
    """Leave out who must be left out, reverse, score and derive.

    Scale scores are means (or sums scaled up from the mean) of the answered items where
    at least ``min_valid`` were answered. Composites need all their scales.
    Standardised scores use the analysed sample, with n - 1 in the variance.
    """
    keep, screened = screen(responses, study)
    raw = {name: column[keep] for name, column in responses.values.items()}
    questionnaire = study.questionnaire
    empty = np.full(int(keep.sum()), np.nan)
    values: dict[str, Array] = {
        **dict.fromkeys(questionnaire.items, empty),
        **{q.id: empty for q in questionnaire.questions if q.type != "text"},
        **raw,
    }
    for name, item in questionnaire.items.items():
        if item.reverse and name in raw:
            options = questionnaire.options_of(name)
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
        reasons={name: column[keep] for name, column in responses.reasons.items()},
        groups={name: column[keep] for name, column in responses.groups.items()},
        flow=responses.flow,
        screened=screened,
        n=int(keep.sum()),
        seconds={page: column[keep] for page, column in responses.seconds.items()},
        respondent=tuple(
            who for who, kept in zip(responses.respondent, keep, strict=True) if kept
        ),
    )


# ------------------------------------------------------------------- who is left out
def screen(responses: Responses, study: Study) -> tuple[NDArray[np.bool_], dict[str, int]]:
    """Rows to keep, and how many were left out by each rule, in the order of the rules."""
    keep = np.ones(responses.n, dtype=bool)
    lost: dict[str, int] = {}
    for reason, out in _rules(responses, study):
        hit = out & keep
        if hit.any():
            lost[reason] = int(hit.sum())
            keep &= ~out
    return keep, lost


def _rules(responses: Responses, study: Study) -> list[tuple[str, NDArray[np.bool_]]]:
    rules = study.file.screening
    share = answered_share(responses, study.questionnaire)
    found = [("no_answer", share == 0)]
    if rules.complete_only:
        found.append(("not_submitted", ~responses.complete))
    found.append(("too_few_answers", share < rules.min_answered))
    checks = study.questionnaire.attention_checks
    instructed = [c for c in checks if c.kind == "instructed" and c.id in responses.values]
    if instructed and rules.attention != "off":
        failed = np.array(
            [
                ~np.isin(responses.values[c.id], c.expected) & ~np.isnan(responses.values[c.id])
                for c in instructed
            ]
        )
        out = failed.any(axis=0) if rules.attention == "any" else failed.all(axis=0)
        found.append(("attention", out))
    if rules.self_report:
        for c in checks:
            if c.kind == "self_report" and c.id in responses.values:
                answer = responses.values[c.id]
                found.append(("self_report", ~np.isin(answer, c.expected) & ~np.isnan(answer)))
    return found


def answered_share(responses: Responses, questionnaire: Questionnaire) -> Array:
    """Share of the scale items of this export that each respondent answered."""
    columns = [
        responses.values[name] for name in questionnaire.items if name in responses.values
    ]
    if not columns:
        return np.zeros(responses.n)
    asked = [column for column in columns if not np.isnan(column).all()]
    if not asked:
        return np.zeros(responses.n)
    return np.asarray(np.mean(~np.isnan(np.array(asked)), axis=0))


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
