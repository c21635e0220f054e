"""What a run loads: what it uses, since a short one mostly waits for modules."""

import subprocess
import sys
from pathlib import Path

import pytest

from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_study
from tests.conftest import STUDY, answers

PLAN = "analyses:\n  - kind: flow\n  - {kind: items, scales: [help]}\n"
UNUSED = (
    *("pandas", "statsmodels", "semopy", "openpyxl", "cpsurvey.intake", "cpsurvey.sem.fit"),
    *(
        "cpsurvey.store.keep",
        "cpsurvey.store.migrate",
        "cpsurvey.cli.ingest",
        "cpsurvey.seen.read",
    ),
)
"""Of no use to a run of answers that were ingested before."""
TO_WRITE = ("matplotlib", "jinja2", "docx", "cpsurvey.report.write", "cpsurvey.report.chapter")
"""Of no use where the same report was written before."""


@pytest.fixture
def study(tiny, write):
    """A study analysed once."""
    write("study.yaml", STUDY.replace("analyses:\n  - kind: flow\n", PLAN))
    write("data/answers.csv", answers(30))
    ingest(load_study(Path(tiny)))
    loaded(Path(tiny))  # a command of its own: how libraries count is part of what is kept
    return Path(tiny)


def loaded(study):
    """Modules that are there after another run."""
    code = (
        "import sys; from cpsurvey import parallel; from cpsurvey.cli import funnel\n"
        "parallel.cores = lambda: 1\n"  # a child's modules are not seen here
        "status = funnel.run(['analyze', '--study', sys.argv[1], '--quiet'])\n"
        "print(status, *sys.modules)"
    )
    command = [sys.executable, "-c", code, str(study)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    status, *modules = done.stdout.splitlines()[-1].split()
    assert status == "0"
    return set(modules)


def of_kinds(modules, file):
    """Kinds of whose folder this file is loaded."""
    parts = [name.split(".") for name in modules if name.startswith("cpsurvey.kinds.")]
    return {kind for _, _, kind, *rest in parts if rest == [file]}


def test_what_was_found_before_loads_neither_what_reads_nor_what_writes(study):
    modules = loaded(study)
    assert not {*UNUSED, *TO_WRITE} & modules
    assert of_kinds(modules, "options") | of_kinds(modules, "data") == {"flow", "items"}
    assert not of_kinds(modules, "words")


def test_another_title_loads_what_shows_the_kinds_of_the_study_and_no_other(study):
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("Tiny study", "Small study"), "utf-8")
    modules = loaded(study)
    assert not {*UNUSED} & modules
    assert {*TO_WRITE} - {"docx", "jinja2"} < modules
    assert of_kinds(modules, "data") == of_kinds(modules, "show") == {"flow", "items"}


LATE = ("scipy.optimize", "scipy.sparse", "scipy.stats", "pandas", "statsmodels", "pingouin")
"""Loaded by who uses them: before processes part, each costs the whole run its time."""
ASKED_FOR = {"ergm", "power"}
"""Kinds that need one of them for all they do."""


def test_what_runs_an_analysis_loads_heavy_libraries_when_it_uses_them():
    code = (
        "import sys; from cpsurvey import kind\n"
        f"runners = [k.runner() for n, k in kind.found().items() if n not in {ASKED_FOR}]\n"
        f"print(len(runners), *({set(LATE)} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    count, *loaded_early = done.stdout.split()
    assert int(count) > 30
    assert loaded_early == []
