"""The methods of an article: what kinds say was done, and what the run itself knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from cpsurvey.report import asked, imputation, people, plan_words
from cpsurvey.report import columns as c
from cpsurvey.report import plan as planned
from cpsurvey.report.article import words as w
from cpsurvey.report.article.gathered import Gathered
from cpsurvey.report.article.hooks import Topic
from cpsurvey.report.document import Section, Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

Block = Text | Table
LONG = 700
"""Characters after which a paragraph ends."""


def sections(results: ResultSet, found: Gathered, words: Words) -> Iterator[Section]:
    """A section per topic that has something to say."""
    own = {
        "design": design,
        "sample": sample,
        "instrument": instrument,
        "plan": plan,
        "software": software,
    }
    for topic in get_args(Topic):
        blocks: list[Block] = [*own[topic](results, words)] if topic in own else []
        said = [
            paragraph
            for lines in found.paragraphs.get(topic, {}).values()
            for paragraph in _paragraphs(lines)
        ]
        if not said and not blocks and topic in w.NOTHING:
            said = [words(w.NOTHING[topic])]
        if topic == "missing":
            said += imputed(results, words)
        if topic == "analysis" and found.silent:
            said.append(words(w.ALSO, names=found.silent))
        blocks += map(Text, said)
        if blocks:
            yield Section(topic, words(w.TOPICS[topic]), tuple(blocks), words(w.METHOD))


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Sentences put together until a paragraph is long enough."""
    said: list[str] = []
    for line in lines:
        said.append(line)
        if sum(map(len, said)) > LONG:
            yield " ".join(said)
            said = []
    if said:
        yield " ".join(said)


def _read(results: ResultSet) -> bool:
    """Whether anybody has answered."""
    return bool(results.provenance.get("sources")) or any(
        one.sample.read for one in results.results
    )


def imputed(results: ResultSet, words: Words) -> Iterator[str]:
    """In how many analyses what respondents lacked was imputed, and how; once for all kinds."""
    told = [told for one in results.results if (told := [*imputation.found(one.data)])]
    if told:
        sets = min(one.sets for many in told for one in many)
        yield words(w.IMPUTED, count=len(told), sets=sets)


def design(results: ResultSet, words: Words) -> Iterator[Text]:
    """Waves, days, and what the answers were read from."""
    study, said = results.study, []
    asked_ = {"id": study["questionnaire"]["id"], "version": study["questionnaire"]["version"]}
    waves = max(
        (len(r.data.waves) for r in results.results if r.kind == "waves" and r.data), default=1
    )
    said.append(
        words(w.WAVES, count=waves, **asked_) if waves > 1 else words(w.ONE_WAVE, **asked_)
    )
    if study["simulated"]:
        said.append(words(w.SIMULATED))
    if not _read(results):
        yield Text(" ".join([*said, words(w.BEFORE)]))
        return
    days = study.get("answered") or {}
    if days.get("since") and days.get("until"):
        since, until = days["since"], days["until"]
        said.append(
            words(w.DAY, since=since)
            if since == until
            else words(w.DAYS, since=since, until=until)
        )
    readers = list(dict.fromkeys(s["reader"] for s in results.provenance.get("sources") or ()))
    if readers:
        said.append(words(w.READERS, readers=readers))
    if not study["simulated"]:
        said.append(words(w.NOT_RANDOM))
    yield Text(" ".join(said))


def sample(results: ResultSet, words: Words) -> Iterator[Text]:
    """Response and groups."""
    if not _read(results):
        return
    study, said = results.study, []
    answered = people.answered(results)
    invited = study.get("invited")
    if invited and invited >= answered:
        share = words.number(answered / invited, "percent")
        said.append(words(w.RESPONSE, answered=answered, invited=invited, share=share))
    else:
        said.append(words(w.NOT_INVITED))
    groups = study.get("groups") or {}
    named = [words(w.IN_GROUPS[role], n=n) for role, n in groups.items() if role in w.IN_GROUPS]
    if named:
        said.append(words(w.GROUPS, groups=", ".join(named)))
    if not any(r.sample.used for r in results.results):
        said.append(words(w.NOBODY))
    yield Text(" ".join(said))
    yield from asked.in_short(study.get("held") or {}, words)


def instrument(results: ResultSet, words: Words) -> Iterator[Text]:
    """Status of the wording, languages."""
    study = results.study
    said = []
    status = study["questionnaire"].get("status_label") or {}
    if status:
        said.append(words(w.STATUS, text=words.pick(status)))
    if said:
        yield Text(" ".join(said))


def plan(results: ResultSet, words: Words) -> Iterator[Block]:
    """What was declared; deviations as planned, done, why, and what they change."""
    found = results.provenance.get("plan")
    hypotheses = [r for r in results.results if r.kind == "hypotheses" and r.data]
    if not any(r.data.hypotheses for r in hypotheses):
        yield Text(words(w.NO_HYPOTHESES))
    if not found:
        yield Text(words(w.NO_PLAN))
        yield from planned.before_now(results.provenance, words)
        return
    for block in planned.plan(results.provenance, words):
        if isinstance(block, Text):
            yield block
    rows = found["deviations"]
    if rows:
        yield Text(words(w.DEVIATED, count=len(rows)))
        yield deviations(rows, words)


Row = Mapping[str, Any]
_EFFECTS: dict[str, w.Effect] = {
    "analysis_added": "added",
    "analysis_removed": "removed",
    "analysis_changed": "changed",
    "hypothesis_added": "added",
    "hypothesis_removed": "withdrawn",
    "hypothesis_changed": "changed",
}
_OTHERS: dict[str, w.Effect] = {"kpi": "changed", "evidence": "none"}
"""Sections of the study file that not every hypothesis rests on."""


def _effect(row: Row) -> w.Effect:
    """What a deviation does to verdicts, as hypotheses are judged."""
    if row["what"] == "other_changed":
        return _OTHERS.get(str(row["name"]).partition(".")[0], "all")
    return _EFFECTS.get(row["what"], "all")


def deviations(rows: Sequence[Row], words: Words) -> Table:
    """Every deviation in the form of Willroth and Atherton."""
    columns: list[c.Column[Row]] = [
        c.Column(
            "what",
            plan_words.DEVIATION,
            "text",
            at=lambda row: words(plan_words.WHAT[row["what"]]),
        ),
        c.Column("name", plan_words.WHERE, "text"),
        c.Column("before", w.PLANNED, "text", at=lambda row: planned.value(row, "before")),
        c.Column("now", w.DONE, "text", at=lambda row: planned.value(row, "now")),
        c.Column(
            "reason", w.REASON, "text", at=lambda row: row.get("reason") or words(w.NOT_SAID)
        ),
        c.Column("effect", w.READING, "text", at=lambda row: words(w.EFFECTS[_effect(row)])),
    ]
    notes = [] if all(row.get("reason") for row in rows) else [words(w.REASONS_NOTE)]
    return c.table("T0b-article", words(w.DEVIATIONS), columns, rows, words, notes)


def software(results: ResultSet, words: Words) -> Iterator[Text]:
    """Program, libraries, engine, and the standard that this text follows."""
    found = results.provenance
    said = []
    if found.get("cpsurvey"):
        packages = [f"{name} {version}" for name, version in found["packages"].items()]
        versions = {"version": found["cpsurvey"], "python": found["python"]}
        said.append(words(w.PROGRAM, packages=", ".join(packages), **versions))
    if any(r.fit for r in results.results):
        said.append(words(w.ENGINE))
    said += [words(w.CITE), words(w.STANDARD)]
    yield Text(" ".join(said))
