"""What people were told, and how long they are kept: what stops, and what is only said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cpsurvey.design import Study
from cpsurvey.design.privacy import WRITE, Told, read_notice
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.store.holding import Holding


def today() -> date:
    """The day in UTC, as the database counts days."""
    return datetime.now(UTC).date()


def needs_notice(study: Study) -> bool:
    """Whether real people's answers are joined to indicators."""
    return study.file.kpi is not None and not study.file.study.simulated


def refuse_untold(study: Study, file: Path) -> None:
    """Refuse indicators of people who were not told before.

    Raises
    ------
    CpsurveyError
        CPS144 no notice was given, CPS014 it is not there, CPS015 it cannot be one.
    """
    notice = study.file.privacy.notice
    if notice is not None and notice.given is not None and notice.given <= _tomorrow():
        read_notice(study.folder, notice)
        return
    day = today().isoformat()
    if notice is None:
        line = f"notice: {{given: {day}, file: notice.md}}"
        said = "privacy" in study.file.model_fields_set
        where = (
            f"'{line}' under 'privacy' in study.yaml"
            if said
            else f"'privacy: {{{line}}}' in study.yaml"
        )
        what = "the study declares no information notice"
        fix = (
            f"give them the notice ('{WRITE}' writes one to fill in); then write {where}, with "
            "the day they got it"
        )
    elif notice.given is None:
        what = "the study does not say when people got the information notice"
        fix = f"give it to them, and write the day: 'given: {day}' under 'notice' in study.yaml"
    else:
        what = f"the information notice is only given on {notice.given}"
        fix = f"ingest them from that day on, or mend the day: 'given: {day}' under 'notice'"
    raise CpsurveyError(
        "CPS144",
        f"{what}, and indicators of people's work are joined to their answers",
        where=file.name,
        fix=fix,
    )


def _tomorrow() -> date:
    """Somewhere it is tomorrow already."""
    return today() + timedelta(days=1)


def told(study: Study) -> Told | None:
    """The notice, where there is one that can be read."""
    notice = study.file.privacy.notice
    try:
        return read_notice(study.folder, notice) if notice else None
    except CpsurveyError:
        return None


def findings(study: Study, held: Holding | None) -> list[Finding]:
    """What somebody should know and nothing stops for."""
    if study.file.study.simulated:
        return list(_unfinished(study, held))
    told = [*_observed(study), *_notice(study, held)]
    return [*told, *_overdue(study, held), *_unfinished(study, held)]


def _warning(rule: str, where: str, message: str, fix: str) -> Finding:
    return Finding(rule, "warning", where, message, fix)


def _observed(study: Study) -> Iterator[Finding]:
    notice = study.file.privacy.notice
    if study.file.observation is not None and not (notice and notice.given):
        yield _warning(
            "observed_untold",
            "study.yaml",
            "people were observed, and the study does not say that they were told before",
            "write the day they got the notice: 'privacy: {notice: {given: DAY, file: "
            f"notice.md}}}}'; '{WRITE}' writes one to fill in, to which observation is added",
        )


def _notice(study: Study, held: Holding | None) -> Iterator[Finding]:
    notice = study.file.privacy.notice
    given = notice.given if notice else None
    if held and held.indicators and needs_notice(study) and given is None:
        yield _warning(
            "untold",
            "study.yaml",
            "indicators are joined to answers, and the study does not say that people were "
            "told before",
            "write the day they got the notice: 'privacy: {notice: {given: DAY, file: "
            f"notice.md}}}}'; '{WRITE}' writes one to fill in",
        )
    if notice is None or not (given or needs_notice(study)):
        return
    if given and given > _tomorrow():
        yield _warning(
            "notice_to_come",
            "study.yaml",
            f"the information notice is only given on {given}",
            "mend the day if people have it already",
        )
    if given and held and held.first and held.first < given.isoformat():
        yield _warning(
            "told_late",
            "study.yaml",
            f"the first answer is of {held.first}, and the notice was given on {given}: some "
            "people answered before they were told; the dossier says so",
            "mend the day if it is wrong",
        )
    try:
        found = read_notice(study.folder, notice)
    except CpsurveyError as error:
        yield _warning("notice_file", str(error.where), error.message, error.fix or "")
        return
    if found.open:
        places = "1 place" if found.open == 1 else f"{found.open} places"
        yield _warning(
            "notice_open",
            found.file,
            f"{places} of the notice must still be filled in",
            "look for '[to be filled in by' and '[à compléter par' in it",
        )


def _overdue(study: Study, held: Holding | None) -> Iterator[Finding]:
    days = study.file.privacy.retention_days
    if days is None:
        return
    from cpsurvey.seen.age import aged

    known = held.limit if held else ""
    seen = (day for one in aged(study) for day in one.days if day >= known)
    oldest = min(filter(None, (held.oldest if held else "", *seen)), default="")
    if oldest and oldest < limit(days):
        until = date.fromisoformat(oldest) + timedelta(days=days)
        yield _warning(
            "kept_too_long",
            str(study.folder),
            f"the study keeps data for {days} days, and the oldest should have gone after "
            f"{until}",
            "cpsurvey purge --dry-run says what is to be deleted, cpsurvey purge deletes it",
        )


def _unfinished(study: Study, held: Holding | None) -> Iterator[Finding]:
    if held and held.purges and not held.purges[-1].get("finished"):
        yield _warning(
            "purge_unfinished",
            str(study.folder),
            "a deletion was interrupted: answers are gone, files that hold them may be left",
            "run 'cpsurvey purge' again",
        )


def limit(days: int, now: date | None = None) -> str:
    """Day before which what was kept for so many days is to go."""
    try:
        return ((now or today()) - timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def facts(study: Study, held: Holding, flow: dict[str, int]) -> dict[str, Any]:
    """What the dossier says of a study beside its results; no clock and no path."""
    privacy = study.file.privacy
    notice, read = privacy.notice, told(study)
    return {
        "needed": needs_notice(study),
        "notice": {
            "given": notice.given.isoformat() if notice.given else None,
            "sha256": read.sha256 if read else None,
            "text": read.text if read else None,
            "file": Path(notice.file).name,
            "open": read.open if read else 0,
        }
        if notice
        else None,
        "retention_days": privacy.retention_days,
        "declared": {
            name: dict(texts) for name, texts in privacy.declared.model_dump().items() if texts
        },
        "first": held.first,
        "last": held.last,
        "indicators": bool(held.indicators),
        "data": _data(study),
        "flow": flow,
        "purges": [
            {
                name: one.get(name)
                for name in ("at", "before", "answers", "people", "indicators")
            }
            for one in held.purges
        ],
    }


def _data(study: Study) -> dict[str, Any]:
    """Which variables there are, by what they are about."""
    q = study.whole.questionnaire
    scales = [
        {"id": one.id, "label": dict(one.label), "items": len(one.items)} for one in q.scales
    ]
    kpi = study.file.kpi
    return {
        "scales": scales,
        "background": [
            {"id": name, "label": dict(q.question_by_id[name].label)}
            for name in q.background
            if name in q.question_by_id
        ],
        "identifiers": list(q.identifiers.by_role()),
        "checks": len(q.attention_checks),
        "pages": len(q.pages),
        "network": len(q.network.generators) if q.network else 0,
        "observed": sum(1 for one in (study.file.observation, study.file.coding) if one),
        "indicators": [{"id": one.id, "label": dict(one.label)} for one in kpi.indicators]
        if kpi
        else [],
    }
