"""The network block as questions of a form: consent, then a field for each name.

Each field takes one token; what is asked about that person follows it. A form that comes back
leaves these questions out: the network block stays in the file it came from.
"""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.design.base import Text
from cpsurvey.design.form import Network, Question
from cpsurvey.design.questionnaire import Questionnaire

ROLE = "network"
"""Role of these questions, kept beside them in the form."""
BLOCK = "network"
"""What a page contains where the block is asked."""


def asking_names(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with its network block as ordinary questions, in the block's place."""
    network = questionnaire.network
    if network is None:
        return questionnaire
    asked = tuple(_questions(network))
    ids = tuple(one.id for one in asked)
    pages = tuple(
        page.model_copy(
            update={
                "contains": tuple(
                    name
                    for part in page.contains
                    for name in (ids if part == BLOCK else (part,))
                )
            }
        )
        for page in questionnaire.pages
    )
    data = {name: getattr(questionnaire, name) for name in type(questionnaire).model_fields}
    data |= {"questions": (*questionnaire.questions, *asked), "pages": pages, "network": None}
    return Questionnaire.model_construct(**data)


def said(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What a person must know before fielding it."""
    network = questionnaire.network
    if network is None:
        return ()
    generators = ", ".join(one.id for one in network.generators)
    return (
        f"the network block ({generators}) asks for tokens: give everybody the list of them, "
        "and the same tokens to those who answer; names must not be written",
    )


def _questions(network: Network) -> Iterator[Question]:
    agreed = ""
    if consent := network.consent:
        yield Question(
            id=consent.id,
            type="select_one",
            text=consent.text,
            options=consent.options,
            role=ROLE,
            aliases=consent.aliases,
        )
        agreed = " or ".join(f"{consent.id} == {code}" for code in consent.agreed)
    for generator in network.generators:
        about = [one for one in network.interpreters if generator.id in one.applies_to]
        for at in range(1, network.max_nominations + 1):
            yield Question(
                id=f"{generator.id}_{at}",
                type="text",
                text=_numbered(generator.text, at),
                role=ROLE,
                show_if=agreed or None,
            )
            for one in about:
                yield Question(
                    id=f"{generator.id}_{one.id}_{at}",
                    type="select_one",
                    text=_numbered(one.text, at),
                    options=one.options,
                    role=ROLE,
                    show_if=agreed or None,
                )


def _numbered(text: Text, at: int) -> Text:
    return {language: f"{words} ({at})" for language, words in text.items()}
