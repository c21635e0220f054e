"""The files for R: models, printed numbers, answers, and what was left to the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

from cpsurvey.analysis.proof import Beyond, Number, Told, in_lavaan
from cpsurvey.export.formats.csv import lines
from cpsurvey.export.lavaan import text
from cpsurvey.export.lavaan.answers import Answers
from cpsurvey.export.lavaan.call import Place, written_call
from cpsurvey.export.lavaan.names import Names, remark
from cpsurvey.report.rounding import show
from cpsurvey.sem.moments.given import Given
from cpsurvey.sem.semfit import SemFit

HEADINGS = (
    *("analysis", "model", "other", "method", "what", "lhs", "op", "rhs", "block"),
    *("statistic", "printed", "value"),
)
SCRIPT = "reproduce.R"


@dataclass
class Fitted:
    """A model with the analyses whose numbers are of it."""

    number: str
    fit: SemFit
    place: Place
    analyses: dict[str, None] = field(default_factory=dict)


@dataclass
class Proof:
    """What lavaan is to compute, gathered analysis by analysis."""

    answers: Answers = field(default_factory=Answers)
    models: dict[tuple[object, ...], Fitted] = field(default_factory=dict)
    printed: list[tuple[str, Fitted, Fitted | None, str, Number]] = field(default_factory=list)
    beyond: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(
        self,
        analysis: str,
        told: Sequence[Told | Beyond],
        given: Mapping[int, Given],
    ) -> None:
        """Numbers of one analysis, and what its models were fitted to."""
        for every in told:
            line, left = (None, [every]) if isinstance(every, Beyond) else in_lavaan(every)
            for one_left in left:
                self.beyond[analysis, one_left.why] += one_left.count
            if line is None:
                continue
            one = self._model(analysis, line.fit, given)
            other = self._model(analysis, line.other, given) if line.other else None
            known = {(a, m.number, o and o.number, n) for a, m, o, _, n in self.printed}
            for number in line.numbers:
                if (analysis, one.number, other and other.number, number) not in known:
                    self.printed.append((analysis, one, other, line.method, number))

    def _model(self, analysis: str, fit: SemFit, given: Mapping[int, Given]) -> Fitted:
        data = given[id(fit)]
        place = self.answers.place(fit, data)
        columns = self.answers.frames[place.file - 1].digests
        key = (
            *(fit.syntax.relations, fit.syntax.defined, fit.syntax.constraints, place),
            *(repr(fit.settings), tuple(columns[name] for name in fit.table.observed)),
        )
        if key not in self.models:
            self.models[key] = Fitted(f"m{len(self.models) + 1:02d}", fit, place)
        self.models[key].analyses[analysis] = None
        return self.models[key]

    def files(self, head: Sequence[str]) -> dict[str, bytes]:
        """Every file by its name; `head` stands at the top of the script."""
        every = [one.fit for one in self.models.values()]
        names = Names(name for fit in every for name in _names(fit))
        found = {SCRIPT: _resource(SCRIPT, head)}
        found["models.R"] = _models(self.models.values(), names, head)
        found["printed.csv"] = lines([HEADINGS, *self._printed(names)]).encode()
        rows = [(a, why, count) for (a, why), count in sorted(self.beyond.items())]
        found["not-in-lavaan.csv"] = lines([("analysis", "why", "numbers"), *rows]).encode()
        if names.changed:
            changed = lines([("name", "in_r"), *sorted(names.changed.items())])
            found["names.csv"] = changed.encode()
        for at, content in enumerate(self.answers.written(names), 1):
            found[f"answers-{at}.csv"] = content
        return found

    def _printed(self, names: Names) -> Iterator[tuple[object, ...]]:
        for analysis, one, other, method, number in self.printed:
            yield (
                *(analysis, one.number, other.number if other else "", method, number.what),
                *(names(number.lhs), number.op, _right(number, names), number.block),
                *(number.statistic, _shown(number), number.value),
            )


def _names(fit: SemFit) -> Iterator[str]:
    yield from text.names(fit.syntax)
    yield from fit.table.observed


def _right(number: Number, names: Names) -> str:
    """Right side; that of a definition is an expression, and its left side tells it."""
    return number.rhs if number.op in ("|", ":=") else names(number.rhs)


def _shown(number: Number) -> str:
    """As a report in English prints it, with the minus sign of keyboards."""
    return show(number.value, number.shown, "en").replace("−", "-")


def _models(those: Iterable[Fitted], names: Names, head: Sequence[str]) -> bytes:
    told = [*(f"# {remark(line)}" for line in head), "", "models <- list()"]
    for one in those:
        told += ["", f"# {remark(', '.join(one.analyses))}"]
        told.append(
            f"models${one.number} <- function(...) {written_call(one.fit, one.place, names)}"
        )
    return ("\n".join(told) + "\n").encode()


def _resource(name: str, head: Sequence[str]) -> bytes:
    own = resources.files(__package__).joinpath(name).read_text("utf-8")
    return ("\n".join(f"# {remark(line)}" for line in head) + "\n" + own).encode()
