"""What 'init' was asked for, by options or by answers at a terminal, and what it says of it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey import system
from cpsurvey.cli.app import Talk
from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.begin.start import Asked, Begun

_TOLD = (
    "sheet",
    "dates",
    "decimal",
    "format",
    "encoding",
    "delimiter",
    "answers",
    "partial",
    "columns",
)
_NEW = "new"
_FLAGS = "--from FILE, --codebook FILE, --questionnaire NAME, --language, --respondent, --team"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Options of the command."""

    folder: Path | None
    file: Path | None
    codebook: Path | None
    questionnaire: str | None
    language: str | None
    respondent: str | None
    team: str | None
    told: tuple[str, ...]
    copy: bool = True

    @property
    def place(self) -> Path:
        """The folder, once it is known."""
        assert self.folder is not None
        return self.folder

    def alone(self) -> None:
        """Refuse options that speak of a file there is none of.

        Raises
        ------
        CpsurveyError
            CPS904.
        """
        given = {
            "--codebook": self.codebook,
            "--respondent": self.respondent,
            "--team": self.team,
            "--source": self.told or None,
            "--language": self.language,
            "--in-place": None if self.copy else True,
        }
        for flag, value in given.items():
            if value is not None:
                raise CpsurveyError(
                    "CPS904",
                    f"{flag} says something of a file, and none is named",
                    fix=f"add --from FILE, or take {flag} away",
                )

    def asked(self) -> Asked:
        """The same for the work.

        Raises
        ------
        CpsurveyError
            CPS904 options that do not go together or say nothing.
        """
        from cpsurvey.begin.start import Asked
        from cpsurvey.design import base

        assert self.file is not None
        if self.language is not None and not re.fullmatch(base.LANGUAGE_PATTERN, self.language):
            raise CpsurveyError(
                "CPS904", "--language is no code of a language", fix="write en, fr, pt-BR, ..."
            )
        if self.questionnaire and self.codebook:
            raise CpsurveyError(
                "CPS904",
                "--questionnaire and --codebook both say what was asked",
                fix="take one of them away",
            )
        roles = {"respondent": self.respondent, "team": self.team}
        return Asked(
            self.place,
            self.file,
            codebook=self.codebook,
            questionnaire=named(self.questionnaire, self.place) if self.questionnaire else "",
            language=self.language,
            told=_told(self.told),
            roles={role: said for role, said in roles.items() if said is not None},  # type: ignore[misc]
            copy=self.copy,
        )


def _told(pairs: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not value or key.strip() not in _TOLD:
            raise CpsurveyError(
                "CPS904",
                "--source is no KEY=VALUE that is known",
                fix=f"keys: {', '.join(_TOLD)}; for example --source dates=dmy",
            )
        found[key.strip()] = _columns(value) if key.strip() == "columns" else value
    return found


def _columns(text: str) -> object:
    """``columns:`` as messages print it: ``{Status: ''}``."""
    from cpsurvey.design import tree

    try:
        found, _ = tree.parse(Path("--source"), text)
    except CpsurveyError:
        raise _no_map() from None
    if not isinstance(found, dict):
        raise _no_map()
    return found


def _no_map() -> CpsurveyError:
    return CpsurveyError(
        "CPS904",
        "--source columns= is no map of headings",
        fix="for example --source \"columns={Status: ''}\" leaves the column 'Status' out",
    )


def named(questionnaire: str, folder: Path) -> str:
    """A questionnaire as a study in `folder` names it.

    Raises
    ------
    CpsurveyError
        CPS007 and others: there is none, or it is not valid.
    """
    from cpsurvey.design import load_questionnaire, shipped

    load_questionnaire(questionnaire)
    if questionnaire in shipped():
        return questionnaire
    place = system.seen_from(folder, Path(questionnaire))
    return place if place.startswith(".") or Path(place).is_absolute() else f"./{place}"


def begin_from(wishes: Wishes, talk: Talk) -> None:
    """Begin a study from a file, and say what came of it."""
    from cpsurvey.begin.start import begin
    from cpsurvey.begin.summary import document, lines

    asked = wishes.asked()
    try:
        begun = begin(asked)
    except CpsurveyError as error:
        raise _told_here(error) from None
    study = begun.folder / "study.yaml"
    talk.result(
        {"schema": "cpsurvey/init/1", "study": str(study), "begun": document(begun)},
        "" if talk.quiet else "\n".join([*lines(begun), "", *_made(begun, study)]),
    )


def _told_here(error: CpsurveyError) -> CpsurveyError:
    """An error whose way out is a key of a source, before there is a study file for it."""
    fix = error.fix or ""
    named = [key for key in _TOLD if re.search(rf"(?<!\w){key}: ?\S", fix)]
    if not named:
        return error
    pairs = [f"--source {system.quoted(_pair(key, fix))}" for key in named]
    here = f"add {' or '.join(pairs)} to this command"
    return CpsurveyError(
        error.code, error.message, where=error.where, fix=f"{here}; else: {fix}"
    )


def _pair(key: str, fix: str) -> str:
    """``KEY=VALUE`` of the first value that a message gives the key."""
    said = re.search(rf"(?<!\w){key}: ?(\{{.*?\}}|\"[^\"]*\"|[^\s'\",;]+)", fix)
    value = said[1] if said else "VALUE"
    return f"{key}={value if key == 'columns' else value.strip(chr(34))}"


def _made(begun: Begun, study: Path) -> list[str]:
    folder = system.quoted(str(begun.folder))
    said = [f"made {study} and questionnaire.yaml beside it"]
    if begun.codebook and begun.drafted:
        said.append(f"what was asked is taken from {begun.codebook}")
    if begun.answers is None:
        return [
            *said,
            "next: put the exports in its folder 'data' and type the first two; to rehearse, "
            "say 'simulated: true' in study.yaml and draw answers by the third",
            f"  cpsurvey ingest   --study {folder}",
            f"  cpsurvey analyze  --study {folder}",
            f"  cpsurvey simulate --study {folder} -n 300 --out {folder}/data/dry-run.csv",
        ]
    if begun.answers.is_relative_to(begun.folder):
        said.append(
            f"the answers were copied to {begun.answers}, readable by you alone; "
            "'--in-place' makes no copy"
        )
    return [
        *said,
        "next:",
        f"  cpsurvey ingest  --study {folder}",
        f"  cpsurvey analyze --study {folder}",
    ]


def answered(wishes: Wishes, talk: Talk) -> Wishes:
    """What is not said by options, asked at the terminal; six questions at most.

    Raises
    ------
    CpsurveyError
        CPS904 there is no terminal to ask at.
    """
    if talk.json or talk.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CpsurveyError(
            "CPS904",
            "no folder is named, and there is no terminal to ask at",
            fix=f"cpsurvey init DIR --from FILE; what else may be said: {_FLAGS}",
        )
    talk.warn("Up to six questions; Enter takes what stands in brackets, Ctrl-C ends it.")
    wishes = replace(wishes, folder=Path(_ask("folder of the new study", "my-study")))
    from cpsurvey.begin.folder import check_free

    check_free(wishes.place)
    if wishes.file is None:
        said = _ask("file with the answers, or with the definition of the form", "none")
        wishes = replace(wishes, file=None if said == "none" else _file(said))
    if wishes.questionnaire is None and wishes.codebook is None:
        default = _NEW if wishes.file else "cop-callcentre"
        text = "questionnaire: a shipped one, a .yaml file"
        said = _ask(text + (", or 'new' for one made of the file" * bool(wishes.file)), default)
        wishes = replace(wishes, questionnaire=None if said == _NEW else said)
    if wishes.file is None or wishes.questionnaire:
        return wishes
    return _about_file(wishes)


def _file(said: str) -> Path:
    """A file as people type it: a terminal puts names that are dropped on it in quotes."""
    return Path(said.strip("'\"")).expanduser()


def _about_file(wishes: Wishes) -> Wishes:
    """Language, who answered and the team, with what the file proposes."""
    from cpsurvey.begin.start import proposed

    found = proposed(wishes.asked())
    if found is None:
        return wishes
    changed = wishes
    if wishes.language is None:
        changed = replace(changed, language=_ask("language of the form", found.language))
    if wishes.respondent is None:
        said = _column("column that says who answered", found.roles.get("respondent"))
        changed = replace(changed, respondent=said)
    if wishes.team is None:
        changed = replace(changed, team=_column("column of the team", found.roles.get("team")))
    return changed


def _column(text: str, proposed: str | None) -> str:
    """Heading of a column; '' for none."""
    said = _ask(text, proposed or "none")
    return "" if said == "none" else said


def _ask(text: str, default: str) -> str:
    """One question on stderr; the answer, or `default` for Enter."""
    print(f"{text} [{default}]: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt  # the terminal was closed
    return line.strip() or default
