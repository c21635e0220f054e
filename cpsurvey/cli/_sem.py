"""What ``cpsurvey sem`` is asked: words of its options, where model and data come from."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpsurvey.cli.app import Talk
    from cpsurvey.face.semdata import Data
    from cpsurvey.sem.semfit import SemFit


class Kind(StrEnum):
    """Which defaults are added."""

    sem = "sem"
    cfa = "cfa"
    growth = "growth"


class Missing(StrEnum):
    """What happens to missing values."""

    listwise = "listwise"
    fiml = "fiml"
    pairwise = "pairwise"


class Information(StrEnum):
    """What the standard errors rest on."""

    expected = "expected"
    observed = "observed"


class Resampled(StrEnum):
    """What is drawn."""

    cases = "cases"
    clusters = "clusters"
    bollen_stine = "bollen-stine"


class Parameterization(StrEnum):
    """Of ordered variables."""

    delta = "delta"
    theta = "theta"


class Scores(StrEnum):
    """How factor scores are had."""

    regression = "regression"
    bartlett = "bartlett"


class Difference(StrEnum):
    """Which difference test."""

    default = "default"
    plain = "plain"
    sb2001 = "satorra.bentler.2001"
    s2000 = "satorra.2000"


class Second(StrEnum):
    """Who gives a second opinion."""

    semopy = "semopy"


def need(wanted: str, there: object, options: dict[str, object]) -> None:
    """Refuse options that say how to do what is not asked for."""
    from cpsurvey.errors import CpsurveyError

    for option, given in options.items():
        if given not in (None, False, [], ()) and not there:
            raise CpsurveyError(
                "CPS904",
                f"{option} goes with {wanted}, which is not given",
                fix=f"add {wanted}, or leave {option} out",
            )


def source_of(
    text: str,
    data: Path | None,
    study: Path | None,
    answers: Sequence[str],
    questionnaire: str | None,
    scores: Path | None,
) -> Data:
    """Columns of the file or of the study."""
    from cpsurvey.batch import onemodel_parts
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.face import semdata

    if (data is None) == (study is None):
        raise CpsurveyError(
            "CPS904",
            "data come either from a file or from a study",
            fix="give DATA behind the model, or --study DIR",
        )
    design = None
    if study is not None:
        found, design = semdata.of_study(study, text)
    else:
        assert data is not None
        found = semdata.of_file(data, [listed(one) for one in answers], questionnaire)
    if scores is not None:
        onemodel_parts.refuse_file(design, scores)
    semdata.refuse_texts(found, text, [listed(one) for one in answers])
    return found


def say_wave(source: Data, talk: Talk) -> None:
    """Say that answers of earlier waves are not fitted."""
    if source.earlier:
        answers = f"{source.earlier} answers are" if source.earlier > 1 else "1 answer is"
        talk.warn(
            f"the latest wave alone is fitted: {answers} of earlier ones; "
            "'cpsurvey export --wave WAVE' writes another"
        )


def compared(
    names: Sequence[str],
    texts: Sequence[str],
    fitted: Callable[[str, bool], SemFit],
    found: SemFit,
    method: str,
) -> dict[str, Any]:
    """Difference tests; every model has means where one of them has."""
    from cpsurvey.batch import onemodel_parts

    models = [found, *(fitted(text, found.settings.meanstructure) for text in texts[1:])]
    if any(one.settings.meanstructure for one in models):
        models = [
            one if one.settings.meanstructure else fitted(text, True)
            for one, text in zip(models, texts, strict=True)
        ]
    called = [
        f"model {place}" if _is_text(name) else Path(name).name
        for place, name in enumerate(names, 1)
    ]
    return onemodel_parts.compared(called, models, method)


def listed(text: str) -> list[str]:
    """Parts between commas; none within backticks parts, as in a model."""
    parts = re.findall(r"(?:`[^`]*`|[^,])+", text)
    return [bare for part in parts if (bare := name_of(part))]


def name_of(text: str) -> str:
    """A name without the backticks it needs in a model."""
    bare = text.strip()
    return bare[1:-1] if re.fullmatch(r"`[^`]+`", bare) else bare


def _is_text(model: str) -> bool:
    """Whether MODEL is the model itself, and not the name of a file or of stdin."""
    return "~" in model or "\n" in model or not model.strip()


def text_of(model: str, what: str = "MODEL") -> str:
    from cpsurvey.errors import CpsurveyError

    if model == "-":
        return sys.stdin.read()
    if _is_text(model):
        if "\n" not in model and len(model) < 250 and Path(model).is_file():
            raise CpsurveyError(
                "CPS904",
                f"{what} could be the name of a file and the model itself",
                where=model,
                fix="give the file by its content: cpsurvey sem - DATA < FILE",
            )
        return model
    try:
        return Path(model).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CpsurveyError(
            "CPS902",
            "there is no such file",
            where=model,
            fix=f"check the path of {what}; a model itself holds a ~",
        ) from None
    except UnicodeDecodeError as error:
        raise CpsurveyError(
            "CPS902", f"the model cannot be read: {error}", where=model, fix="save it as UTF-8"
        ) from None
    except OSError as error:
        raise CpsurveyError(
            "CPS902",
            f"the model cannot be read: {error.strerror}",
            where=model,
            fix=f"name a file that you may read as {what}, or write the model itself there",
        ) from None
