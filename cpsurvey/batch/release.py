"""What may be passed on: a run's documents, compared with everything released before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from cpsurvey.batch import record as run_record
from cpsurvey.batch.behind import behind, by_group, over_waves
from cpsurvey.batch.dressed import dress
from cpsurvey.batch.index import write_index
from cpsurvey.batch.inputs import read_inputs, refuse_other_inputs
from cpsurvey.batch.lock import locked
from cpsurvey.batch.moments import FOLDER, OfRun, held
from cpsurvey.batch.publish import current_run, digests, new_folder, not_whole
from cpsurvey.batch.register import with_releases, without_dossier
from cpsurvey.batch.report import RESULTS, stored_results
from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.foreign import cannot_write
from cpsurvey.results import ResultSet
from cpsurvey.store.difference import KEPT, PEOPLE, Facts, Small, compare, overlap, same_waves
from cpsurvey.store.ledger import Ledger, Release

SUMS = "SHA256SUMS"
Used = dict[str, tuple[str, int]]


class Held(CpsurveyError):
    """A release that would let something about few people be computed.

    Parameters
    ----------
    short : str
        In a few words: ``3 new answers, 10 needed``.
    """

    def __init__(self, small: Sequence[Small], k: int, where: str) -> None:
        first = _plainest(small)
        self.small = tuple(small)
        self.short = f"{_count(first)}, {k} needed"
        numbers = sorted({number for one in small for number in one.releases})
        super().__init__(
            "CPS611",
            f"held: {self.short}{_of(first)}",
            where=where,
            fix=_fix(first, k, numbers),
        )


@dataclass(frozen=True, slots=True)
class Released:
    """A release that stands, or would.

    Parameters
    ----------
    changed : bool
        False when the last release is of this run already.
    files : tuple of Path
        Empty when nothing was written.
    left_out : tuple of str
        Analyses that show groups, left out because few are new or gone in one of them.
    without_moments : mapping of str to str
        Models without moments, as these would tell of few people, and how.
    """

    number: int
    run: str
    folder: Path
    changed: bool
    files: tuple[Path, ...] = ()
    left_out: tuple[str, ...] = ()
    without_moments: Mapping[str, str] = field(default_factory=dict)


def release(
    study: Study, run: str | None = None, *, dry_run: bool = False, moments: bool = False
) -> Released:
    """Write the documents of a run to ``releases/<n>``, if they tell nothing of few people.

    Parameters
    ----------
    moments : bool
        Also those moments that its models can be fitted to, with a script in R.

    Raises
    ------
    CpsurveyError
        CPS604 no such run, CPS606 its results are damaged, CPS611 held, CPS612 the store
        holds other answers now, CPS613 a release the ledger does not know, CPS620 or CPS621
        no moments, CPS601 locked, CPS602 cannot write.
    """
    with locked(study.folder):
        folder = _run(study, run)
        record = run_record.read(folder) or {}
        results = stored_results(folder, run_record.published(record))
        name = str(record.get("id") or folder.name)
        beside = OfRun(study, results) if moments else None
        facts, known, earlier = _standing(study, str(record.get("key")), beside)
        _refuse_unknown(study, known)
        last = known[-1] if known else None
        kept = last is not None and (not moments or held(dict(last.files)))
        if last is not None and kept and last.run == name and _stands(study, last):
            place = study.releases / str(last.number)
            return Released(last.number, name, place, changed=False)
        facts, left_out = _held_back(study, facts, earlier)
        results = _without(results, left_out)
        used = _used(results)
        small = [
            *compare(earlier, facts, study.smallest),
            *_counts(known, used, study, facts, earlier),
        ]
        if small:
            raise Held(small, study.smallest, str(study.folder))
        number = known[-1].number + 1 if known else 1
        place = study.releases / str(number)
        lost = beside.left_out if beside else {}
        made = Released(
            number, name, place, changed=True, left_out=left_out, without_moments=lost
        )
        if dry_run:
            return made
        with new_folder(study.releases, str(number)) as draft:
            _write(study, results, draft, beside)
            files = digests(draft)
            if last is not None and _stands(study, last) and _same(files, last):
                shutil.rmtree(draft)
                place = study.releases / str(last.number)
                return Released(last.number, name, place, changed=False)
            with _ledger(study) as ledger:
                ledger.record(name, facts, used, files)
        write_index(study)
    return replace(made, files=tuple(place / file for file in files))


def dangerous(study: Study) -> tuple[int, ...]:
    """Releases that count few people more than the answers held now."""
    try:
        facts, _, earlier = _standing(study, None)
    except CpsurveyError:
        return ()
    found = compare(earlier, facts, study.smallest)
    gone = [one for one in found if one.kind in ("gone", "combined")]
    return tuple(sorted({number for one in gone for number in one.releases}))


def withdraw(study: Study, number: int) -> Path | None:
    """Count a release as called back from everybody; its folder gets another name.

    Raises
    ------
    CpsurveyError
        CPS613 there is no such release.
    """
    with locked(study.folder):
        with _ledger(study) as ledger:
            standing = [one.number for one in ledger.releases() if not one.withdrawn]
            if number not in standing:
                raise CpsurveyError(
                    "CPS613",
                    f"there is no release {number}",
                    where=str(study.folder),
                    fix=f"releases that stand: {', '.join(map(str, standing)) or 'none'}",
                )
            ledger.withdraw(number)
        write_index(study)
        place = study.releases / str(number)
        if not place.is_dir():
            return None
        try:
            return place.rename(study.releases / f"withdrawn-{number}")
        except OSError as error:
            raise cannot_write(place, error) from None


# --------------------------------------------------------------------------- the run
def _run(study: Study, run: str | None) -> Path:
    folder = current_run(study.reports) if run is None else study.reports / run
    named = run is None or run == Path(run).name
    if named and folder is not None and (folder / RESULTS).is_file():
        return folder.resolve()
    raise CpsurveyError(
        "CPS604",
        f"there is no finished run '{run}'" if run else "this study has no finished run",
        where=str(study.folder),
        fix=did_you_mean(run, _runs(study)) if run else "run 'cpsurvey analyze' first",
    )


def _runs(study: Study) -> list[str]:
    found = study.reports.glob(f"*/{RESULTS}")
    return sorted(file.parent.name for file in found if not file.parent.is_symlink())


def _used(results: ResultSet) -> Used:
    return {one.id: (one.kind, one.sample.used) for one in results.results if one.done}


def _standing(
    study: Study, key: str | None, beside: OfRun | None = None
) -> tuple[Facts, list[Release], dict[int, Facts]]:
    """What is behind the answers held now, and behind every release that stands.

    Parameters
    ----------
    key : str or None
        Hash of the inputs that the answers must still be; None when they may be any.
    beside : OfRun, optional
    """
    from cpsurvey.scoring import score
    from cpsurvey.store import open_store

    with open_store(study) as store:
        if key is not None:
            refuse_other_inputs(study, store.fingerprint(), key, "cpsurvey release")
        inputs = read_inputs(study, store)
        with store.ledger() as ledger:
            there = behind(
                study,
                inputs.responses,
                score(inputs.responses, study),
                inputs.indicators.rows if inputs.indicators else None,
                inputs.every,
                inputs.ties,
                inputs.seen,
                beside.facts(inputs.scored) if beside else {},
            )
            facts = ledger.marks(there)
            known = ledger.releases()
            earlier = {
                one.number: ledger.facts(one.number) for one in known if not one.withdrawn
            }
    return facts, known, earlier


def _held_back(
    study: Study, facts: Facts, earlier: Mapping[int, Facts]
) -> tuple[Facts, tuple[str, ...]]:
    """What is behind a release without the groupings in which few are new or gone.

    The rest need not wait until every group has grown by as many.

    Returns
    -------
    Facts
    tuple of str
        Analyses that show these groupings.
    """
    from cpsurvey.analysis.planned import plan

    found = compare(earlier, facts, study.smallest)
    wrong = {one.group for one in found if one.group}
    at = [j for j, group in enumerate(facts.groups) if group not in wrong]
    kept = replace(facts, groups=tuple(facts.groups[j] for j in at), within=facts.within[:, at])
    showing = by_group(study)
    ids = {one for group in wrong for one in showing[group]}
    if ids & {target.analysis for one in study.hypotheses for _, target in one.targets}:
        ids |= {one.id for one in plan(study) if one.request.kind == "hypotheses"}
    if ids:  # it quotes the others
        ids |= {one.id for one in plan(study) if one.request.kind == "joint"}
    return kept, tuple(sorted(ids))


def _without(results: ResultSet, left_out: Sequence[str]) -> ResultSet:
    """Results without some analyses, each of them as a whole."""
    kept = tuple(one for one in results.results if one.id not in left_out)
    return replace(results, results=kept)


def _ledger(study: Study) -> Any:
    from contextlib import contextmanager

    from cpsurvey.store import open_store

    @contextmanager
    def opened() -> Iterator[Ledger]:
        with open_store(study) as store, store.ledger() as ledger:
            yield ledger

    return opened()


def _refuse_unknown(study: Study, known: Sequence[Release]) -> None:
    """A folder of a release that the ledger lost could not be compared with."""
    numbers = {str(one.number) for one in known}
    there = study.releases.iterdir() if study.releases.is_dir() else ()
    strange = sorted(
        one.name for one in there if one.name.isdigit() and one.name not in numbers
    )
    if strange:
        raise CpsurveyError(
            "CPS613",
            f"the study's database does not know release {', '.join(strange)}",
            where=str(study.releases),
            fix="restore the study.db that made it; or, if it was called back from everybody, "
            "move its folder away",
        )


def _stands(study: Study, last: Release) -> bool:
    folder = study.releases / str(last.number)
    return not last.withdrawn and folder.is_dir() and not not_whole(folder, dict(last.files))


def _same(files: Mapping[str, str], last: Release) -> bool:
    return without_dossier(dict(files)) == without_dossier(dict(last.files))


def _counts(
    known: Sequence[Release],
    used: Used,
    study: Study,
    facts: Facts,
    earlier: Mapping[int, Facts],
) -> Iterator[Small]:
    """Analyses whose sample differs by few, for whatever reason, as its own n says.

    The n of other waves says nothing: two of 203 and 205 people may have nobody in common.
    """
    k = study.smallest
    of_all = over_waves(study)
    for one in known:
        if one.withdrawn:
            continue
        before_it = earlier[one.number]
        waves, latest = same_waves(before_it, facts), overlap(before_it, facts)
        for name, (_, n) in used.items():
            if not (waves if name in of_all else latest):
                continue
            before = one.used.get(name, ("", n))[1]
            if 0 < abs(n - before) < k <= min(n, before):
                kind: Literal["new", "gone"] = "new" if n > before else "gone"
                yield Small(kind, abs(n - before), (one.number,), f"used:{name}")


# --------------------------------------------------------------------- the documents
def _write(study: Study, results: ResultSet, draft: Path, beside: OfRun | None) -> None:
    from cpsurvey.report.render import ready
    from cpsurvey.report.write import write_report

    ready(study.file.report.formats)
    faults: list[Fault] = []
    write_report(
        with_releases(study, replace(results, provenance=_without_files(results.provenance))),
        draft,
        formats=study.file.report.formats,
        languages=study.languages,
        on_fault=faults.append,
        released=True,
        dress=dress(study),
    )
    if faults:
        raise CpsurveyError(
            "CPS990",
            f"a fault of cpsurvey in {faults[0].name}: nothing was released",
            where=str(study.folder),
            fix="please report it",
        )
    if beside:
        beside.write(draft)
    lines = [f"{digest}  {name}\n" for name, digest in digests(draft).items()]
    (draft / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _without_files(provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Provenance without export files.

    Their names may be people's, and a hash confirms a guess of what is in them.
    """
    found = {**provenance, "sources": [], **({"ties": []} if "ties" in provenance else {})}
    if found.get("kpi"):
        found["kpi"] = {**found["kpi"], "files": []}
    return found


# -------------------------------------------------------------------------- in words
def _plainest(small: Sequence[Small]) -> Small:
    """What to say first: about everybody rather than a part, the fewest people first."""
    order = {PEOPLE: 0, KEPT: 1, "record": 2}
    return min(small, key=lambda one: (bool(one.group), order.get(one.name, 3), one.count))


def _count(one: Small) -> str:
    answers = "answer" if one.count == 1 else "answers"
    return {
        "few": f"{one.count} {answers}",
        "new": f"{one.count} new {answers}"
        if one.name in (PEOPLE, KEPT)
        else f"{one.count} new or changed {answers}",
        "gone": f"{one.count} {answers} gone or changed",
        "combined": f"{one.count} {answers} set apart by several releases together",
    }[one.kind]


def _of(one: Small) -> str:
    """Which numbers tell it, named by variable or analysis; never a group's own name."""
    kind, _, name = one.name.partition(":")
    said = {
        "value": f" for '{name}'",
        "used": f" for the analysis '{name}'",
        "indicator": f" for the indicator '{name}'",
        "tie": f" for the ties of '{name}'",
        FOLDER: " in the moments",
        "stage": f" among those kept by screening '{name}'",
    }.get(kind, "")
    said += f" in one group of '{one.group}'" if one.group else ""
    since = ", ".join(map(str, one.releases))
    return said + (f" (compared with release {since})" if since else "")


def _fix(first: Small, k: int, numbers: Sequence[int]) -> str:
    more = k - first.count
    if first.kind in ("few", "new"):
        return f"wait for {more} more {'answer' if more == 1 else 'answers'}, ingest, analyze"
    named = ", ".join(map(str, numbers))
    return (
        f"wait until {more} more differ; or call release {named} back from everybody who has "
        f"it, then 'cpsurvey release --withdraw {numbers[0]}'"
    )
