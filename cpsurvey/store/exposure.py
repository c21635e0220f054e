"""Who else could read a study's key, database or runs."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey import system
from cpsurvey.design import Study
from cpsurvey.errors.finding import Finding
from cpsurvey.store import key as keys
from cpsurvey.store.migrate import copies


def exposures(study: Study) -> list[Finding]:
    """What others of this machine, or whoever gets a copy of the folder, could read."""
    return [*_key_inside(study), *_open_to_others(study)]


def _key_inside(study: Study) -> Iterator[Finding]:
    place = study.file.privacy.key_file
    if place is None or study.file.study.simulated:
        return
    file = keys.named(study.folder, place)
    if file.resolve().is_relative_to(study.folder.resolve()):
        yield Finding(
            "key_inside",
            "warning",
            str(file),
            "the study's key lies in the study folder: who gets a copy of the folder can tell "
            "who answered what",
            f"move the key away and write its new place: 'privacy: {{key_file: PATH}}'; for "
            f"example {keys.shelf() / file.name}",
        )


def _open_to_others(study: Study) -> Iterator[Finding]:
    place = study.file.privacy.key_file
    own = [keys.named(study.folder, place)] if place else keys.candidates(study.id)
    database = study.database
    beside = [database.with_name(f"{database.name}{end}") for end in ("-wal", "-shm")]
    runs = [one for one in study.reports.glob("*") if one.is_dir() and not one.is_symlink()]
    for rule, what, found in (
        ("key_open", "the study's key", own),
        ("database_open", "the study's answers", [database, *beside, *copies(database)]),
        ("run_open", "a run, a private working copy,", runs),
    ):
        wide = [one for one in found if system.of_others(one)]
        if wide:
            mode = "700" if wide[0].is_dir() else "600"
            yield Finding(
                rule,
                "warning",
                str(wide[0]),
                f"the permissions of {what} let others of this machine read it",
                f"chmod {mode} '{wide[0]}'" if len(wide) == 1 else f"chmod {mode} each of them",
                len(wide),
            )
