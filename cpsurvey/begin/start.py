"""From a file to a study folder: look, guess, try, and write what was tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cpsurvey import system
from cpsurvey.begin import codebook, dating, folder, headings, trial
from cpsurvey.begin.drafted import MADE_BY, Drafted, by_codebook, by_guess
from cpsurvey.begin.guess import guess
from cpsurvey.begin.study_file import Source, study_text
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.design.notice_text import Known, notice_text
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.foreign import not_a_file
from cpsurvey.forms.draft import draft
from cpsurvey.forms.form import Form, Role
from cpsurvey.forms.worded import Worded
from cpsurvey.intake.file import name_of
from cpsurvey.intake.headings import find
from cpsurvey.intake.match import left_out
from cpsurvey.intake.read import Opened, opened


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be begun.

    Parameters
    ----------
    folder : Path
        Of the study.
    file : Path
        Answers, or a definition of what is to be asked.
    told : mapping
        What the user says of the file, by keys of a source.
    roles : mapping
        Role -> heading of its column; '' for none.
    questionnaire : str
        One that is there already, as the study names it; nothing is drafted then.
    copy : bool
        The answers are copied into the study, else read where they are.
    """

    folder: Path
    file: Path
    codebook: Path | None = None
    questionnaire: str = ""
    language: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[Role, str] = field(default_factory=dict)
    copy: bool = True


@dataclass(frozen=True, slots=True)
class Begun:
    """A study that was written.

    Parameters
    ----------
    drafted : Drafted or None
        What the file became; None for a definition without answers.
    read_as : tuple of str
        Platform of the file, and what was seen of it.
    codebook : str
        Name of the definition that was used.
    answers : Path or None
        Where the study reads its answers.
    """

    folder: Path
    form: Form
    drafted: Drafted | None
    read_as: tuple[str, ...] = ()
    codebook: str = ""
    answers: Path | None = None


def begin(asked: Asked) -> Begun:
    """Write a study for a file, or nothing.

    Raises
    ------
    CpsurveyError
        CPS013, CPS903 for the folder; CPS703 nothing to analyse; what the file is refused
        for otherwise.
    """
    folder.check_free(asked.folder)
    if not asked.file.is_file():
        raise not_a_file(asked.file)
    if codebook.is_definition(asked.file):
        return _asked_only(asked)
    spec = _spec(asked)
    file = opened(asked.file, spec)
    headings.refuse_answers(file.export, file.name)
    file = replace(file, export=left_out(file.export, spec, file.name))
    order, why_order = (spec.dates, "") if spec.dates else dating.proven(file.export)
    spec = spec.model_copy(update={"dates": order})
    roles = {role: _place(heading, file) for role, heading in asked.roles.items()}
    if asked.questionnaire:
        drafted, used = _ready(asked, file, spec), ""
    else:
        drafted, used = _draft(asked, file, spec, roles)
    inside = asked.file.resolve().is_relative_to(asked.folder.resolve())
    copied = asked.copy and not inside
    path = f"{folder.DATA}/{_plain_name(asked.file)}" if copied else _in_place(asked)
    said = {key: value for key, value in asked.told.items() if key != "columns"}
    keys = {**said, **({"dates": order} if order else {})}
    hints = [f"read as {file.reader}: {'; '.join(file.seen)}"] if file.seen else []
    if why_order and not order:
        hints.append(why_order)
    source = Source(path, keys, {"dates": why_order}, drafted.columns, tuple(hints))
    _write(asked, drafted.form, drafted.text, source, copied=copied)
    answers = asked.folder / path if copied else asked.file
    return Begun(asked.folder, drafted.form, drafted, (file.reader, *file.seen), used, answers)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a file seems to be: its language, and role -> heading."""

    language: str
    roles: Mapping[Role, str]


def proposed(asked: Asked) -> Proposed | None:
    """What to propose to somebody who is asked; nothing for a definition."""
    if not asked.file.is_file():
        raise not_a_file(asked.file)
    if codebook.is_definition(asked.file):
        return None
    file = opened(asked.file, _spec(asked))
    headings.refuse_answers(file.export, file.name)
    made = guess(file.export, file.name)
    heading_of = {one.variable: one.heading for one in made.became}
    roles = {one.role: heading_of[one.name] for one in made.form.questions if one.role}
    return Proposed(made.language.code, roles)


def _spec(asked: Asked) -> SourceSpec:
    """The source as far as the user describes it."""
    from pydantic import ValidationError

    try:
        return SourceSpec.model_validate({"path": "answers", **asked.told})
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        raise CpsurveyError(
            "CPS904",
            f"--source {key}= has a value that '{key}:' of a source cannot have",
            fix="see 'sources' in docs/reference/study.md, or: cpsurvey check --schema",
        ) from None


def _place(heading: str, file: Opened) -> int:
    """Place of the column that the user names; -1 for none."""
    if not heading:
        return -1
    try:
        return find(heading, file.export.table.header, file.name)[0]
    except CpsurveyError:
        header = [one for one in file.export.table.header if one.strip()]
        raise CpsurveyError(
            "CPS904",
            "an option names a column that the file does not have",
            where=file.name,
            fix=f"{did_you_mean(heading, header)}; or '#3' for the third column",
        ) from None


def _ready(asked: Asked, file: Opened, spec: SourceSpec) -> Drafted:
    """A questionnaire that is there already, tried on the file."""
    name = asked.questionnaire
    ready = load_questionnaire(name, folder=asked.folder)
    tried = trial.try_instrument(ready, file, spec)
    if tried.error is not None:
        raise tried.error
    q = ready.questionnaire
    form = Form(q.id, q.title, q.languages, q.default_language, ())
    return Drafted(form, "", {}, (), tried)


def _draft(
    asked: Asked, file: Opened, spec: SourceSpec, roles: Mapping[Role, int]
) -> tuple[Drafted, str]:
    """The draft by the codebook that is given or fits, else by guessing."""
    if asked.codebook is not None:
        form = codebook.form_of(asked.codebook)
        return by_codebook(form, file, spec, roles, asked.language), asked.codebook.name
    guessed = by_guess(file, spec, roles, asked.language)
    for other in codebook.beside(asked.file):
        try:
            said = by_codebook(codebook.form_of(other), file, spec, roles, asked.language)
        except CpsurveyError:
            continue  # of another survey
        if _covers(said, guessed):
            return said, other.name
    return guessed, ""


def _covers(said: Drafted, guessed: Drafted) -> bool:
    """Whether a codebook knows nearly all columns that hold answers."""
    wanted = {one.place for one in guessed.became if one.variable}
    known = {one.place for one in said.became if one.variable}
    return len(wanted & known) >= 0.8 * len(wanted)


def _asked_only(asked: Asked) -> Begun:
    """A study without answers, for a definition."""
    form = codebook.form_of(asked.file)
    text = draft(form, source=asked.file.name, language=asked.language, made_by=MADE_BY)
    source = Source(f"{folder.DATA}/*.csv", hints=("put the export of the answers there",))
    _write(asked, form, text, source, copied=False, drawn=True)
    return Begun(asked.folder, form, None, codebook=asked.file.name)


def _write(
    asked: Asked, form: Form, text: str, source: Source, *, copied: bool, drawn: bool = False
) -> None:
    name = asked.folder.resolve().name
    id_ = folder.study_id(name)
    language = Worded.of(form, asked.language).default
    used = asked.questionnaire or f"./{folder.QUESTIONNAIRE}"
    study = study_text(id_, name, language, used, source, drawn=drawn)
    texts = {folder.STUDY: study, **({folder.QUESTIONNAIRE: text} if text else {})}
    if not text:
        known = load_questionnaire(used, folder=asked.folder).questionnaire
        texts[folder.NOTICE] = notice_text(
            Known({language: name}, known, languages=(language,))
        )
    folder.write(
        asked.folder,
        texts,
        asked.file if copied else None,
        _plain_name(asked.file),
        check=_checked if text else None,
    )


def _plain_name(file: Path) -> str:
    """Name of a copy: one that is text, and that no pattern reads otherwise."""
    return re.sub(r"[\\*?\[\]]", "_", name_of(file))


def _in_place(asked: Asked) -> str:
    """The path of answers that are not copied, as the study says it.

    Raises
    ------
    CpsurveyError
        CPS906 the study file cannot say it.
    """
    path = system.seen_from(asked.folder, asked.file)
    if re.search(r"[*?\[\udc80-\udcff]", path):
        raise CpsurveyError(
            "CPS906",
            "study.yaml cannot name this path: it holds a sign of a pattern (* ? [) or is no "
            "text",
            where=str(asked.file),
            fix="rename the file, or leave '--in-place' away",
        )
    return path


def _checked(made: Path) -> None:
    """Nothing is put in its place that would not load; and the notice of what loads.

    Raises
    ------
    CpsurveyError
        What is wrong with it.
    """
    study = load_study(made)
    text = notice_text(
        Known(study.file.study.title, study.questionnaire, languages=study.languages)
    )
    (made / folder.NOTICE).write_text(text, encoding="utf-8", newline="\n")
