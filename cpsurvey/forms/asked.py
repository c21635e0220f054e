"""What a form asks, page by page, in the order of the questionnaire; the same for every target.

Nothing is asked twice, and what stands on no page of the questionnaire comes after its pages.
The network block is left out here (`left_out` says so); a form that can ask for names asks
through `names.asking_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from cpsurvey.design.base import Text
from cpsurvey.design.form import AttentionCheck, Identifier, Question
from cpsurvey.design.options import OptionSet
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.scales import Item, Scale
from cpsurvey.forms import phrases

Asker = Item | Question | AttentionCheck | Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is asked.

    Parameters
    ----------
    id : str
        The variable.
    text : mapping of str to str
        What the respondent reads, in every language of the questionnaire.
    type : str
        A question's type; ``select_one`` for items and attention checks.
    answers : str
        Name of its answers: those of an option set, or its own. '' where it has none.
    source : part of the questionnaire
        What it is.
    """

    id: str
    text: Text
    type: str
    source: Asker
    answers: str = ""
    options: OptionSet | None = None
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines asked together: statements of one scale with the same answers, or one question."""

    lines: tuple[Line, ...]

    @property
    def scale(self) -> Scale | None:
        """Scale of its first line."""
        return self.lines[0].scale

    @property
    def options(self) -> OptionSet | None:
        """Answers that its lines share."""
        return self.lines[0].options


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of a form."""

    id: str
    blocks: tuple[Block, ...]
    shuffle: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything it asks."""
        return tuple(line for block in self.blocks for line in block.lines)


def pages(questionnaire: Questionnaire) -> tuple[FormPage, ...]:
    """Pages of a form that ask something, in order."""
    named = {part for page in questionnaire.pages for part in page.contains}
    taken = {page.id for page in questionnaire.pages}
    planned = [(page.id, page.contains, page.shuffle) for page in questionnaire.pages]
    planned += [(_free(name, taken), parts, False) for name, parts in _by_itself(questionnaire)]
    found: list[FormPage] = []
    seen: set[str] = set()
    for name, parts, shuffle in planned:
        lines = []
        for line in (line for part in parts for line in _part(questionnaire, part, named)):
            if line.id not in seen:
                lines.append(line)
                seen.add(line.id)
        if lines:
            found.append(FormPage(name, tuple(_blocks(lines)), shuffle))
    return tuple(found)


def asked(questionnaire: Questionnaire) -> tuple[Line, ...]:
    """Every line of every page."""
    return tuple(line for page in pages(questionnaire) for line in page.lines)


def opening(questionnaire: Questionnaire) -> Text:
    """First page of a form: what taking part means, and words explained."""
    return {one: _opening(questionnaire, one) for one in questionnaire.languages}


def _opening(questionnaire: Questionnaire, language: str) -> str:
    notice = questionnaire.notice.get(language, "")
    pattern = phrases.of(phrases.DEFINITION, language)
    defined = [
        pattern.format(
            term=whole(one.term, questionnaire, "")[language],
            text=whole(one.text, questionnaire, "")[language],
        )
        for one in questionnaire.definitions
    ]
    head = [phrases.of(phrases.DEFINED, language)] if defined else []
    return "\n\n".join(filter(None, (notice, "\n".join([*head, *defined]))))


def left_out(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What of a questionnaire no form asks, in words."""
    if questionnaire.network is None:
        return ()
    generators = ", ".join(one.id for one in questionnaire.network.generators)
    return (
        f"the network block ({generators}) is left out: on paper nobody could keep apart who "
        "names whom; field it with LimeSurvey or XLSForm",
    )


def _by_itself(questionnaire: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pages of a questionnaire that plans none: background, each scale, checks."""
    yield "page_background", ("background",)
    left = [check.id for check in questionnaire.attention_checks]
    for scale in questionnaire.scales:
        among = [
            check.id
            for check in questionnaire.attention_checks
            if check.options == scale.options and check.id in left
        ]
        left = [check for check in left if check not in among]
        yield f"page_{scale.id}"[:32], (scale.id, *among)
    yield "page_end", tuple(left)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{name[:30]}_x"
    taken.add(name)
    return name


def _part(questionnaire: Questionnaire, part: str, named: set[str]) -> Iterator[Line]:
    """Lines of what a page names; a question with a place of its own is no background."""
    if part == "background":
        for question in questionnaire.questions:
            if question.id not in named:
                yield _question(questionnaire, question)
    elif scale := questionnaire.scale_by_id.get(part):
        for item in scale.items:
            yield _line(questionnaire, item, scale)
    elif asked_here := questionnaire.question_by_id.get(part):
        yield _question(questionnaire, asked_here)
    else:
        for check in questionnaire.attention_checks:
            if check.id == part:
                yield _line(questionnaire, check, None)


def _question(questionnaire: Questionnaire, question: Question) -> Line:
    chosen = question.options is not None
    return Line(
        id=question.id,
        text=whole(question.text or question.label, questionnaire, question.id),
        type=question.type,
        source=question,
        answers=answers_name(questionnaire, question.id) if chosen else "",
        options=questionnaire.options_of(question.id),
    )


def _line(
    questionnaire: Questionnaire, source: Item | AttentionCheck, scale: Scale | None
) -> Line:
    label = source.label if isinstance(source, Item) else {}
    return Line(
        id=source.id,
        text=whole(source.text or label, questionnaire, source.id),
        type="select_one",
        source=source,
        answers=answers_name(questionnaire, source.id),
        options=questionnaire.options_of(source.id),
        scale=scale,
    )


def answers_name(questionnaire: Questionnaire, variable: str) -> str:
    """Name of the answers of a variable; no option set's where they are its own."""
    name = questionnaire.option_set_name(variable)
    own = questionnaire.options_of(variable) is not questionnaire.option_sets.get(name)
    while own and name in questionnaire.option_sets:
        name += "_x"
    return name


def whole(text: Text, questionnaire: Questionnaire, name: str) -> Text:
    """`text` in every language: another language's, or `name`, stands in for one that lacks."""
    spare = text.get(questionnaire.default_language) or next(
        (one for one in text.values() if one), name
    )
    return {language: text.get(language) or spare for language in questionnaire.languages}


def _blocks(lines: list[Line]) -> Iterator[Block]:
    """Statements of a scale with the same answers; a check among them where it fits."""
    open_: list[Line] = []
    for (scale, answers), run in groupby(lines, key=_together):
        if scale is not None:
            if open_:
                yield Block(tuple(open_))
            open_ = list(run)
            continue
        for line in run:
            fits = isinstance(line.source, AttentionCheck) and open_
            if fits and open_[0].answers == answers:
                open_.append(line)
                continue
            if open_:
                yield Block(tuple(open_))
            open_ = []
            yield Block((line,))
    if open_:
        yield Block(tuple(open_))


def _together(line: Line) -> tuple[str | None, str]:
    return line.scale.id if line.scale else None, line.answers
