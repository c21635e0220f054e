"""Runs a small study as its owner would, and reads back what is stored."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from conftest import SHARED

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import Exit
from cpsurvey.responses import Responses
from cpsurvey.store import open_store

CASES = SHARED / "cases"
REFUSED = {Exit.DATA_REJECTED, Exit.NO_INPUT, Exit.INVALID_STUDY}
"""A refusal by name."""
QUESTIONNAIRE_STUDY = """\
study: {id: small, title: {en: Small, fr: Petit}, seed: 1, simulated: true}
questionnaire: cop-callcentre-0.1.0
sources: [{path: data/*.csv}]
analyses: [{kind: flow}, {kind: respondents}, {kind: reliability, bootstrap: 0}]
report: {formats: [csv], languages: [en]}
privacy: {key_file: key}
"""


@dataclass
class Came:
    """What became of a case: exit statuses, words, people."""

    folder: Path
    capsys: Any
    status: int = -1
    said: str = ""
    statuses: list[int] = field(default_factory=list)

    def run(self, *argv: str) -> int:
        """One command on the study; its words are gathered, a crash is status 1."""
        try:
            self.status = funnel.run([*argv, *self.option])
        except Exception as error:  # noqa: BLE001  what the user would see as a traceback
            self.status = Exit.BUG
            self.said += f"error: Traceback ({type(error).__name__})\n"
        self.statuses.append(int(self.status))
        out, err = self.capsys.readouterr()
        self.said += f"{out}{err}"
        return self.status

    @property
    def option(self) -> list[str]:
        """Names the study, where the case is one."""
        return ["--study", str(self.folder)] if (self.folder / "study.yaml").is_file() else []

    def ingest(self, *, one_by_one: bool = False) -> None:
        """All files at once; or as they come, one after the other."""
        if one_by_one:
            for file in sorted((self.folder / "data").iterdir()):
                self.run("ingest", str(file))
        self.run("ingest")

    @property
    def responses(self) -> Responses | None:
        """Everybody's current answers; nothing where there is no store to open."""
        if not (self.folder / "study.db").is_file():
            return None
        study = load_study(self.folder)
        with open_store(study) as store:
            return store.responses(study.questionnaire)

    @property
    def rows(self) -> list[tuple[int, int, int]]:
        """Rows, accepted and quarantined of each file that is stored."""
        with open_store(load_study(self.folder)) as store:
            return [(one.rows, one.accepted, one.quarantined) for one in store.batches()]

    @property
    def n(self) -> int:
        """People stored."""
        return self.responses.n if self.responses else 0

    def values(self, *names: str) -> list[tuple[float | None, ...]]:
        """Each person's answers to some questions, sorted: pseudonyms have no order."""
        found = self.responses
        if found is None:
            return []
        columns = [found.values.get(name, np.full(found.n, np.nan)) for name in names]
        people = [
            tuple(None if np.isnan(v) else float(v) for v in one)
            for one in zip(*columns, strict=True)
        ]
        return sorted(people, key=lambda one: [(v is None, v or 0) for v in one])

    def says(self, *words: str) -> bool:
        """Whether any of the words was said, in any case."""
        return any(word.casefold() in self.said.casefold() for word in words)

    def brief(self) -> str:
        """For the table: statuses, people, the first warning or error."""
        lines = [line.strip() for line in self.said.splitlines()]
        loud = [line for line in lines if line.startswith(("error", "warning"))]
        words = (loud or ["no warning"])[0].replace(str(self.folder.parent), "")
        return f"exit {self.statuses}, {self.n} people; {words[:100]}"


def copied(case: str, place: Path) -> Path:
    """A copy that may be written; the originals are read-only."""
    folder = place / Path(case).name
    folder.mkdir()
    for file in (CASES / case).rglob("*"):
        target = folder / file.relative_to(CASES / case)
        if file.is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(file, target)
    return folder
