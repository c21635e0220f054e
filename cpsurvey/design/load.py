"""Find, read and check questionnaire and study files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpsurvey.design import (
    begun,
    checks,
    chosen_items,
    evidence,
    evidence_seen,
    kpi,
    outside,
    replaces,
    validate,
    waves,
    yaml,
)
from cpsurvey.design.questionnaire import Questionnaire, spoken
from cpsurvey.design.requests import requests
from cpsurvey.design.study import NONE, Study, StudyFile
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding, Invalid

STUDY_FILE = "study.yaml"
_VERSION = re.compile(r"version:\s*['\"]?([0-9A-Za-z.-]+)")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire with its file and the hash of its content."""

    file: Path
    questionnaire: Questionnaire
    sha256: str
    document: yaml.Document
    before: Instrument | None = None
    """The version that this one replaces, where it is there."""


def content_sha256(data: Any) -> str:
    """Hash of what a file says, whatever its comments and layout."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def shipped_folder() -> Path:
    """Folder of the questionnaires that come with cpsurvey."""
    package = Path(__file__).parents[1]
    inside = package / "questionnaires"  # in a wheel
    return inside if inside.is_dir() else package.parent / "questionnaires"


def docs_folder() -> Path:
    """Folder of the pages that come with cpsurvey, as Markdown."""
    package = Path(__file__).parents[1]
    inside = package / "docs"  # in a wheel
    return inside if inside.is_dir() else package.parent / "docs"


def shipped() -> dict[str, Path]:
    """Name -> file of every shipped questionnaire; earlier versions have theirs in the name."""
    return {file.stem: file for file in sorted(shipped_folder().glob("*.yaml"))}


def _pinned() -> dict[str, Path]:
    """The same, and the newest versions by a name that says which version they are."""
    files = shipped()
    return {f"{name}-{version_in(file)}": file for name, file in files.items()} | files


def version_in(file: Path) -> str:
    """Version of a questionnaire file, without reading all of it."""
    with file.open(encoding="utf-8") as lines:
        found = next((m for line in lines if (m := _VERSION.match(line))), None)
    return found[1] if found else ""


def load_questionnaire(name: str, *, folder: Path | None = None, where: str = "") -> Instrument:
    """Read and check a questionnaire.

    Parameters
    ----------
    name : str
        Name of a shipped questionnaire, or a path.
    folder : Path, optional
        Folder a relative path starts from.
    where : str
        Place that named it, for messages.

    Raises
    ------
    CpsurveyError
        CPS007 unknown name, CPS011 invalid, or those of `yaml.read`.
    """
    if (known := _pinned().get(name)) is not None:
        file = known
    elif name.endswith((".yaml", ".yml")):
        file = (folder or Path()) / name
    else:
        raise CpsurveyError(
            "CPS007",
            f"no questionnaire is called '{name}'",
            where=where or None,
            fix=f"{did_you_mean(name, shipped())}; or give the path of a .yaml file",
        )
    document = yaml.read(file)
    questionnaire, findings = validate.build(
        Questionnaire, document.data, document, languages=spoken(document.data)
    )
    before = None
    if questionnaire is not None:
        before = _before(questionnaire, file)
        findings = [
            *checks.check(questionnaire, document),
            *replaces.check(questionnaire, before.questionnaire if before else None, document),
        ]
    if questionnaire is None or any(finding.severity == "error" for finding in findings):
        raise Invalid("CPS011", f"the questionnaire {file}", findings)
    return Instrument(file, questionnaire, content_sha256(document.data), document, before)


def _before(questionnaire: Questionnaire, file: Path) -> Instrument | None:
    """The version that a questionnaire replaces: beside its file, or shipped."""
    if questionnaire.replaces is None:
        return None
    name = f"{questionnaire.id}-{questionnaire.replaces.version}"
    beside = file.with_name(f"{name}.yaml")
    if beside.is_file() and beside != file:
        return load_questionnaire(str(beside))
    return load_questionnaire(name) if name in shipped() and name != file.stem else None


def _as_begun(named: str, folder: Path, where: str) -> tuple[str, list[Finding]]:
    """The name of the version that a study was begun with, where it names none.

    Raises
    ------
    CpsurveyError
        CPS024 its answers are read with several versions, or with one that is not there.
    """
    if named not in shipped():
        return named, []
    now = version_in(shipped()[named])
    found = begun.versions(folder, named) - {now}
    if not found:
        return named, []
    there = {one for one in found if f"{named}-{one}" in shipped()}
    if len(found) > 1 or found != there or now in begun.versions(folder, named):
        several = ", ".join(sorted(begun.versions(folder, named)))
        raise CpsurveyError(
            "CPS024",
            f"answers of this study are read with version {several} of '{named}', and it does "
            "not say which one it means",
            where=where,
            fix=f"name one: 'questionnaire: {named}-{now}', or another",
        )
    (version,) = found
    remark = Finding(
        "begun_with",
        "note",
        where,
        f"its answers were given to version {version} of '{named}', and it goes on with that "
        f"one; the newest is {now}",
        f"write 'questionnaire: {named}-{version}' to say so, or '{named}-{now}' to go over to "
        "it: answers to both are then read by the list of what changed",
    )
    return f"{named}-{version}", [remark]


def find_study(start: Path | None) -> Path:
    """Study file that `start` names, or the nearest one upwards from here.

    Raises
    ------
    CpsurveyError
        CPS006 none was found, CPS001 the named one does not exist.
    """
    if start is not None:
        if start.is_dir():
            if (start / STUDY_FILE).is_file():
                return start / STUDY_FILE
            raise CpsurveyError(
                "CPS006",
                f"there is no {STUDY_FILE} in this folder",
                where=str(start),
                fix="name the study folder, or make one with 'cpsurvey init DIR'",
            )
        if start.is_file():
            return start
        raise CpsurveyError(
            "CPS001",
            "there is no such study",
            where=str(start),
            fix="check the path, or make a study with 'cpsurvey init DIR'",
        )
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / STUDY_FILE).is_file():
            return folder / STUDY_FILE
    raise CpsurveyError(
        "CPS006",
        f"there is no {STUDY_FILE} here or in any folder above",
        where=str(here),
        fix="give '--study DIR', or make a study with 'cpsurvey init DIR'",
    )


def load_study(start: Path | None = None, *, reasons: bool = True) -> Study:
    """Read and check a study and its questionnaire.

    Parameters
    ----------
    reasons : bool
        Whether the reason map must be there: what simulates indicators writes it.

    Raises
    ------
    CpsurveyError
        CPS006 no study, CPS010 study file invalid, CPS007 or CPS011 for its
        questionnaire, CPS019 for its reason map, or those of `yaml.read`.
    """
    file = find_study(start)
    document = yaml.read(file)
    content, findings = validate.build(StudyFile, document.data, document)
    if content is None:
        raise Invalid("CPS010", f"the study file {file}", findings)
    where = document.where(("questionnaire",))
    named, remarks = _as_begun(content.questionnaire, file.parent, where)
    instrument = load_questionnaire(named, folder=file.parent, where=where)
    languages = instrument.questionnaire.languages
    content, findings = validate.build(
        StudyFile, document.data, document, languages=languages
    )  # again, now that it is known which language plain texts are in
    if content is None:
        raise Invalid("CPS010", f"the study file {file}", findings)
    findings = [
        *outside.check(content, file.parent, document),
        *_languages(content, instrument, document),
        *_groups(content, instrument, document),
        *_columns(content, instrument, document),
        *_indicators(content, instrument, document),
        *waves.check(content.waves, instrument.questionnaire, document),
        *evidence.check(content, document),
        *evidence_seen.check(content, _claims(content, instrument), document),
        *chosen_items.check(content, instrument.questionnaire, document),
        *checks.hypotheses(content.hypotheses or (), instrument.questionnaire, document),
    ]
    if findings:
        raise Invalid("CPS010", f"the study file {file}", findings)
    study = Study(
        folder=file.parent.resolve(),
        file=content,
        questionnaire=instrument.questionnaire,
        requests=(),
        study_sha256=content_sha256(document.data),
        questionnaire_sha256=instrument.sha256,
        reasons=_reasons(content, file.parent) if reasons else None,
        hypotheses_document=document if content.hypotheses is not None else instrument.document,
        questionnaire_file=None if content.questionnaire in shipped() else instrument.file,
        remarks=(*remarks, *_remarks(content, document)),
        before=instrument.before,
    )
    plan_from, asked = requests(
        content,
        instrument.questionnaire,
        study.groups,
        study.hypotheses,
        (document, instrument.document),
    )
    study = replace(study, requests=asked, plan_from=plan_from)
    if plan_from == "study":
        return study
    for kind in (["evidence"] if study.has_evidence else []) + study.kinds_of_evidence:
        study = study.asking_also(kind)
    return study


def _claims(content: StudyFile, instrument: Instrument) -> list[str]:
    """Ids of the hypotheses of a study."""
    own = content.hypotheses
    return [one.id for one in (instrument.questionnaire.hypotheses if own is None else own)]


def _remarks(content: StudyFile, document: yaml.Document) -> Iterator[Finding]:
    """A limit that the other one leaves without effect."""
    cell, k = content.report.min_cell, content.privacy.k
    if cell is not None and cell < k:
        yield Finding(
            "min_cell_below_k",
            "warning",
            document.where(("report", "min_cell")),
            f"min_cell ({cell}) has no effect: k under 'privacy' is {k}, and the larger holds",
            f"write 'min_cell: {k}' or more, leave it out, or lower k",
        )


def _indicators(
    content: StudyFile, instrument: Instrument, document: yaml.Document
) -> list[Finding]:
    if content.kpi is None:
        return []
    taken = checks.variables(instrument.questionnaire)
    return list(kpi.check(content.kpi, taken, document))


def _reasons(content: StudyFile, folder: Path) -> kpi.Reasons | None:
    """The reason map that the study names."""
    if content.kpi is None or content.kpi.reasons is None:
        return None
    file = folder / content.kpi.reasons
    document = yaml.read(file)
    found, findings = validate.build(kpi.ReasonMap, document.data, document)
    if found is None:
        raise Invalid("CPS019", f"the reason map {file}", findings)
    return kpi.Reasons(file.name, found, content_sha256(found.model_dump(mode="json")))


def _languages(
    content: StudyFile, instrument: Instrument, document: yaml.Document
) -> list[Finding]:
    known = instrument.questionnaire.languages
    return [
        Finding(
            "language",
            "error",
            document.where(("report", "languages")),
            f"the questionnaire has no texts in '{language}'",
            f"languages: [{', '.join(known)}]",
        )
        for language in content.report.languages or ()
        if language not in known
    ]


def _groups(
    content: StudyFile, instrument: Instrument, document: yaml.Document
) -> list[Finding]:
    questionnaire = instrument.questionnaire
    known = [
        *(named.variable for named in questionnaire.identifiers.by_role().values()),
        *questionnaire.question_by_id,
    ]
    return [
        Finding(
            "unknown_variable",
            "error",
            document.where(("groups", role)),
            f"the questionnaire has no variable '{variable}' to group by",
            did_you_mean(variable, known),
        )
        for role in ("team", "centre", "language")
        if (variable := getattr(content.groups, role)) and variable not in (*known, NONE)
    ]


def _columns(
    content: StudyFile, instrument: Instrument, document: yaml.Document
) -> list[Finding]:
    known = checks.importable(instrument.questionnaire)
    return [
        Finding(
            "unknown_variable",
            "error",
            document.where(("sources", i, "columns", heading)),
            f"'columns' gives a heading to '{variable}', which is no variable and no page",
            did_you_mean(variable, known),
        )
        for i, source in enumerate(content.sources)
        for heading, variable in source.columns.items()
        if variable and variable not in known
    ]
