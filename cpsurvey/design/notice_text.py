"""An information notice to fill in: what a study knows of itself, in English and French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cpsurvey.design.kpi import KpiSpec
from cpsurvey.design.privacy import Privacy
from cpsurvey.design.questionnaire import Questionnaire

LANGUAGES = ("en", "fr")
_OPEN = {
    "en": "[to be filled in by {who}: {what}]",
    "fr": "[à compléter par {who} : {what}]",
}
_WHO = {"en": "the controller", "fr": "le responsable du traitement"}
_WHAT: dict[str, tuple[str, str]] = {
    "controller": (
        "name and address of the organisation responsible",
        "nom et adresse de l'organisme responsable",
    ),
    "contact": (
        "a person and an address for questions and requests",
        "une personne et une adresse pour les questions et demandes",
    ),
    "officer": (
        "data-protection officer, or that there is none",
        "délégué à la protection des données, ou qu'il n'y en a pas",
    ),
    "purposes": ("what the answers are used for", "à quoi servent les réponses"),
    "basis": (
        "lawful basis, with its article of the GDPR",
        "base légale, avec l'article du RGPD",
    ),
    "recipients": ("who receives the documents", "qui reçoit les documents"),
    "retention": ("how long answers are kept", "durée de conservation des réponses"),
}
_SECTIONS = {
    "en": """\
# Information for participants: {title}

You are invited to answer a questionnaire ({about}). Taking part is voluntary: not
answering, or stopping, has no consequence for you.

## Who is responsible

{controller}

Contact: {contact}

Data-protection officer: {officer}

## What it is for, and on which basis

{purposes}

Lawful basis: {basis}

## Which data

- Your answers: {items} statements on {scales} scales, and {questions} questions about you
  and your work.
- What tells who belongs together: {groups}.
{linked}
Your identifier is replaced by a pseudonym made with a secret key; the list of names is not
part of the study. Free text is not kept. No decision about you is taken from your answers,
and nobody is scored one by one.

## Who sees what

The analyst works on a private copy. What is passed on are tables and pictures of groups of
at least {k} people; smaller groups are not shown. Recipients: {recipients}

## How long

{retention}

## Your rights

You may ask to see your answers, to have them corrected or erased, and to object. Erasing
takes your answers out of the study; documents passed on before still count you in their
totals. You may complain to your supervisory authority (in France: the CNIL).
""",
    "fr": """\
# Information des participants : {title}

Nous vous invitons à répondre à un questionnaire ({about}). La participation est libre : ne
pas répondre, ou s'arrêter, n'a aucune conséquence pour vous.

## Qui est responsable

{controller}

Contact : {contact}

Délégué à la protection des données : {officer}

## Pour quoi faire, et sur quelle base

{purposes}

Base légale : {basis}

## Quelles données

- Vos réponses : {items} affirmations réparties en {scales} échelles, et {questions}
  questions sur vous et votre travail.
- Ce qui dit qui va ensemble : {groups}.
{linked}
Votre identifiant est remplacé par un pseudonyme calculé avec une clé secrète ; la liste des
noms ne fait pas partie de l'étude. Le texte libre n'est pas conservé. Aucune décision vous
concernant n'est tirée de vos réponses, et personne n'est noté individuellement.

## Qui voit quoi

L'analyste travaille sur une copie privée. Ne sont transmis que des tableaux et des figures
portant sur des groupes d'au moins {k} personnes ; les groupes plus petits ne sont pas
montrés. Destinataires : {recipients}

## Combien de temps

{retention}

## Vos droits

Vous pouvez demander à voir vos réponses, à les faire rectifier ou effacer, et vous opposer
à leur traitement. L'effacement retire vos réponses de l'étude ; les documents transmis
auparavant vous comptent encore dans leurs totaux. Vous pouvez saisir votre autorité de
contrôle (en France : la CNIL).
""",
}
_LINKED = {
    "en": "- Indicators of your work, joined to your answers by your identifier: {names}.\n",
    "fr": "- Des indicateurs de votre activité, rapprochés de vos réponses par votre "
    "identifiant : {names}.\n",
}
_NAMED = {
    "en": "- Colleagues whom you name, as pseudonyms; you may refuse these questions, and ask "
    "not to be named by others.\n",
    "fr": "- Les collègues que vous nommez, sous pseudonyme ; vous pouvez refuser ces "
    "questions et demander à ne pas être nommé par d'autres.\n",
}
_KEPT = {
    "en": "Answers and indicators are deleted {days} days after they were given.",
    "fr": "Les réponses et les indicateurs sont supprimés {days} jours après avoir été donnés.",
}
_NONE = {"en": "nothing", "fr": "rien"}
_ROLES = {
    "team": ("your team", "votre équipe"),
    "centre": ("your centre", "votre centre"),
    "language": ("the language you answer in", "la langue de vos réponses"),
    "wave": ("the wave of the survey", "la vague d'enquête"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What a study knows of itself before anybody is asked."""

    title: Mapping[str, str]
    questionnaire: Questionnaire
    privacy: Privacy = field(default_factory=Privacy)
    kpi: KpiSpec | None = None
    languages: tuple[str, ...] = LANGUAGES
    smallest: int | None = None


def notice_text(known: Known) -> str:
    """The notice in the study's languages, one after the other; what nobody said is open."""
    spoken = [one for one in known.languages if one in LANGUAGES] or ["en"]
    return "\n---\n\n".join(_in_one(known, language) for language in dict.fromkeys(spoken))


def open_place(what: str, language: str) -> str:
    """A place that only the study can fill in."""
    said = _WHAT[what][language == "fr"]
    return _OPEN[language].format(who=_WHO[language], what=said)


def _in_one(known: Known, language: str) -> str:
    declared = {
        name: _picked(getattr(known.privacy.declared, name), language)
        or open_place(name, language)
        for name in ("controller", "contact", "officer", "purposes", "basis", "recipients")
    }
    days = known.privacy.retention_days
    q = known.questionnaire
    return _SECTIONS[language].format(
        title=_picked(known.title, language),
        about=_picked(q.title, language) or q.id,
        items=len(q.items),
        scales=len(q.scales),
        questions=len(q.background),
        groups=", ".join(_groups(known, language)) or _NONE[language],
        linked=_linked(known, language),
        k=known.smallest or known.privacy.k,
        retention=_KEPT[language].format(days=days)
        if days
        else open_place("retention", language),
        **declared,
    )


def _groups(known: Known, language: str) -> Iterator[str]:
    for role in known.questionnaire.identifiers.by_role():
        if role in _ROLES:
            yield _ROLES[role][language == "fr"]


def _linked(known: Known, language: str) -> str:
    said = _NAMED[language] if known.questionnaire.network else ""
    if known.kpi is None:
        return said
    names = ", ".join(_picked(one.label, language) for one in known.kpi.indicators)
    return said + _LINKED[language].format(names=names)


def _picked(texts: Mapping[str, str], language: str) -> str:
    found = texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
    return found.replace("\n", " ").strip()
