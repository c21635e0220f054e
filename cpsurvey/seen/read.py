"""All that a study's files of observations and codings say, people as pseudonyms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cpsurvey.errors import CpsurveyError
from cpsurvey.identity import normal
from cpsurvey.intake.file import File
from cpsurvey.intake.network import read_lists
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.seen import codings, observe
from cpsurvey.seen.held import Seen

if TYPE_CHECKING:
    from cpsurvey.design import Study

T = TypeVar("T")


def read(study: Study, ask: observe.Ask, since: str = "") -> Seen:
    """Read what the study file names; a file that cannot be used takes nothing else along.

    Parameters
    ----------
    ask : callable
        Identifiers -> pseudonyms as respondents have theirs; None for those who were erased.
    since : str
        Day before which everything was deleted: rows from before are left out.
    """
    content, folder = study.file, study.folder
    spec, coding = content.observation, content.coding
    # a codebook goes with an instrument: it may speak of claims this study does not make
    every = (*study.hypotheses, *study.whole.questionnaire.hypotheses)
    claims = list(dict.fromkeys(one.id for one in every))
    return Seen(
        _tried(lambda: observe.read(spec, folder, ask, out(spec.opted_out, study), since))
        if spec
        else None,
        _tried(
            lambda: codings.read(
                coding,
                folder,
                study.whole.questionnaire,
                claims,
                ask,
                out(coding.opted_out, study),
                since,
            )
        )
        if coding
        else None,
    )


def _tried(read: Callable[[], T]) -> T | CpsurveyError:
    try:
        return read()
    except CpsurveyError as error:
        return error


def out(named: str | None, study: Study) -> list[str]:
    """Identifiers of those who take no part: here, or in the network of the same people."""
    network = study.file.network
    elsewhere = read_lists(study).out if network.opted_out else ()
    return [*elsewhere, *(_listed(study.folder / named) if named else ())]


def _listed(file: Path) -> list[str]:
    """The first cell of each row."""
    sheet = sheet_of(File.at(file), Told())
    return [token for at in range(sheet.n) if (token := normal((sheet.row(at) or [""])[0]))]
