"""Values of SQL statements: those with a number in their place are refused by Python 3.14."""

import re
from pathlib import Path

import cpsurvey

ROOT = Path(cpsurvey.__file__).parent


def test_no_statement_numbers_its_values():
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sorted(ROOT.rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if re.search(r"(=|,|\(|VALUES)\s*\?\d", line)
    ]
    assert found == []
