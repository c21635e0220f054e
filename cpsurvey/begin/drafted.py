"""A form is drafted and tried until the file can be read through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cpsurvey.begin import trial
from cpsurvey.begin.guess import Became, Guess, guess
from cpsurvey.begin.headings import all_by_number, by_number
from cpsurvey.begin.scales import with_scales
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.draft import draft
from cpsurvey.forms.form import Form, FormQuestion, Role
from cpsurvey.forms.planned import plan
from cpsurvey.forms.worded import Worded
from cpsurvey.intake.match import match
from cpsurvey.intake.read import Opened
from cpsurvey.intake.words import shown

MADE_BY = "cpsurvey init --from"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A questionnaire that was tried on its file.

    Parameters
    ----------
    text : str
        Of the questionnaire file.
    columns : mapping of str to str
        ``columns:`` of the source.
    """

    form: Form
    text: str
    columns: Mapping[str, str]
    became: tuple[Became, ...]
    tried: trial.Tried


@dataclass(slots=True)
class _Known:
    """What trials have shown.

    Parameters
    ----------
    unread : dict of int to str
        Place of a column that cannot be read -> why.
    roles : dict
        Role -> place of its column, as the user says; -1 for none.
    left : dict of str to str
        ``columns:`` that leave out columns of the platform.
    """

    roles: dict[Role, int]
    unread: dict[int, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    numbered: bool = False
    doubts: list[str] = field(default_factory=list)

    def learn(self, tried: trial.Tried, file: Opened) -> bool:
        """Whether a trial shows what to do otherwise.

        Raises
        ------
        CpsurveyError
            What the file was refused for, where nothing is to be done about it.
        """
        error = tried.error
        if tried.unread:
            new = tried.unread.keys() - self.unread.keys()
            self.unread |= tried.unread
            if new:
                return True
        if error is None:
            return False
        if error.code == trial.TWO_COLUMNS and not self.numbered:
            self.numbered = True
            return True
        if error.code in trial.OF_PEOPLE and self._nobody(file):
            self.doubts = [
                "check: nobody is known by the column that says who answered, for it cannot be "
                f"read ('cpsurvey explain {error.code}' says why): whoever stands in the file "
                "twice counts twice"
            ]
            return True
        raise error

    def _nobody(self, file: Opened) -> bool:
        """Do without the column of who answered, the questionnaire's before the platform's."""
        if self.roles.get("respondent", -1) >= 0:
            return False
        if "respondent" not in self.roles:
            self.roles["respondent"] = -1
            return True
        for role in ("token", "id"):
            key = f"#{file.export.leads.get(role, -1) + 1}"
            if key not in ("#0", *self.left):
                self.left[key] = ""
                return True
        return False


def by_guess(
    file: Opened, spec: SourceSpec, roles: Mapping[Role, int], language: str | None
) -> Drafted:
    """A questionnaire guessed from the answers.

    Raises
    ------
    CpsurveyError
        CPS703 nothing in the file can be analysed; what else the file is refused for.
    """
    known = _Known(dict(roles))

    while True:  # every round knows of a column more that cannot be read
        made = guess(
            file.export, file.name, language=language, roles=known.roles, not_asked=known.unread
        )
        if not any(_counts(one) for one in made.form.questions):
            raise _nothing(made, file)
        numbering = all_by_number if known.numbered else by_number
        columns = {
            **spec.columns,
            **known.left,
            **numbering(file.export, made.variables),
        }
        tried = _try(made.form, file, spec, columns, language)
        if not known.learn(tried, file):
            form = replace(made.form, evidence=(*made.form.evidence, *known.doubts))
            return _finished(form, made.became, columns, tried, file, spec, language)


def _counts(one: FormQuestion) -> bool:
    return one.type in ("select_one", "select_multiple", "integer", "decimal")


def _nothing(made: Guess, file: Opened) -> CpsurveyError:
    found = [f"{shown(one.heading, 30)} ({one.what})" for one in made.became[:6]]
    more = f" and {len(made.became) - 6} more" if len(made.became) > 6 else ""
    rows = file.export.table.n
    return CpsurveyError(
        "CPS703",
        f"no column of {rows} row{'s' * (rows != 1)} holds answers to choose from, or numbers: "
        "there is nothing to analyse" + (f"; found: {', '.join(found)}{more}" if found else ""),
        where=file.name,
        fix="name the file with the answers; where the form was asked elsewhere, give its "
        "definition with '--codebook FILE'",
    )


def by_codebook(
    form: Form, file: Opened, spec: SourceSpec, roles: Mapping[Role, int], language: str | None
) -> Drafted:
    """A questionnaire as its tool defines it; only scales and directions are guessed.

    Raises
    ------
    CpsurveyError
        What the file is refused for (CPS105: the codebook is of another survey).
    """
    known = _Known({role: place for role, place in roles.items() if place >= 0})
    form = _in_roles(form, file, roles)
    while True:
        columns = {
            **spec.columns,
            **known.left,
            **{f"#{place + 1}": "" for place in known.unread},
        }
        tried = _try(form, file, spec, columns, language)
        if not known.learn(tried, file):
            break
    became = _matched(tried, file, spec, columns, known.unread)
    form = replace(form, evidence=(*form.evidence, *known.doubts))
    return _finished(form, became, columns, tried, file, spec, language)


def _in_roles(form: Form, file: Opened, roles: Mapping[Role, int]) -> Form:
    """The form with the identifiers that the user names by their columns."""
    header = file.export.table.header
    names = {header[place].strip(): role for role, place in roles.items() if place >= 0}
    found = []
    for one in form.questions:
        role = next((names.pop(n) for n in (one.name, *one.aliases) if n in names), None)
        found.append(replace(one, type="identifier", role=role) if role else one)
    added = [
        FormQuestion(name=heading, type="identifier", role=role, evidence=("named by you",))
        for heading, role in names.items()
    ]
    return replace(form, questions=(*found, *added))


def _matched(
    tried: trial.Tried,
    file: Opened,
    spec: SourceSpec,
    columns: Mapping[str, str],
    unread: Mapping[int, str],
) -> list[Became]:
    """What the codebook makes of the columns."""
    questionnaire = tried.instrument.questionnaire
    said = spec.model_copy(update={"columns": dict(columns)})
    matched, _ = match(file.export, questionnaire, said, file.name)
    by_place = {column.index: variable for variable, column in matched.columns.items()}
    own = set(file.export.leads.values())
    found = []
    for column in file.export.columns:
        at = column.index
        variable = by_place.get(at, "")
        if at in own and not variable:
            continue
        why = unread.get(at, "not in the codebook")
        what = "as the codebook says" if variable else f"left out: {why}"
        found.append(Became(at, column.heading, variable, what))
    return found


def _try(
    form: Form,
    file: Opened,
    spec: SourceSpec,
    columns: Mapping[str, str],
    language: str | None,
) -> trial.Tried:
    text = draft(form, source=file.name, language=language, made_by=MADE_BY)
    return trial.try_draft(text, file, spec.model_copy(update={"columns": dict(columns)}))


def _finished(
    form: Form,
    became: list[Became],
    columns: Mapping[str, str],
    tried: trial.Tried,
    file: Opened,
    spec: SourceSpec,
    language: str | None,
) -> Drafted:
    """The draft with its scales and their directions, tried once more."""
    assert tried.batch is not None
    ids = plan(form, Worded.of(form, language)).ids
    values = trial.answers(tried.batch)
    by_name = {
        one.name: values[ids[id(one)]] for one in form.questions if ids.get(id(one)) in values
    }
    whole = with_scales(form, by_name)
    text = draft(whole, source=file.name, language=language, made_by=MADE_BY)
    again = trial.try_draft(text, file, spec.model_copy(update={"columns": dict(columns)}))
    if again.error is not None:
        raise again.error
    return Drafted(whole, text, columns, tuple(became), again)
