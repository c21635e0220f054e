"""Variables and labels of a statistical file as a form; its answers are not read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cpsurvey.forms.answers import reason
from cpsurvey.forms.form import Form, FormOption, FormOptions, FormQuestion, QuestionType
from cpsurvey.forms.opened import refused
from cpsurvey.forms.texts import UNNAMED, plain

_SPSS_DAY = re.compile(r"(A|E|S|J)?DATE\d+$")
_SPSS_WHOLE = re.compile(r"[FN]\d+(\.0)?$")
_STATA_DAY = re.compile(r"%-?td")
_STATA_WHOLE = re.compile(r"int(8|16|32)$")


def metadata(data: bytes, suffix: str, where: str) -> Any:
    """The only place that speaks to the library of statistical files.

    Raises
    ------
    CpsurveyError
        CPS701 damaged, or of an unknown version.
    """
    import pyreadstat

    read = pyreadstat.read_sav if suffix == ".sav" else pyreadstat.read_dta
    with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
        file = Path(folder) / f"file{suffix}"
        file.write_bytes(data)
        try:
            _, about = read(str(file), metadataonly=True, user_missing=True)
        except (
            pyreadstat.ReadstatError,
            pyreadstat.PyreadstatError,
            ValueError,
            OverflowError,
            KeyError,
            OSError,
        ):
            raise refused("its variables cannot be read", where) from None
    return about


def form_of(about: Any, platform: str, where: str) -> Form:
    """A question of every variable."""
    lists: dict[str, FormOptions] = {}
    questions = [_question(about, name, lists) for name in about.column_names]
    if not questions:
        raise refused("it has no variable", where)
    title = plain(about.file_label)
    return Form(
        id=Path(where).stem,
        title={UNNAMED: title} if title else {},
        languages=(UNNAMED,),
        default_language=UNNAMED,
        questions=tuple(questions),
        option_lists=lists,
        notes=tuple(_sets(about)),
        platform=platform,
    )


def _question(about: Any, name: str, lists: dict[str, FormOptions]) -> FormQuestion:
    label = plain(about.column_names_to_labels.get(name))
    gaps = (about.missing_ranges or {}).get(name) or []
    options = tuple(_options(about.variable_value_labels.get(name) or {}, gaps))
    type_ = _type(about, name)
    chosen = sum(1 for one in options if not one.missing) >= 2
    evidence = [] if chosen else [f"labelled: {one.name} is '{_label(one)}'" for one in options]
    if gaps:
        said = ", ".join(_span(gap) for gap in gaps)
        evidence.append(f"missing in the file: {said}")
    return FormQuestion(
        name=name,
        type="select_one" if chosen else type_,
        text={UNNAMED: label} if label else {},
        options=_shared(name, options, about.variable_measure.get(name), lists)
        if chosen
        else None,
        evidence=tuple(evidence),
    )


def _label(option: FormOption) -> str:
    return next(iter(option.label.values()), option.name)


def _type(about: Any, name: str) -> QuestionType:
    kind = str(about.readstat_variable_types.get(name) or "")
    shape = str(about.original_variable_types.get(name) or "")
    if kind == "string":
        return "text"
    if _SPSS_DAY.match(shape) or _STATA_DAY.match(shape):
        return "date"
    if re.match(r"(%-?t|D?TIME|DATETIME|[MQ]?YR|WKYR|MOYR|WKDAY|MONTH)", shape):
        return "text"
    whole = _SPSS_WHOLE.match(shape) or _STATA_WHOLE.match(kind)
    return "integer" if whole else "decimal"


def _options(labels: Mapping[Any, str], gaps: list[Mapping[str, Any]]) -> Iterator[FormOption]:
    """Labelled values; those that are missing for the file keep a reason."""
    for value, said in labels.items():
        label = plain(said)
        number = isinstance(value, int | float)
        if number and not float(value).is_integer():
            continue
        tagged = isinstance(value, str) and re.fullmatch(r"[a-z]", value) and not gaps
        name = str(int(value)) if number else str(value)
        gone = any(_within(value, gap) for gap in gaps)
        why = (reason(label) or "user_missing") if gone else None
        aliases = (f".{value}",) if tagged else ()
        yield FormOption(name, {UNNAMED: label or name}, missing=why, aliases=aliases)


def _within(value: Any, gap: Mapping[str, Any]) -> bool:
    low, high = gap.get("lo"), gap.get("hi")
    if isinstance(value, str) or isinstance(low, str):
        return bool(value == low)
    return low is not None and high is not None and bool(low <= value <= high)


def _span(gap: Mapping[str, Any]) -> str:
    low, high = (_short(gap.get(end)) for end in ("lo", "hi"))
    return low if low == high else f"{low} to {high}"


def _short(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else plain(value)


def _shared(
    name: str, options: tuple[FormOption, ...], measure: Any, lists: dict[str, FormOptions]
) -> str:
    """Name of the list with these answers; variables with the same ones share it."""
    for known, there in lists.items():
        if there.options == options:
            return known
    lists[name] = FormOptions(options, False if measure == "nominal" else None)
    return name


def _sets(about: Any) -> Iterator[str]:
    for name, one in (getattr(about, "mr_sets", None) or {}).items():
        inside = ", ".join(one.get("variable_list") or ())
        yield f"multiple-response set '{plain(name)}' ({plain(one.get('label'))}): {inside}"
