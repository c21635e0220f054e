"""Where the numbers come from (T26)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table


def provenance(found: Mapping[str, Any], words: Words) -> list[Table]:
    """Versions, hashes and seed; then one line per export file."""
    questionnaire = found["questionnaire"]
    packages = ", ".join(f"{name} {version}" for name, version in found["packages"].items())
    lines = [
        ("prov_version", found["cpsurvey"]),
        ("prov_python", found["python"]),
        ("prov_packages", packages),
        ("prov_questionnaire", f"{questionnaire['id']} {questionnaire['version']}"),
        ("prov_questionnaire_sha", questionnaire["sha256"]),
        ("prov_study_sha", found["study_sha256"]),
        ("prov_seed", str(found["seed"])),
    ]
    made = [
        Table(
            "T26-provenance",
            words("T26"),
            (Column("what", words("what"), "text"), Column("value", words("value"), "text")),
            tuple(Row((words(key), value)) for key, value in lines),
        )
    ]
    if found["sources"]:
        columns = (
            Column("file", words("file"), "text"),
            Column("reader", words("reader"), "text"),
            Column("encoding", words("encoding"), "text"),
            Column("rows", words("rows"), "int"),
            Column("accepted", words("accepted"), "int"),
            Column("quarantined", words("quarantined_n"), "int"),
            Column("sha256", words("sha256"), "text"),
        )
        made.append(
            Table(
                "T26b-sources",
                words("T26b"),
                columns,
                tuple(Row(tuple(s[c.key] for c in columns)) for s in found["sources"]),
            )
        )
    return made
