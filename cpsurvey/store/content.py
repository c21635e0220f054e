"""One hash of a file as it was read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from cpsurvey import spool
from cpsurvey.coded import Coded
from cpsurvey.responses import Batch
from cpsurvey.spool import parts
from cpsurvey.store import blocks


def content_of(batch: Batch, ids: str | None, wave: str | None) -> str:
    """Hash of a file as it was read: its bytes, and what the study made of them."""
    heads, found = batch.heads, hashlib.sha256()
    for one in (
        batch.info.sha256,
        batch.info.questionnaire_sha256,
        batch.info.survey,
        ids,
        wave,
    ):
        found.update(json.dumps(one).encode())
    for part in _in_parts(heads.respondents):
        found.update(part)
    for more in (heads.stamps, [(r.row, r.column, r.rule) for r in batch.rejected]):
        found.update(json.dumps(more).encode())
    for numbers in (heads.rows, heads.states):
        for _, some in parts(numbers):
            found.update(some.astype(np.int64).tobytes())
    coded: dict[str, Coded[Any]] = {"by": heads.origins, "submitted": heads.submitted}
    coded |= {"language": heads.language, "seed": heads.seed}
    for name, column in (*coded.items(), *batch.columns.items()):
        found.update(json.dumps([name, list(map(blocks.plain, column.kinds))]).encode())
        for low in range(0, len(column), spool.PART):
            found.update(column.places(low, min(low + spool.PART, len(column))).tobytes())
    for given in batch.named.given if batch.named else ():
        found.update(repr((given.row, given.relation, given.named)).encode())
    return found.hexdigest()


def _in_parts(those: Iterable[str | None]) -> Iterator[bytes]:
    """A list as JSON."""
    one_by_one, between = iter(those), "["
    while some := list(islice(one_by_one, spool.PART)):
        yield (between + json.dumps(some)[1:-1]).encode()
        between = ", "
    yield b"[]" if between == "[" else b"]"
