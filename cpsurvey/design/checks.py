"""What a questionnaire must hold beyond its form: names that meet, languages complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cpsurvey.design import claims, expressions, limits
from cpsurvey.design.form import CHOSEN
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.options import Option
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS
from cpsurvey.design.yaml import Document
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding

Place = tuple[str | int, ...]


def check(questionnaire: Questionnaire, document: Document) -> list[Finding]:
    """Every problem that the shape alone does not show."""
    reader = _Reader(questionnaire, document)
    return [
        *reader.names_once(),
        *reader.option_sets(),
        *limits.check(questionnaire, document),
        *reader.option_sets_named(),
        *reader.composites(),
        *reader.attention_checks(),
        *reader.texts(),
        *reader.pages(),
        *reader.network(),
        *reader.expressions(),
        *reader.languages(),
        *reader.levers(),
        *reader.simulation(),
        *hypotheses(questionnaire.hypotheses, questionnaire, document),
    ]


def hypotheses(
    declared: Sequence[Hypothesis], questionnaire: Questionnaire, document: Document
) -> Iterator[Finding]:
    """Hypotheses declared twice, without a text in some language, or about nothing known."""
    seen: set[str] = set()
    for i, one in enumerate(declared):
        if one.id in seen:
            yield Finding(
                "name_twice",
                "error",
                document.where(("hypotheses", i, "id")),
                f"two hypotheses are called '{one.id}'",
                "give each a name of its own",
            )
        seen.add(one.id)
        for message, fix in claims.problems(one.claim, questionnaire) if one.claim else ():
            place = document.where(("hypotheses", i, "claim"))
            yield Finding("claim", "error", place, f"{one.id}: {message}", fix)
        named = [(place, target.label) for place, target in one.targets]
        for section in ("specifications", "rivals"):
            for at, other in enumerate(getattr(one, section)):
                named.append(((section, at), other.label))
        for below, label in named:
            lacking = [x for x in questionnaire.languages if label and not label.get(x)]
            for language in lacking:
                yield Finding(
                    "language_missing",
                    "error",
                    document.where(("hypotheses", i, *below, "label")),
                    f"a label below '{one.id}' is missing in '{language}'",
                    f"add '{language}: ...'",
                )
        for key in ("label", "untested"):
            texts = getattr(one, key)
            needed = texts or (key == "label" and not one.claim)
            for language in questionnaire.languages:
                if needed and not texts.get(language):
                    yield Finding(
                        "language_missing",
                        "error",
                        document.where(("hypotheses", i, key)),
                        f"the {key} of '{one.id}' is missing in '{language}'",
                        f"add '{language}: ...'",
                    )


def variables(questionnaire: Questionnaire) -> list[str]:
    """Every name a derived variable or an analysis may use, in questionnaire order."""
    return [
        *questionnaire.items,
        *questionnaire.scale_by_id,
        *(composite.id for composite in questionnaire.composites),
        *questionnaire.background,
        *(check.id for check in questionnaire.attention_checks),
        *(named.variable for named in questionnaire.identifiers.by_role().values()),
        *questionnaire.derived,
    ]


def columns(questionnaire: Questionnaire) -> list[str]:
    """Every name a column of answers may be given: variables, and times of pages."""
    return [
        *questionnaire.items,
        *questionnaire.question_by_id,
        *questionnaire.ticks,
        *(check.id for check in questionnaire.attention_checks),
        *(named.variable for named in questionnaire.identifiers.by_role().values()),
        *(f"{SECONDS}{page.id}" for page in questionnaire.pages),
    ]


def importable(questionnaire: Questionnaire) -> list[str]:
    """Every name a column of an export may be given, those of the network included."""
    consents = [consent.id for consent in questionnaire.consents]
    return [*columns(questionnaire), *consents, *nominated(questionnaire)]


def nominated(questionnaire: Questionnaire) -> list[str]:
    """Names of columns of the network: ``net_advice``, ``net_advice_1``, and their weights."""
    network = questionnaire.network
    if network is None:
        return []
    names = [one.id for one in network.generators]
    names += [f"{name}_{one.id}" for one in network.interpreters for name in one.applies_to]
    places = range(1, network.max_nominations + 1)
    return [*names, *(f"{name}_{at}" for name in names for at in places)]


class _Reader:
    def __init__(self, questionnaire: Questionnaire, document: Document) -> None:
        self.q = questionnaire
        self.document = document

    def error(self, rule: str, place: Place, message: str, fix: str) -> Finding:
        return Finding(rule, "error", self.document.where(place), message, fix)

    def places(self) -> Iterator[tuple[str, Place]]:
        """Every variable with its place in the file."""
        for s, scale in enumerate(self.q.scales):
            yield scale.id, ("scales", s, "id")
            for i, item in enumerate(scale.items):
                yield item.id, ("scales", s, "items", i)
        for i, composite in enumerate(self.q.composites):
            yield composite.id, ("composites", i)
        for i, question in enumerate(self.q.questions):
            yield question.id, ("questions", i)
            for choice in self.q.answers_of(question):
                yield choice.id, ("questions", i, "options")
        for i, attention in enumerate(self.q.attention_checks):
            yield attention.id, ("attention_checks", i)
        for role, named in self.q.identifiers.by_role().items():
            yield named.variable, ("identifiers", role)
        for consent in self.q.consents:
            yield consent.id, ("network", "consent")
        for i, generator in enumerate(self.q.network.generators if self.q.network else ()):
            yield generator.id, ("network", "generators", i)
        for name in self.q.derived:
            yield name, ("derived", name)

    def names_once(self) -> Iterator[Finding]:
        counts = Counter(name for name, _ in self.places())
        seen: set[str] = set()
        for name, place in self.places():
            if counts[name] > 1 and name in seen:
                yield self.error(
                    "name_twice",
                    place,
                    f"'{name}' names two variables",
                    "give each variable a name of its own",
                )
            seen.add(name)

    def option_sets(self) -> Iterator[Finding]:
        for name, options in self.q.option_sets.items():
            codes = [option.code for option in options.options]
            place = ("option_sets", name, "options")
            for code, count in Counter(codes).items():
                if count > 1:
                    yield self.error(
                        "code_twice", place, f"code {code} stands twice", "one code per answer"
                    )
            if len(options.codes) < 2:
                yield self.error(
                    "too_few_answers",
                    place,
                    f"option set '{name}' has fewer than two answers that are not missing",
                    "add answers, or take 'missing' from one",
                )

    def option_sets_named(self) -> Iterator[Finding]:
        known = list(self.q.option_sets)
        for s, scale in enumerate(self.q.scales):
            if scale.options not in known:
                items = ", ".join(item.id for item in scale.items if not item.options)
                yield self.error(
                    "no_option_set",
                    ("scales", s, "options"),
                    f"scale '{scale.id}' ({items}) names the option set '{scale.options}', "
                    "which does not exist",
                    did_you_mean(scale.options, known),
                )
            for i, item in enumerate(scale.items):
                if item.options and item.options not in known:
                    yield self.error(
                        "no_option_set",
                        ("scales", s, "items", i, "options"),
                        f"item '{item.id}' is in no option set: there is no '{item.options}'",
                        did_you_mean(item.options, known),
                    )
        asked = [
            *(("questions", i, q.id, q.options) for i, q in enumerate(self.q.questions)),
            *(
                ("attention_checks", i, c.id, c.options)
                for i, c in enumerate(self.q.attention_checks)
            ),
        ]
        for section, i, name, options in asked:
            if isinstance(options, str) and options not in known:
                yield self.error(
                    "no_option_set",
                    (section, i, "options"),
                    f"'{name}' names the option set '{options}', which does not exist",
                    did_you_mean(options, known),
                )
        for i, question in enumerate(self.q.questions):
            if question.type in CHOSEN and question.options is None:
                yield self.error(
                    "no_option_set",
                    ("questions", i),
                    f"'{question.id}' is a choice without options",
                    "add 'options'",
                )

    def composites(self) -> Iterator[Finding]:
        known = list(self.q.scale_by_id)
        for i, composite in enumerate(self.q.composites):
            for part in composite.of:
                if part not in known:
                    yield self.error(
                        "unknown_scale",
                        ("composites", i, "of"),
                        f"'{composite.id}' is made of '{part}', which is not a scale",
                        did_you_mean(part, known),
                    )

    def attention_checks(self) -> Iterator[Finding]:
        for i, attention in enumerate(self.q.attention_checks):
            if (
                isinstance(attention.options, str)
                and attention.options not in self.q.option_sets
            ):
                continue
            options = self.q.options_of(attention.id)
            codes = options.codes if options else ()
            for code in attention.expected:
                if code not in codes:
                    yield self.error(
                        "expected_not_an_answer",
                        ("attention_checks", i, "expected"),
                        f"'{attention.id}' expects {code}, which is not one of its answers",
                        f"answers: {', '.join(map(str, codes))}",
                    )

    def texts(self) -> Iterator[Finding]:
        """Every text stands in every language, or is left to the bearer of the scale."""
        asked: list[tuple[Place, str, dict[str, str]]] = [
            (("title",), "title", self.q.title),
            *(
                (("scales", s, "label"), f"label of '{x.id}'", x.label)
                for s, x in enumerate(self.q.scales)
            ),
        ]
        for s, scale in enumerate(self.q.scales):
            for i, item in enumerate(scale.items):
                place: Place = ("scales", s, "items", i)
                asked.append((place, f"text of '{item.id}'", item.text or item.label))
                if item.text and item.label:
                    asked.append((place, f"label of '{item.id}'", item.label))
        asked += [
            (("questions", i), f"text of '{x.id}'", x.text or x.label)
            for i, x in enumerate(self.q.questions)
        ]
        asked += [
            (("attention_checks", i), f"text of '{x.id}'", x.text)
            for i, x in enumerate(self.q.attention_checks)
        ]
        for i, one in enumerate(self.q.definitions):
            asked.append((("definitions", i), "term of a definition", one.term))
            asked.append((("definitions", i), "text of a definition", one.text))
        for i, lever in enumerate(self.q.levers):
            asked.append((("levers", i, "action"), f"action of '{lever.of}'", lever.action))
            asked.append(
                (("levers", i, "decides"), f"'decides' of '{lever.of}'", lever.decides)
            )
        for name, options in self.q.option_sets.items():
            asked += self._option_texts(("option_sets", name, "options"), options.options)
        for i, question in enumerate(self.q.questions):
            if not isinstance(question.options, str | None):
                asked += self._option_texts(("questions", i, "options"), question.options)
        for where, what, text in asked:
            for language in self.q.languages:
                if not text.get(language):
                    yield self.error(
                        "language_missing",
                        where,
                        f"the {what} is missing in '{language}'",
                        f"add '{language}: ...', or take '{language}' out of 'languages'",
                    )

    @staticmethod
    def _option_texts(
        place: Place, options: Iterable[Option]
    ) -> list[tuple[Place, str, dict[str, str]]]:
        return [
            ((*place, i), f"label of answer {o.code}", o.label) for i, o in enumerate(options)
        ]

    def pages(self) -> Iterator[Finding]:
        known = [
            *self.q.scale_by_id,
            *(question.id for question in self.q.questions),
            *(check.id for check in self.q.attention_checks),
            "background",
            "network",
        ]
        for i, page in enumerate(self.q.pages):
            for part in page.contains:
                if part not in known:
                    yield self.error(
                        "unknown_block",
                        ("pages", i, "contains"),
                        f"page '{page.id}' contains '{part}', which is nothing known",
                        did_you_mean(part, known),
                    )

    def network(self) -> Iterator[Finding]:
        if self.q.network is None:
            return
        known = [generator.id for generator in self.q.network.generators]
        yield from self._consents()
        for i, interpreter in enumerate(self.q.network.interpreters):
            for name in interpreter.applies_to:
                if name not in known:
                    yield self.error(
                        "unknown_generator",
                        ("network", "interpreters", i, "applies_to"),
                        f"'{interpreter.id}' applies to '{name}', which asks for no names",
                        did_you_mean(name, known),
                    )

    def _consents(self) -> Iterator[Finding]:
        for consent in self.q.consents:
            codes = [option.code for option in consent.options]
            for key in ("agreed", "out"):
                for code in getattr(consent, key):
                    if code not in codes:
                        yield self.error(
                            "unknown_code",
                            ("network", "consent", key),
                            f"'{consent.id}' has no answer of code {code}",
                            f"use codes of its answers: {', '.join(map(str, codes))}",
                        )

    def expressions(self) -> Iterator[Finding]:
        known = variables(self.q)
        written: list[tuple[Place, str, list[str]]] = []
        texts = {named.variable for named in self.q.identifiers.by_role().values()}
        earlier = [name for name in known if name not in self.q.derived and name not in texts]
        for name, text in self.q.derived.items():
            written.append((("derived", name), text, list(earlier)))
            earlier.append(name)
        written += [
            (("questions", i, "show_if"), question.show_if, known)
            for i, question in enumerate(self.q.questions)
            if question.show_if
        ]
        for place, text, choices in written:
            try:
                used = expressions.names(expressions.parse(text))
            except CpsurveyError as error:
                yield self.error("expression", place, error.message, error.fix or "")
                continue
            for variable in dict.fromkeys(used):
                if variable not in choices:
                    later = variable in self.q.derived
                    problem = "not a variable with numbers"
                    if later:
                        problem = "only defined further down"
                    yield self.error(
                        "unknown_variable",
                        place,
                        f"'{variable}' is {problem}",
                        "move it up" if later else did_you_mean(variable, choices),
                    )

    def languages(self) -> Iterator[Finding]:
        if not self.q.default_language:
            yield self.error(
                "missing_key",
                (),
                "'default_language' is missing, and there are several languages",
                f"add 'default_language: {self.q.languages[0]}'",
            )
        elif self.q.default_language not in self.q.languages:
            yield self.error(
                "language",
                ("default_language",),
                f"the default language '{self.q.default_language}' is not among the languages",
                f"write 'default_language: {self.q.languages[0]}', or add it to 'languages'",
            )

    def levers(self) -> Iterator[Finding]:
        known = [*self.q.scale_by_id, *(c.id for c in self.q.composites), *self.q.items]
        for i, lever in enumerate(self.q.levers):
            if lever.of not in known:
                yield self.error(
                    "unknown_lever",
                    ("levers", i, "of"),
                    f"a lever names '{lever.of}', which is neither a scale nor an item",
                    did_you_mean(lever.of, known),
                )

    def simulation(self) -> Iterator[Finding]:
        for i, shift in enumerate(self.q.simulation.shifts):
            known = {"item": list(self.q.items), "group": list(self.q.languages)}
            for key, choices in known.items():
                named = getattr(shift, key)
                if named not in choices:
                    what = "no item" if key == "item" else "no language of the questionnaire"
                    yield self.error(
                        "unknown_shift",
                        ("simulation", "shifts", i, key),
                        f"a shift names '{named}', which is {what}",
                        did_you_mean(named, choices),
                    )
        yield from self._drawn()
        named = self.q.simulation.common_method.options
        if named is not None and named not in self.q.option_sets:
            yield self.error(
                "no_option_set",
                ("simulation", "common_method", "options"),
                f"'common_method' names the option set '{named}', which does not exist",
                did_you_mean(named, self.q.option_sets),
            )

    def _drawn(self) -> Iterator[Finding]:
        """Questions of the simulation that nobody asks, or with answers they do not have."""
        known = [*self.q.scale_by_id, *(c.id for c in self.q.composites)]
        for name, drawn in self.q.simulation.questions.items():
            place = ("simulation", "questions", name)
            question = self.q.question_by_id.get(name)
            if question is None or question.type not in ("select_one", "integer"):
                said = f"'{name}' is no question with one answer"
                fix = did_you_mean(name, self.q.question_by_id)
                yield self.error("unknown_question", place, said, fix)
                continue
            options = self.q.options_of(name)
            for code in drawn.shares:
                if options and code not in options.codes:
                    said = f"{code} is no answer to '{name}'"
                    fix = f"answers: {', '.join(map(str, options.codes))}"
                    yield self.error("not_an_answer", (*place, "shares"), said, fix)
            if drawn.of is not None and drawn.of not in known:
                said = f"'{name}' is drawn from '{drawn.of}', which is no scale"
                fix = did_you_mean(drawn.of, known)
                yield self.error("unknown_scale", (*place, "of"), said, fix)
