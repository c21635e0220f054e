"""What a file says, as it would be stored: who each row is of, and what stands beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, smallest
from cpsurvey.design import Study
from cpsurvey.design.study import SECONDS
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Batch, Kept
from cpsurvey.spool import Numbers
from cpsurvey.store import blocks, nameless, people
from cpsurvey.store.blocks import Versions
from cpsurvey.store.key import WHO, Key, Who

_NAMED = 1 << 16
"""People who are given their pseudonyms at once."""


def said_by(
    batch: Batch,
    number: int,
    who: Who | Numbers,
    alike: Who | Numbers,
    key: Key,
    wave: str | None,
) -> Versions:
    """Every row of a batch as it would be stored."""
    heads, n = batch.heads, len(batch.heads)
    waves = batch.columns.get(wave) if wave else None
    seeds = blocks.compact(heads.seed)
    return Versions(
        number,
        who=who,
        alike=alike,
        rows=heads.rows.astype(np.uint32, copy=False),
        facts={
            "wave": waves.map(_wave) if waves is not None else Coded.full("", n),
            "replaces": Coded.full(0, n),
            "state": counted(heads.states),
            "answered": counted(_answered(batch)),
            "submitted": heads.submitted,
            "by": heads.origins,
            "language": heads.language,
            "seed": Coded(_keyed(seeds.kinds, key), seeds.at),
        },
        cells=batch.columns,
    )


def _wave(cell: Kept) -> str:
    return str(cell) if isinstance(cell, str) else ""


def _keyed(seeds: Sequence[str], key: Key) -> list[str]:
    """What a platform drew, under the study's key: 16 hexadecimal digits, empty of none."""
    marks = key.pseudonyms([seed.rstrip() for seed in seeds], "\x00seed\x00")
    return [seed and one[:8].hex() for seed, one in zip(seeds, marks.tolist(), strict=True)]


def counted(those: NDArray[np.integer]) -> Coded[int]:
    """Small whole numbers, none below zero."""
    most = int(those.max(initial=0)) + 1
    return Coded(range(most), those.astype(smallest(most)))


def _answered(batch: Batch) -> NDArray[np.int32]:
    """Answers of each row to items, questions and checks."""
    found, everywhere = np.zeros(len(batch.heads), dtype=np.int32), 0
    for name, column in batch.columns.items():
        if name.startswith(SECONDS):
            continue
        answers = [isinstance(one, int | float) for one in column.kinds]
        if all(answers):
            everywhere += 1
        elif any(answers):
            found += np.array(answers, dtype=np.uint8)[column.at]
    return found + everywhere


def identify(
    db: sqlite3.Connection,
    study: Study,
    batch: Batch,
    key: Key,
    everybody: people.Known,
    *,
    same: bool,
    progress: Callable[[int], None] | None,
) -> tuple[Who | Numbers, Who | Numbers, tuple[Finding, ...]]:
    """Pseudonym and loose hash of every row."""
    where, survey, ids = batch.info.file, batch.info.survey, study.file.people.ids
    heads, there = batch.heads, nameless.places(batch.heads)
    at_once = len(heads) if everybody else _NAMED
    named = Numbers(WHO), Numbers(WHO)
    texts = (text for text in heads.respondents if text is not None)
    while some := list(islice(texts, at_once)):
        for whole, found in zip(
            named, people.identify(some, key, ids, everybody, where, survey), strict=True
        ):
            whole.append(found)
        if progress:
            progress(len(named[0]))
    if not len(there):
        return named[0].settled(), named[1].settled(), ()
    *rows, seen = nameless.identify(
        db,
        study.database,
        [heads.stamp(at) for at in there.tolist()],
        batch.as_told,
        there,
        key,
        everybody,
        survey=survey,
        same=same,
        where=where,
    )
    who, alike = (np.empty(len(heads), dtype=WHO) for _ in range(2))
    others = np.setdiff1d(np.arange(len(heads)), there, assume_unique=True)
    for all_, mine, theirs in zip((who, alike), named, rows, strict=True):
        all_[others], all_[there] = mine.array(), theirs
    return who, alike, seen
