"""All files of evidence of a questionnaire, read and put together."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cpsurvey.design import Questionnaire
from cpsurvey.design.evidence import TABLES, files
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding, Invalid
from cpsurvey.evidence import table
from cpsurvey.evidence.entries import WHO, Entry, entries, of
from cpsurvey.evidence.said import (
    CODES,
    JUDGEMENTS,
    Code,
    Interviewed,
    Judgement,
    OfItem,
    Rated,
    Said,
)

_CODES: dict[str, Code] = {one: one for one in CODES}


def read(folders: Sequence[Path], questionnaire: Questionnaire) -> Said:
    """What the files in these folders say of the items of a questionnaire.

    One expert has one name within a folder; equal names in two folders are two people. A file
    that lies in both is read once. Rows about another wording than that of now are counted,
    and nothing else.

    Raises
    ------
    Invalid
        CPS760 with everything that is wrong, file by file and line by line.
    """
    found: list[Entry] = []
    wrong: list[Finding] = []
    rows: Counter[str] = Counter()
    seen: set[str] = set()
    for at, folder in enumerate(folders):
        chosen, strange = _chosen(folder)
        wrong += strange
        for kind, file in chosen.items():
            if _again(file, seen):
                continue
            some, bad = entries(table.read(file, folder, kind), kind, str(at), questionnaire)
            found += some
            wrong += bad
            rows[kind] += len(some)
    if wrong:
        raise Invalid("CPS760", f"the evidence of {questionnaire.id}", wrong)
    return _together(found, questionnaire, rows)


def _again(file: Path, seen: set[str]) -> bool:
    """Whether the same bytes were read from another folder."""
    try:
        if not file.is_file() or not 0 < file.stat().st_size <= table.LARGEST:
            return False
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return False  # said when it is read
    new = digest not in seen
    seen.add(digest)
    return not new


def _chosen(folder: Path) -> tuple[dict[str, Path], list[Finding]]:
    """Kind of evidence -> its file; files that are none, and files of one kind twice."""
    chosen: dict[str, Path] = {}
    wrong: list[Finding] = []
    for file in files(folder):
        kind, name = file.stem.casefold(), table.called(file, folder)
        if kind not in TABLES:
            wrong.append(
                Finding(
                    "no_evidence",
                    "error",
                    name,
                    "no file of evidence has this name, so it would not be read",
                    f"{did_you_mean(kind, TABLES)}; or put the file elsewhere",
                )
            )
        elif kind in chosen:
            wrong.append(
                Finding(
                    "evidence_twice",
                    "error",
                    name,
                    f"a second file of {kind}, beside {chosen[kind].name}",
                    "put all rows into one of the two, and the other elsewhere",
                )
            )
        else:
            chosen[kind] = file
    return chosen, wrong


def _together(found: list[Entry], questionnaire: Questionnaire, rows: Counter[str]) -> Said:
    scale = {item: one.id for item, one in questionnaire.scale_of.items()}
    people: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    days: dict[tuple[str, str, str], str] = {}
    earlier: Counter[tuple[str, str, str]] = Counter()
    unsaid: Counter[str] = Counter()
    counting: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in found:
        about = (entry.kind, scale[entry.item], entry.language)
        if entry.now is False:
            earlier[about] += 1
            continue
        unsaid[entry.kind] += entry.now is None
        # of a translation nobody is named: its items are counted
        people[about].add(entry.who if WHO[entry.kind] else entry.item)
        days[about] = max(days.get(about, ""), entry.day)
        counting[entry.item, entry.language].append(entry)
    return Said(
        items={key: _of_item(some) for key, some in counting.items()},
        people={about: len(names) for about, names in people.items()},
        days={about: day for about, day in days.items() if day},
        earlier=dict(earlier),
        unsaid={kind: count for kind, count in unsaid.items() if count},
        rows=dict(rows),
    )


def _of_item(some: Sequence[Entry]) -> OfItem:
    ratings = list(of(some, "ratings"))
    told = {entry.said[0] for entry in of(some, "backtranslation")}
    judged: list[Judgement] = [one for one in JUDGEMENTS if one in told]
    return OfItem(
        rated=Rated(_ratings(ratings, 0), _ratings(ratings, 1)),
        constructs=dict(Counter(entry.said[0] for entry in of(some, "sorting"))),
        interviewed=_interviewed(of(some, "interviews")),
        back=judged[-1] if judged else None,
    )


def _ratings(some: Iterable[Entry], at: int) -> tuple[int, ...]:
    return tuple(sorted(int(entry.said[at]) for entry in some if entry.said[at]))


def _interviewed(some: Iterator[Entry]) -> Interviewed:
    codes: Counter[Code] = Counter()
    people: set[str] = set()
    troubled: set[str] = set()
    for entry in some:
        codes[_CODES[entry.said[0]]] += 1
        people.add(entry.who)
        if entry.said[0] != "ok":
            troubled.add(entry.who)
    return Interviewed(len(people), len(troubled), dict(codes))
