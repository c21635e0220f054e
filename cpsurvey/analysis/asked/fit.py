"""An analysis by what the data hold: the one place that decides what was asked.

Options of all kinds are called alike, and what may be missing depends on their names: a list
is shortened, what is held constant is left out, a cluster too; anything else is needed, and
an analysis without it does not apply.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from cpsurvey import kind as kinds
from cpsurvey.analysis import terms
from cpsurvey.analysis.asked import syntax
from cpsurvey.analysis.asked.questionnaire import Used
from cpsurvey.design import Request
from cpsurvey.kind import Params

NEEDED = ("outcome", "predictor", "moderator", "source", "mediators", "target")
NEEDED_TOO = ("trials", "exposure", "marker", "involvement")
LISTS = ("scales", "variables", "outcomes", "explained", "also", "items")
FORMULAS = ("blocks", "predictors")
HELD = ("covariates", "controls", "further")
PARTS = ("linear", "split", "slopes", "drop_items")
"""Lists that name parts of what other options name."""
NEEDED_GROUPS = {
    ("aggregation", "group"),
    ("control", "group"),
    ("multilevel_mediation", "group"),
    ("invariance", "by"),
}
ROBUST = ("cr1", "cr2")
TWO = ("rivals", "discriminant")
"""Kinds that compare scales, so that they need two."""


class Fitted:
    """One request, held against what is used."""

    def __init__(self, request: Request, used: Used, groups: Collection[str]) -> None:
        self.request = request
        self.used = used
        self.absent_groups = groups
        self.params: Params = kinds.named(request.kind).options.model_validate(
            dict(request.options)
        )
        self.options: dict[str, Any] = dict(request.options)
        self.missing: list[str] = []
        self.without: list[str] = []
        self.missing_groups: list[str] = []
        self.clusters = False

    def made(self) -> Request:
        """The request as it can be done, or with what it cannot do without."""
        self._groups()
        self._needed()
        self._lists()
        self._formulas()
        self._indicators()
        self._models()
        applies = not (self.missing or self.missing_groups)
        return replace(
            self.request,
            options=self.options if applies else self.request.options,
            unasked=tuple(self._known(self.missing)),
            groups=tuple(dict.fromkeys(self.missing_groups)),
            lost=tuple(name for name in self._known(self.without) if not self._told(name)),
        )

    def _known(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(root for name in names for root in self.used.roots(name)))

    def _told(self, name: str) -> bool:
        """Whether it is an item that the table of shortened scales names."""
        return name in self.used.whole.items

    def _value(self, option: str) -> Any:
        return getattr(self.params, option, None)

    def _gone(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self.used.gone]

    # ------------------------------------------------------------------------ groups
    def _groups(self) -> None:
        for option in ("cluster", "by", "group"):
            asked = self._value(option)
            if isinstance(asked, str) and asked in self.absent_groups:
                if (self.request.kind, option) in NEEDED_GROUPS:
                    self.missing_groups.append(asked)
                else:
                    self._off(option)
                    self.clusters |= option == "cluster"
        if self._value("cluster") in self.absent_groups and self._value("errors") in ROBUST:
            self.options.pop("errors", None)
        for option in ("groups", "by"):
            asked = self._value(option)
            if not isinstance(asked, tuple):
                continue
            left = [one for one in asked if one not in self.absent_groups]
            if not left:
                self.missing_groups += asked
            elif len(left) < len(asked):
                self.options[option] = left

    def _off(self, option: str) -> None:
        """Take an option out; one with a default of its own is said to be none."""
        self.options.pop(option, None)
        field = type(self.params).model_fields[option]
        if self.request.kind == "power" and field.default is not None:
            self.options[option] = None

    # --------------------------------------------------------------------- variables
    def _needed(self) -> None:
        for option in (*NEEDED, *NEEDED_TOO):
            asked = self._value(option)
            if option == "moderator" and self._value("moderated") and self._gone([asked]):
                self.without += self._gone([asked])  # one effect of several
                self._off("moderator")
                self._off("moderated")
                continue
            names = asked if isinstance(asked, tuple) else (asked,) if asked else ()
            self.missing += self._gone(names)
        if self._value("members") in self.used.gone:
            self.options.pop("members", None)

    def _lists(self) -> None:
        for option in LISTS:
            asked = self._value(option) or ()
            gone = self._gone(asked)
            if not gone:
                continue
            left = [name for name in asked if name not in gone]
            if len(left) < (2 if self.request.kind in TWO else 1):
                self.missing += gone
            else:
                self.options[option] = left
                self.without += gone
        for option in PARTS:
            asked = self._value(option) or ()
            if self._gone(asked):
                self.options[option] = [name for name in asked if name not in self.used.gone]
        self._stages()
        reports = self._value("self_reports") or {}
        if gone := self._gone(reports.values()):
            self.options["self_reports"] = {k: v for k, v in reports.items() if v not in gone}
            self.without += gone

    def _stages(self) -> None:
        stages = self._value("stages") or ()
        if gone := self._gone(name for stage in stages for name in stage):
            left = [[name for name in stage if name not in gone] for stage in stages]
            self.options["stages"] = [stage for stage in left if stage]
            (self.without if any(left) else self.missing).extend(gone)

    # ---------------------------------------------------------------------- formulas
    def _formulas(self) -> None:
        for option in (*FORMULAS, *HELD):
            asked = self._value(option)
            if not asked:
                continue
            droppable = self.used.gone if option in HELD else self.used.controls
            if isinstance(asked, str):
                left: Any = self._formula(asked, droppable)
            else:
                blocks = [
                    self._formula(block, droppable)
                    if isinstance(block, str)
                    else [one for term in block if (one := self._formula(term, droppable))]
                    for block in asked
                ]
                left = [block for block in blocks if block]
                if not left and option not in HELD:
                    self.missing += self.without
            if left != (asked if isinstance(asked, str) else _lists(asked)):
                self.options[option] = left
        focal = self._value("focal")
        if focal and any(name in self.used.gone for name in terms.variables(_plain(focal))):
            self.options.pop("focal", None)

    def _formula(self, formula: str, droppable: Collection[str]) -> str:
        """A formula without the terms of what was not asked and may be left out."""
        gone = self._gone(terms.variables(formula))
        if not gone:
            return formula
        needed = [name for name in gone if name not in droppable]
        self.missing += needed
        if needed:
            return formula
        self.without += gone
        return " + ".join(
            terms.written(term)
            for term in terms.parse(formula)
            if not any(factor.name in gone for factor in term)
        )

    # ------------------------------------------------------------------------ models
    def _indicators(self) -> None:
        latent = self._value("latent")
        if not isinstance(latent, dict):
            return
        gone = self._gone(name for names in latent.values() for name in names)
        if gone:
            left = {f: [n for n in names if n not in gone] for f, names in latent.items()}
            self.options["latent"] = left
            self.without += gone
            if any(not names for names in left.values()):
                self.missing += gone

    def _added(self) -> None:
        """Lines added to a model; one that adds only what is gone is not the one asked for."""
        if added := self._value("add"):
            left = syntax.without(added, self.used.gone, self.used.controls)
            self.missing += left.missing
            self.without += [] if left.missing else left.gone
            self.options["add"] = left.text

    def _models(self) -> None:
        self._added()
        text = self._value("syntax")
        name = self._value("model")
        if name in self.used.whole.models:
            text = self.used.whole.models[name].syntax
        if not text:
            return
        left = syntax.without(text, self.used.gone, self.used.controls)
        self.missing += left.missing
        self.without += [] if left.missing else left.gone
        if name is None:
            self.options["syntax"] = left.text


def _plain(term: str) -> str:
    """Variables of the name of a column: ``x=2`` and ``x^2`` are of x."""
    return ":".join(part.split("=")[0].split("^")[0] for part in term.split(":"))


def _lists(blocks: Iterable[str | tuple[str, ...]]) -> list[str | list[str]]:
    return [block if isinstance(block, str) else list(block) for block in blocks]
