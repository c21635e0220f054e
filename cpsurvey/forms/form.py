"""What a questionnaire asks, whatever tool its definition comes from.

Names are the tool's own; ids that cpsurvey accepts are made of them when a draft is written.
`evidence` says in plain words why something is believed; it becomes a comment of the draft.
`kept` is what cpsurvey itself wrote beside a part when the form went out (`forms.kept`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Texts = Mapping[str, str]
"""Language code -> text without markup; a language may be absent."""

Evidence = tuple[str, ...]

QuestionType = Literal[
    "select_one",
    "select_multiple",
    "integer",
    "decimal",
    "text",
    "date",
    "note",
    "calculate",
    "identifier",
]
Role = Literal["respondent", "team", "centre", "language", "wave"]


@dataclass(frozen=True, slots=True)
class FormOption:
    """One answer.

    Parameters
    ----------
    name : str
        Code the tool writes into an export.
    value : int, optional
        Number the tool declares for it (assessment value, recode value); becomes the code.
    missing : str, optional
        Reason, when this answer counts as missing (``dont_know``).
    other : bool
        Takes free text.
    """

    name: str
    label: Texts = field(default_factory=dict)
    value: int | None = None
    missing: str | None = None
    other: bool = False
    aliases: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormOptions:
    """A list of answers.

    Parameters
    ----------
    ordered : bool, optional
        They go from less to more; None where the tool does not say.
    declared : bool
        What is missing and what is 'other' is said in full: nothing is taken from labels.
    """

    options: tuple[FormOption, ...]
    ordered: bool | None = None
    declared: bool = False
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Questions that stand together: a page, a repeated block, or the rows of a matrix.

    `parent` is the name of the group around it.
    """

    name: str
    kind: Literal["group", "repeat", "matrix"] = "group"
    text: Texts = field(default_factory=dict)
    relevant: str | None = None
    parent: str | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question, or one row of a matrix.

    Parameters
    ----------
    options : str, optional
        Name of its list of answers in ``Form.option_lists``.
    group, of : str, optional
        Names of the group, and of the matrix, it stands in (``Form.groups``).
    relevant : str, optional
        Condition under which it is asked, in the tool's own language.
    other : bool
        An answer 'other' with free text is offered besides the list.
    reverse : bool, optional
        Worded against its scale; None where nothing says so.
    role : optional
        Of an identifier: whom or what it names.
    aliases : tuple of str
        Other headings the tool writes for it in exports.
    extra : mapping
        What the tool says and no field here holds (``calculation``, ``constraint``).
    """

    name: str
    type: QuestionType
    text: Texts = field(default_factory=dict)
    options: str | None = None
    group: str | None = None
    of: str | None = None
    required: bool = False
    relevant: str | None = None
    other: bool = False
    min: float | None = None
    max: float | None = None
    hint: Texts = field(default_factory=dict)
    pii: bool = False
    reverse: bool | None = None
    role: Role | None = None
    label: Texts = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class FormScale:
    """Questions that may measure one construct; `items` are their names."""

    id: str
    label: Texts
    items: tuple[str, ...]
    evidence: Evidence = ()
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire as a tool defines it.

    Parameters
    ----------
    platform : str
        Name of the format it was read from.
    scales : tuple of FormScale
        Candidate scales; rows of a matrix that share answers become one without being named.
    missing_codes : mapping
        Code that stands for no answer in every question -> reason.
    notes : tuple of str
        What was found and has no place here; listed in the draft.
    """

    id: str
    title: Texts
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[FormQuestion, ...]
    option_lists: Mapping[str, FormOptions] = field(default_factory=dict)
    groups: tuple[FormGroup, ...] = ()
    scales: tuple[FormScale, ...] = ()
    missing_codes: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    platform: str = ""
    evidence: Evidence = ()
    kept: Mapping[str, str] = field(default_factory=dict)
