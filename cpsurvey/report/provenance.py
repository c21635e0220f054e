"""Where the numbers come from (T26)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.report import provenance_words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words


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
        *_reasons((found.get("kpi") or {}).get("reasons"), words),
        *([("prov_plan_sha", found["plan_sha256"])] if found["plan_sha256"] else []),
    ]
    made = [
        Table(
            "T26-provenance",
            words(provenance_words.T26),
            (
                Column("what", words(provenance_words.WHAT), "text"),
                Column("value", words(provenance_words.VALUE), "text"),
            ),
            tuple(Row((words(key), value)) for key, value in lines),
        )
    ]
    if found["sources"]:
        made.append(_files("T26b", "sources", found["sources"], words))
    if indicators := (found.get("kpi") or {}).get("files"):
        made.append(_files("T26c", "indicators", indicators, words))
    return made


def _files(number: str, name: str, files: Sequence[Mapping[str, Any]], words: Words) -> Table:
    columns = (
        Column("file", words(provenance_words.FILE), "text"),
        *(
            [Column("reader", words(provenance_words.READER), "text")]
            if "reader" in files[0]
            else []
        ),
        Column("encoding", words(provenance_words.ENCODING), "text"),
        Column("rows", words(provenance_words.ROWS), "int"),
        Column("accepted", words(provenance_words.ACCEPTED), "int"),
        Column("quarantined", words(provenance_words.QUARANTINED_N), "int"),
        Column("sha256", words(provenance_words.SHA256), "text"),
    )
    rows = tuple(Row(tuple(file[c.key] for c in columns)) for file in files)
    return Table(f"{number}-{name}", words(number), columns, rows)


def _reasons(found: Mapping[str, Any] | None, words: Words) -> list[tuple[str, str]]:
    """The reason map of the indicators, where there is one."""
    if found is None:
        return []
    said = words(
        provenance_words.PROV_REASONS_DECIDED,
        id=found["id"],
        release=found["version"],
        decided=found["decided"],
    )
    return [("prov_reasons", said), ("prov_reasons_sha", found["sha256"])]
