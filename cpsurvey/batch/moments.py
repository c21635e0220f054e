"""Moments that a release may hold: of which models, of whom, and whether of enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Result, ResultSet

if TYPE_CHECKING:
    from cpsurvey.export.lavaan.moments import Asked, Sample
    from cpsurvey.scoring import Scored

FOLDER = "moments"
"""Where they stand in a release; also the set of the ledger of who is behind them."""
KINDS = ("cfa", "sem")


@dataclass(frozen=True, slots=True)
class Moments:
    """Models of a run, and the one sample that their moments are of.

    Parameters
    ----------
    left_out : mapping of str to str
        Models that would tell of few people, and how.
    """

    models: tuple[Asked, ...]
    sample: Sample
    respondents: tuple[str, ...]
    left_out: Mapping[str, str]

    def facts(self) -> dict[str, dict[str, str]]:
        """Who is in the sample; and who, with everything they answered there.

        Samples of other variables have no answer in common, but may differ by few people.
        """
        rows = zip(self.respondents, self.sample.values.tolist(), strict=True)
        return {
            FOLDER: {who: repr(row) for who, row in rows},
            f"{FOLDER}:people": dict.fromkeys(self.respondents, ""),
        }

    def files(self, study: Study) -> dict[str, bytes]:
        """What is written."""
        from cpsurvey.export.lavaan.moments import files

        head = [
            f"Study {study.id}: moments of {len(self.respondents)} people who answered every "
            f"variable of these models.",
        ]
        return files(self.models, self.sample, head)


class OfRun:
    """Moments of a run, known once its answers are scored."""

    def __init__(self, study: Study, results: ResultSet) -> None:
        self.study, self.results = study, results
        self.found: Moments | None = None

    def facts(self, scored: Scored) -> dict[str, dict[str, str]]:
        """Whose answers they are of: sets of the ledger."""
        self.found = moments(self.study, scored, self.results)
        return self.found.facts()

    @property
    def left_out(self) -> dict[str, str]:
        """Models without moments, and why."""
        return dict(self.found.left_out) if self.found else {}

    def write(self, draft: Path) -> None:
        """Write them below a release."""
        assert self.found is not None  # whose they are was asked first
        (draft / FOLDER).mkdir()
        for name, content in self.found.files(self.study).items():
            (draft / FOLDER / name).write_bytes(content)


def held(files: Iterable[str]) -> bool:
    """Whether a release of these files has moments."""
    return any(name.startswith(f"{FOLDER}/") for name in files)


def moments(study: Study, scored: Scored, results: ResultSet) -> Moments:
    """The moments of a run's measurement and structural models.

    A model that would tell of few people, by itself or with those before it, is left out.

    Raises
    ------
    CpsurveyError
        CPS620 no such model, CPS621 every one of them would tell of few people.
    """
    from cpsurvey.export.lavaan.moments import sample, too_few

    models = tuple(_asked(study, results))
    if not models:
        raise CpsurveyError(
            "CPS620",
            "this run has no measurement or structural model of one level that moments could "
            "be of",
            where=str(study.folder),
            fix="release without --moments",
        )
    kept: list[Asked] = []
    left_out: dict[str, str] = {}
    for one in models:
        tried = [*kept, one]
        ordered = [name for each in tried for name in each.ordered]
        found = sample(tried, scored.values)
        if why := too_few(found, ordered, study.smallest, scored.values):
            left_out[one.id] = why
        else:
            kept.append(one)
    if not kept:
        raise CpsurveyError(
            "CPS621",
            f"moments would tell of few people: {next(iter(left_out.values()))}",
            where=str(study.folder),
            fix="release without --moments",
        )
    found = sample(kept, scored.values)
    who = tuple(one for one, used in zip(scored.respondent, found.used, strict=True) if used)
    return Moments(tuple(kept), found, who, left_out)


def _asked(study: Study, results: ResultSet) -> list[Asked]:
    from cpsurvey.analysis.planned import plan

    options = {one.id: one.params for one in plan(study)}
    done = [one for one in results.results if one.kind in KINDS and _plain(one)]
    return [_model(one, options[one.id], study) for one in done if one.id in options]


def _plain(result: Result[Any]) -> bool:
    """Whether a model is of one level and has all its groups together."""
    data = result.data
    return bool(result.done and data is not None and data.converged and not data.two_level)


def _model(result: Result[Any], params: Any, study: Study) -> Asked:
    from cpsurvey.export.lavaan.moments import MOST_ORDERED, Asked
    from cpsurvey.sem.language.partable import covariates, variables
    from cpsurvey.sem.language.settings import WEIGHTED
    from cpsurvey.sem.language.syntax import parse

    syntax = parse(result.data.syntax)
    declared = study.questionnaire.models.get(str(params.model))
    items = tuple(variables(syntax)[0])
    weighed = result.data.estimator in WEIGHTED and len(items) <= MOST_ORDERED
    every = set(items) <= set(study.questionnaire.items) and not covariates(syntax)[1]
    growth = declared is not None and declared.kind == "growth"
    return Asked(
        result.id,
        syntax,
        "growth" if growth else result.kind,
        std_lv=bool(declared and declared.std_lv),
        ordered=items if weighed and every else (),
    )
