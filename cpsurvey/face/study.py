"""A study for programmers, and what the commands do with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.foreign import not_a_file
from cpsurvey.face import html

if TYPE_CHECKING:
    from cpsurvey.analysis.keeping import Step
    from cpsurvey.batch.analyze import Analysed
    from cpsurvey.batch.ingested import Ingested
    from cpsurvey.design import Study as Design
    from cpsurvey.errors.fault import Fault
    from cpsurvey.face.results import Results

    Place = Path | str


class Study:
    """A study folder, as `read_study` returns it.

    Parameters
    ----------
    design : cpsurvey.design.Study
        What ``study.yaml`` and the questionnaire say.
    language : str
        Language of tables and caveats.

    Examples
    --------
    A study folder as ``cpsurvey demo`` makes it:

    >>> import cpsurvey
    >>> study = cpsurvey.read_study("demo")
    >>> effects = study.results["multilevel_mediation"].tables["T18"]
    >>> effects.to_frame().loc[:1, ["effect", "est", "se"]].round(2)
                      effect   est    se
    0  Through Tacit sharing  0.13  0.04
    1                 Direct  0.16  0.07
    """

    def __init__(self, design: Design, language: str) -> None:
        self.design = design
        self.language = language
        self._results: Results | None = None

    @property
    def id(self) -> str:
        """Name of the study."""
        return self.design.id

    @property
    def title(self) -> str:
        """Its title, in its language."""
        titles = self.design.file.study.title
        return titles.get(self.language) or next(iter(titles.values()), self.id)

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.design.folder

    @property
    def results(self) -> Results:
        """Results of the last finished run, as they were when first asked for.

        `analyze` puts those of the new run in their place.

        Raises
        ------
        CpsurveyError
            CPS604 no run yet, CPS606 the results are damaged or of another version.
        """
        if self._results is None:
            from cpsurvey.batch.report import current
            from cpsurvey.face.results import Results

            folder, _, stored = current(self.design)
            self._results = Results(stored, self.language, folder.name)
        return self._results

    def __repr__(self) -> str:
        analyses = len(self.design.requests)
        return f"<Study {self.id}: {self.title} ({analyses} analyses, {self.folder})>"

    def _repr_html_(self) -> str:
        questionnaire = self.design.questionnaire
        rows = [
            ("folder", self.folder),
            ("questionnaire", f"{questionnaire.id} {questionnaire.version}"),
            ("analyses", ", ".join(request.kind for request in self.design.requests)),
        ]
        return html.table(f"{self.id}: {self.title}", (), rows)


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """One finished run, as `analyze` returns it.

    Parameters
    ----------
    results : Results
        Every analysis, also those that are unsound or not done.
    """

    results: Results
    _done: Analysed

    @property
    def id(self) -> str:
        """Name of the run."""
        return self._done.id

    @property
    def folder(self) -> Path:
        """Where it was published."""
        return self._done.folder

    @property
    def files(self) -> tuple[Path, ...]:
        """Files of the report."""
        return self._done.files

    @property
    def unsound(self) -> tuple[str, ...]:
        """Analyses whose results must not be read."""
        return self._done.unsound

    @property
    def not_done(self) -> tuple[str, ...]:
        """Analyses that should have given a result and gave none."""
        return self._done.not_done

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What failed by faults of cpsurvey while the rest was done."""
        return self._done.faults

    @property
    def steps(self) -> tuple[Step, ...]:
        """Which analyses ran and why; the others were kept from earlier runs."""
        return self._done.steps

    @property
    def seconds(self) -> dict[str, float]:
        """How long each step took."""
        return self._done.seconds

    @property
    def exit_status(self) -> int:
        """What ``cpsurvey analyze`` ends with: 0 where all went well."""
        return int(self._done.exit_status)

    def remarks(self) -> list[str]:
        """What did not go well, one line each."""
        return self._done.remarks()

    def __repr__(self) -> str:
        told = "".join(f"\n  {line}" for line in self.remarks())
        return f"<Run {self.id}: {len(self.results)} results, {self.folder}>{told}"


def read_study(place: Place | None = None, *, language: str | None = None) -> Study:
    """Read and check a study.

    Parameters
    ----------
    place : path, optional
        Study folder or study file; by default the nearest ``study.yaml`` upwards.
    language : str, optional
        Language of tables and caveats; by default the first of the report's.

    Raises
    ------
    CpsurveyError
        CPS006 no study, CPS010 study file invalid, CPS904 no texts in this language, or
        what is wrong with the questionnaire.

    Examples
    --------
    >>> import cpsurvey
    >>> cpsurvey.read_study("demo", language="fr").title
    "Démonstration : communautés de pratique dans un centre d'appels"
    """
    from cpsurvey.design import load_study

    design = load_study(None if place is None else Path(place))
    if language is not None:
        checked_languages([language], design)
    return Study(design, language or design.languages[0])


def ingest(
    study: Study | Place,
    files: Sequence[Place] | Place = (),
    *,
    wave: int | None = None,
    replace: bool = False,
    platform: str | None = None,
    dry_run: bool = False,
    rejected: Place | None = None,
    fix: Place | None = None,
    max_rejected: int | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Ingested]:
    """Import survey exports; the same file twice changes nothing.

    Parameters
    ----------
    study : Study or path
    files : path or sequence of paths
        Exports; by default the study's sources.
    wave : int, optional
        Wave these answers belong to.
    replace : bool
        Let a file replace the stored answers it contradicts.
    platform : str, optional
        Reader of all these files, as ``format:`` of a source; found by content by default.
    dry_run : bool
        Say what would become of the files; nothing is stored.
    rejected : path, optional
        Where to list the cells and rows that were set aside, with their texts; a new file.
    fix : path, optional
        Such a list with its column ``mended`` filled in: these cells take the place of the
        original ones, and the file is read again with them.
    max_rejected : int or str, optional
        Refuse a file of which more cells and rows were set aside (``20``), or more of its
        rows (``"5%"``).
    progress : callable, optional
        Told how far the import is, of how much, in hundredths of a file.

    Returns
    -------
    list of Ingested
        What became of each file: a rejected one keeps no other out, and has its ``error``.

    Raises
    ------
    CpsurveyError
        CPS902 no such file, CPS109 no such reader, CPS603 no file at all, CPS601 locked,
        CPS128 the list is of another file, CPS903 or CPS904 where `rejected` cannot be
        written, or an error of the store.

    Examples
    --------
    >>> import cpsurvey
    >>> cpsurvey.ingest("demo", "october.csv")
    Traceback (most recent call last):
    cpsurvey.errors.CpsurveyError: there is no such file
      at:  october.csv
      fix: check the path
    """
    from cpsurvey.batch import ingest as work
    from cpsurvey.batch import rejected as lists

    design = _study(study).design
    named = [Path(one) for one in ([files] if isinstance(files, Path | str) else files)]
    for file in named:
        if not file.is_file():
            raise not_a_file(file)
    limit = None if max_rejected is None else checked_limit(max_rejected)
    listed = None if rejected is None else Path(rejected)
    if listed is not None:
        lists.refuse_place(design, listed)
    outcomes = work.ingest(
        design,
        named,
        wave=wave,
        replace=replace,
        platform=platform,
        dry_run=dry_run,
        rejected=listed is not None,
        fix=None if fix is None else Path(fix),
        max_rejected=limit,
        progress=progress,
    )
    if listed is not None:
        lists.write(listed, (aside for one in outcomes for aside in one.aside))
    return outcomes


def checked_limit(limit: int | str) -> str:
    """How much may be set aside, as a source would say it.

    Raises
    ------
    CpsurveyError
        CPS904 it is neither a number nor a share.
    """
    from cpsurvey.design.base import LIMIT

    text = str(limit).replace(" ", "")
    if not LIMIT.fullmatch(text):
        raise CpsurveyError(
            "CPS904",
            f"'{text[:20]}' is neither a number of cells nor a share of the rows",
            where="--max-rejected",
            fix="write 20, or 5%",
        )
    return text


def analyze(
    study: Study | Place,
    *,
    formats: Sequence[str] | None = None,
    languages: Sequence[str] | None = None,
    strict: bool = False,
    power: bool = False,
    only: Sequence[str] = (),
    progress: Callable[[str, int, int], None] | None = None,
) -> Run:
    """Run the study's analyses, write and publish its report.

    Afterwards ``study.results`` are those of this run.

    Parameters
    ----------
    study : Study or path
    formats, languages : sequence of str, optional
        Of the report; by default what the study asks for.
    strict : bool
        Publish nothing when an analysis is unsound or not done.
    power : bool
        Also say what the study could see; works before any answer.
    only : sequence of str
        Names of analyses: the run holds no others, and does not become the current one.
    progress : callable, optional
        Told the name of the analysis, how many are done, of how many.

    Raises
    ------
    CpsurveyError
        CPS904 unknown format or language, CPS402 the analyses are invalid, CPS403 nobody
        to analyse, CPS407 unsound under `strict`, CPS601 locked, CPS602 cannot write.

    Examples
    --------
    >>> import cpsurvey
    >>> cpsurvey.analyze("demo", formats=["htm"])
    Traceback (most recent call last):
    cpsurvey.errors.CpsurveyError: no report format is called 'htm'
      fix: did you mean 'html'? known: csv, docx, figures, html, md, pdf, tex, xlsx
    """
    from cpsurvey.batch.analyze import analyze as work
    from cpsurvey.face.results import Results

    mine = _study(study)
    checked_formats(formats)
    checked_languages(languages, mine.design)
    done = work(
        mine.design,
        formats=formats,
        languages=languages,
        strict=strict,
        power=power,
        only=only,
        progress=progress,
    )
    results = Results(done.results, mine.language, done.id)
    mine._results = results
    return Run(results, done)


def checked_formats(formats: Sequence[str] | None) -> None:
    """Refuse a format nobody writes.

    Raises
    ------
    CpsurveyError
        CPS904 with the nearest format there is.
    """
    from cpsurvey.registry import plugins

    known = plugins("cpsurvey.report.render")
    for name in formats or ():
        if name not in known:
            raise CpsurveyError(
                "CPS904",
                f"no report format is called '{name}'",
                fix=did_you_mean(name, known),
            )


def checked_languages(languages: Sequence[str] | None, study: Design) -> None:
    """Refuse a language in which the questionnaire says nothing.

    Raises
    ------
    CpsurveyError
        CPS904 with the languages there are.
    """
    known = study.questionnaire.languages
    for name in languages or ():
        if name not in known:
            raise CpsurveyError(
                "CPS904",
                f"the questionnaire has no texts in '{name}'",
                fix=did_you_mean(name, known),
            )


def _study(study: Study | Place) -> Study:
    return study if isinstance(study, Study) else read_study(study)
