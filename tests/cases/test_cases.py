"""Small inputs on which cpsurvey fell short: what must come of each.

The inputs lie in ``../shared/cases`` and are not copied; each has a README that says why.
A table of all of them stands at the end of the test output. Checks are about outcomes
(people, values, statuses) and hardly about wording.
"""

from __future__ import annotations

import shlex

import pytest
from cases import data_cases, trust_cases
from cases.came import CASES, Came, copied

from cpsurvey.errors import Exit

pytestmark = [
    pytest.mark.needs_shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here"),
]
SEVERAL_FILES = ("ids_lost_zeros", "older_partial_after_complete", "same_row_twice_no_id")
INTAKE = [(name, False) for name in data_cases.CHECKS]
INTAKE += [(name, True) for name in data_cases.CHECKS if name in SEVERAL_FILES]
LATER = sorted(
    file.parent.name
    for file in CASES.glob("models/*/command")
    if f"models/{file.parent.name}" not in trust_cases.CHECKS
)


@pytest.fixture
def came(tmp_path, capsys, record_property):
    """Run a check on a copy; its line of the table is kept whatever comes."""

    def go(name, expected, check, label=""):
        one = Came(copied(name, tmp_path), capsys)
        try:
            check(one)
        finally:
            record_property("case", (name + label, expected, one.brief()))

    return go


@pytest.mark.parametrize(("name", "one_by_one"), INTAKE)
def test_intake(came, name, one_by_one):
    expected, check = data_cases.CHECKS[name]

    def run(one: Came):
        one.ingest(one_by_one=one_by_one)
        check(one)

    came(f"intake/{name}", expected, run, " (one by one)" if one_by_one else "")


@pytest.mark.parametrize("name", trust_cases.CHECKS)
def test_other(came, name):
    expected, check = trust_cases.CHECKS[name]
    came(name, expected, check)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", LATER)
def test_models_of_later_issues(came, name, monkeypatch):
    """Their numbers are for later; a crash or an unknown status is not."""

    def run(one: Came):
        monkeypatch.chdir(one.folder)
        for command in (one.folder / "command").read_text("utf-8").split("&&"):
            words = [word for word in shlex.split(command) if word not in ("--study", ".")]
            one.run(*words[1:])
        assert set(one.statuses) <= set(Exit) - {Exit.BUG}

    came(f"models/{name}", "(later) a documented status, no traceback", run)
