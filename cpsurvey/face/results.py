"""Results of one run: by name, with their tables and what must be known of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cpsurvey.face import frames, html
from cpsurvey.face.tables import NoSuchName, Table, Tables
from cpsurvey.report.words import Words
from cpsurvey.results import sound

if TYPE_CHECKING:
    import pandas as pd

    from cpsurvey.report.table import Table as ReportTable
    from cpsurvey.results import Result as Stored
    from cpsurvey.results import ResultSet, Sample


@dataclass(frozen=True, slots=True, repr=False)
class Caveat:
    """What a reader must know about a result, in words.

    Parameters
    ----------
    code : str
        Stable key (``"negative_alpha"``).
    severity : str
        ``note``, ``warning``, ``inadmissible``, ``not_done`` or ``not_applicable``.
    text : str
    """

    code: str
    severity: str
    text: str

    def __repr__(self) -> str:
        return f"<{self.severity}: {self.text}>"

    def __str__(self) -> str:
        return self.text


class Result:
    """One analysis of a run.

    Tables that the report gives for several analyses together are in each of them.
    """

    def __init__(
        self,
        stored: Stored[Any],
        words: Words,
        tables: Callable[[str], Mapping[str, Sequence[ReportTable]]],
    ) -> None:
        self._stored = stored
        self._words = words
        self._tables = tables

    @property
    def id(self) -> str:
        """Its name in the run."""
        return self._stored.id

    @property
    def kind(self) -> str:
        """Kind of analysis."""
        return self._stored.kind

    @property
    def sample(self) -> Sample:
        """Who was counted, and who was lost to what."""
        return self._stored.sample

    @property
    def data(self) -> Any:
        """What the kind of analysis leaves behind, in typed fields (``docs/results.md``)."""
        return self._stored.data

    @property
    def sound(self) -> bool:
        """Whether its numbers may be quoted: done, admissible, of enough people."""
        return sound(self._stored)

    @cached_property
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be known about it."""
        from cpsurvey.report.chapter import caveats

        said = caveats(self._stored, self._words)
        return tuple(
            Caveat(one.code, one.severity, text.text)
            for one, text in zip(self._stored.caveats, said, strict=True)
        )

    @cached_property
    def tables(self) -> Tables:
        """Its tables, by id or number: ``tables["T18"]``."""
        found = self._tables(self.kind).get(self.id, ())
        return Tables([Table(table, self._words.language) for table in found], self.id)

    @property
    def estimates(self) -> pd.DataFrame:
        """Parameters of its model; empty where the kind has none."""
        return frames.of_parameters(self._stored.estimates)

    def measures(self) -> pd.Series[float]:
        """Fit measures of its model by lavaan's names; empty where the kind has none."""
        return frames.of_measures(self._stored.fit)

    def __repr__(self) -> str:
        many = len(self.caveats)
        told = f", {many} caveat{'' if many == 1 else 's'}" if many else ""
        return f"<Result {self._named()}: {self._counted()}{told}>"

    def _named(self) -> str:
        return self.id if self.id == self.kind else f"{self.id} ({self.kind})"

    def _counted(self) -> str:
        said = f"{self.sample.used} of {self.sample.read} respondents"
        return said if self.sound else f"{said}, not to be quoted"

    def _repr_html_(self) -> str:
        rows = [(one.severity, one.text) for one in self.caveats]
        head = html.table(f"{self._named()}: {self._counted()}", (), rows)
        return head + "".join(table._repr_html_() for table in self.tables.values())


class Results(Mapping[str, Result]):
    """Results of one run in the order of the study, in one language.

    Parameters
    ----------
    run : str
        Name of the run.

    Examples
    --------
    >>> import cpsurvey
    >>> results = cpsurvey.read_study("demo").results
    >>> "flow" in results, "T99" in results["flow"].tables
    (True, False)
    >>> results["respondents"].tables
    <Tables T2-respondents, T2c-numbers, T2b-groups>
    >>> results.in_language("fr")["respondents"].tables["T2"].title
    'Répondants'
    """

    def __init__(self, stored: ResultSet, language: str, run: str) -> None:
        self.language = language
        self.run = run
        self._stored = stored
        words = Words(language, stored.labels)

        @cache
        def tables(kind: str) -> Mapping[str, Sequence[ReportTable]]:
            from cpsurvey.report.build import tables_of

            return tables_of(kind, stored, words)

        self._results = {one.id: Result(one, words, tables) for one in stored.results}

    def in_language(self, language: str) -> Results:
        """The same results with tables, headings and caveats in another language.

        Raises
        ------
        NoSuchName
            The questionnaire has no texts in it.
        """
        known = sorted({one for texts in self._stored.labels.values() for one in texts})
        if language not in known:
            raise NoSuchName.among("language of this run", language, known, ())
        return Results(self._stored, language, self.run)

    def __getitem__(self, name: str) -> Result:
        """The result called `name`, or the only one of a kind of that name.

        Raises
        ------
        NoSuchName
            None is, or several are.
        """
        if name in self._results:
            return self._results[name]
        mine = [one.id for one in self._results.values() if one.kind == name]
        if len(mine) == 1:
            return self._results[mine[0]]
        raise NoSuchName.among("result", name, self._results, mine)

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def __repr__(self) -> str:
        named = f"Results of {self._stored.study['id']}, run {self.run}: "
        return textwrap.fill(
            f"<{named}{', '.join(self._results)}>",
            96,
            subsequent_indent="  ",
            break_on_hyphens=False,
        )

    def _repr_html_(self) -> str:
        rows = [
            (one.id, one.kind, one.sample.used, one.sample.read, "yes" if one.sound else "no")
            for one in self._results.values()
        ]
        heads = ("id", "kind", "respondents", "of", "sound")
        return html.table(f"Results of {self._stored.study['id']}", heads, rows)
