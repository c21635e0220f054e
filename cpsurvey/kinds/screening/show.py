"""Who answered carefully (T3, a picture), and the main model of more and of fewer people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpsurvey.kinds.screening import stage_tables
from cpsurvey.kinds.screening import words as w
from cpsurvey.kinds.screening.data import Rule, Screening
from cpsurvey.kinds.screening.figure import rule_name
from cpsurvey.kinds.screening.figure import screening as picture
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study, caveats
from cpsurvey.report.rounding import DASH
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Result


def short(result: Result[Screening], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    yield from words.lead(
        w.IN_SHORT,
        careless=data.answered - data.soft,
        answered=data.answered,
        hard=data.answered - data.hard,
        soft=data.hard - data.soft,
    )


def show(results: Sequence[Result[Screening]], words: Words, study: Study) -> Sequence[Block]:
    """T3, its picture, and the main model with more and with fewer respondents."""
    blocks: list[Block] = []
    k = int(study["k"])
    for result in results:
        said = replace(result, caveats=[_in_words(one, words) for one in result.caveats])
        blocks += caveats(said, words)
        if result.done:
            blocks.append(rules(result.data, words, k))
            blocks += added(result.data, words, k)
            drawn = picture(result, words, k)
            blocks += [drawn] if drawn else []
            blocks += stage_tables.tables(result.data, words)
    return blocks


def _in_words(caveat: Caveat, words: Words) -> Caveat:
    """Stage and reason of a sample that could not be used, by their names."""
    if caveat.code != "screened_not_fitted":
        return caveat
    stage = next(one for name, one in w.STAGES.items() if name == caveat.values["stage"])
    reason = str(caveat.values["reason"])
    known = x.NOT_READ.get(reason)
    values = {
        "sample": words(stage).lower(),
        "reason": words(known) if known else words(w.NOT_FITTED, code=reason),
    }
    return replace(caveat, values=values)


def rules(data: Screening, words: Words, k: int) -> Table:
    """T3: rule by rule, hard ones first."""

    def name(rule: Rule) -> str:
        return rule_name(rule, words)

    def limit(rule: Rule) -> str:
        return threshold(rule, words)

    def judged(rule: Rule) -> int:
        return 0 if rule.reason else rule.judged

    def flagged(rule: Rule) -> int | None:
        return None if rule.reason else rule.flagged

    def share(rule: Rule) -> float | None:
        return rule.flagged / rule.judged if judged(rule) else None

    def excluded(rule: Rule) -> int | None:
        return None if rule.reason else rule.excluded

    columns: list[c.Column[Rule]] = [
        c.Column("rule", x.RULE, "text", at=name),
        c.Column("threshold", w.THRESHOLD, "text", at=limit),
        c.Column("judged", w.JUDGED, "int", at=judged),
        c.Column("flagged", w.N_FLAGGED, "int", at=flagged),
        c.Column("share", x.PERCENT, "percent", at=share),
        c.Column("excluded", w.N_EXCLUDED, "int", at=excluded),
    ]
    rows: list[Rule | c.Heading | c.Foot] = []
    soft = w.SOFT_RULES_ONE if data.soft_limit == 1 else w.SOFT_RULES
    for hard, heading in ((True, w.HARD_RULES), (False, soft)):
        if lines := [rule for rule in data.rules if rule.hard is hard]:
            rows += [c.Heading(words(heading, limit=data.soft_limit)), *lines]
    rows += _totals(data, words)
    notes = _notes(data, words, k)
    return c.table("T3-screening", words(w.T3), columns, rows, words, notes)


def added(data: Screening, words: Words, k: int) -> list[Table]:
    """T3a: what each rule finds that the others do not; nothing where none found enough."""

    def name(rule: Rule) -> str:
        return rule_name(rule, words)

    def alone(rule: Rule) -> int | None:
        return None if rule.overlap is None else rule.flagged - rule.overlap

    lines = [rule for rule in data.rules if rule.flagged and not rule.reason]
    if all(rule.overlap is None for rule in lines):
        return []
    columns: list[c.Column[Rule]] = [
        c.Column("rule", x.RULE, "text", at=name),
        c.Column("flagged", w.N_FLAGGED, "int"),
        c.Column("alone", w.ALONE, "int", at=alone),
        c.Column("overlap", w.ALSO_OTHER, "int"),
        c.Column("beyond", w.BEYOND, "int"),
        c.Column("decides", w.DECIDES, "int"),
    ]
    notes = [words(w.ADDED_NOTE, k=k)]
    return [c.table("T3a-screening-added", words(w.T3A), columns, lines, words, notes)]


def _notes(data: Screening, words: Words, k: int) -> Iterator[str]:
    yield words(w.NOTE, answered=data.answered)
    whys = (
        f"{rule_name(rule, words)} ({words(w.WHY[rule.reason])})"
        for rule in data.rules
        if rule.reason
    )
    if said := words.semicolon.join(whys):
        yield words(w.NOT_JUDGED, rules=said)
    if any(rule.overlap is None and not rule.reason for rule in data.rules):
        yield words(w.SMALL, k=k)
    if any(not rule.hard for rule in data.rules):
        yield words(w.GONE if data.stage == "soft" else w.KEPT)


def threshold(rule: Rule, words: Words) -> str:
    """From where on a rule counts, in words."""
    shown = {name: _plain(value, name, words) for name, value in rule.threshold.items()}
    key: str = rule.rule
    if key == "attention" and not shown:
        return ""
    if key == "attention" and (rule.threshold.get("count") or 1) > 1:
        key = "attention_all"
    if key == "reversed_pairs" and "pairs" not in shown:
        key = "reversed_pairs_none"
    return words(w.THRESHOLDS[key], **shown)


def _plain(value: float | None, name: str, words: Words) -> str | int:
    """A threshold as the study file writes it."""
    if value is None:
        return DASH
    if name in ("count", "pages", "pairs"):
        return int(value)
    text = f"{100 * value if name == 'share' else value:g}"
    if words.language == "fr":
        return text.replace(".", ",")
    return text.replace("0.", ".", 1) if name in ("p", "value") else text


def _totals(data: Screening, words: Words) -> Iterator[c.Foot]:
    """How many break a hard rule, enough soft ones, or either."""
    careless = [line for line in data.flags if line.flags >= data.soft_limit]
    soft = sum(line.n for line in careless)
    kept = sum(line.n - line.hard for line in careless)
    hard = data.answered - data.hard
    gone = data.stage == "soft"
    for name, n, out in (
        (words(w.ANY_HARD), hard, hard),
        (words(w.SOFT_OR_MORE, limit=data.soft_limit), soft, soft if gone else soft - kept),
        (words(w.HARD_OR_SOFT), hard + kept, hard + kept if gone else hard),
    ):
        yield c.Foot(
            {
                "rule": name,
                "threshold": "",
                "judged": data.answered,
                "flagged": n,
                "share": n / (data.answered or 1),
                "excluded": out,
            }
        )
