"""All evidence side by side (T24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.design.evidence_seen import Mode
    from cpsurvey.kinds.joint.data import Says, Side, Verdict

SECTION = Phrase("All evidence side by side", "Toutes les preuves côte à côte")
T24 = Phrase(
    "Joint display: each claim by every kind of evidence",
    "Vue croisée : chaque affirmation selon chaque source",
)
IN_SHORT: dict[Verdict, Phrase] = {
    "divergent": Phrase(
        "Kinds of evidence diverge: {names}.", "Sources divergentes : {names}."
    ),
    "convergent": Phrase(
        "Kinds of evidence converge: {names}.", "Sources convergentes : {names}."
    ),
    "complementary": Phrase(
        "One kind of evidence alone speaks clearly: {names}.",
        "Une seule source parle clairement : {names}.",
    ),
    "inconclusive": Phrase(
        "Kinds of evidence do not decide: {names}.", "Les sources ne tranchent pas : {names}."
    ),
    "silent": Phrase("Nothing speaks of: {names}.", "Aucune source sur : {names}."),
}
CLAIM = Phrase("Claim", "Affirmation")
VERDICT = Phrase("Verdict", "Verdict")
VERDICTS: dict[Verdict, Phrase] = {
    "divergent": Phrase("divergent", "divergent"),
    "convergent": Phrase("convergent", "convergent"),
    "complementary": Phrase("complementary", "complémentaire"),
    "inconclusive": Phrase("inconclusive", "non concluant"),
    "silent": Phrase("silent", "muet"),
}
SURVEY = Phrase("Answers", "Réponses")
INDICATORS = Phrase("Indicators", "Indicateurs")
OBSERVATION = Phrase("Observation", "Observation")
SAID = Phrase("Interviews and notes", "Entretiens et notes")
DOCUMENTS = Phrase("Documents", "Documents")
STRENGTH = Phrase("Strength", "Force")
COMMENT = Phrase("Conclusion, signed", "Conclusion signée")
NUMBER = Phrase("{est} {ci}, {side}, n {n}", "{est} {ci}, {side}, n {n}")
NUMBER_P = Phrase("{est}, p {p}, {side}, n {n}", "{est}, p {p}, {side}, n {n}")
DESCRIBED = Phrase("{est} {ci}, n {n}", "{est} {ci}, n {n}")
HOURS = Phrase("{number}, agent-hours {hours}", "{number}, heures-agents {hours}")
NAMED = Phrase("{name}: {number}", "{name} : {number}")
SIDES: dict[Side, Phrase] = {
    "for": Phrase("for", "pour"),
    "against": Phrase("against", "contre"),
    "open": Phrase("open", "ouvert"),
}
NAMES: dict[str, Phrase] = {
    "mobilised": Phrase(
        "episodes with help, outside routine less in routine",
        "épisodes avec aide, inhabituel moins courant",
    ),
    "resolved": Phrase(
        "resolved outside routine, with help less without",
        "résolus face à l'inhabituel, avec aide moins sans",
    ),
    "resolved_more": Phrase(
        "resolved, with help less without, outside routine less in routine",
        "résolus, avec aide moins sans, inhabituel moins courant",
    ),
    "crossing": Phrase("help across teams, share", "entraide entre équipes, part"),
    "ties": Phrase("ties seen and told, r", "liens vus et déclarés, r"),
    "told_more": Phrase("items, less the others", "items, moins les autres"),
    "seen_more": Phrase(
        "share of help, less the others", "part de l'entraide, moins les autres"
    ),
}
WAYS: dict[Mode, Phrase] = {
    "story": Phrase(
        "Help comes as stories more than in other ways",
        "L'aide passe par des récits plus que par d'autres formes",
    ),
    "demonstration": Phrase(
        "Help comes by showing more than in other ways",
        "L'aide passe par la démonstration plus que par d'autres formes",
    ),
    "tip": Phrase(
        "Help comes as tips more than in other ways",
        "L'aide passe par des astuces plus que par d'autres formes",
    ),
    "co_listening": Phrase(
        "Help comes by listening in more than in other ways",
        "L'aide passe par la double écoute plus que par d'autres formes",
    ),
    "document": Phrase(
        "Help comes as documents more than in other ways",
        "L'aide passe par des documents plus que par d'autres formes",
    ),
    "rule_reminder": Phrase(
        "Help comes as reminders of rules more than in other ways",
        "L'aide passe par des rappels de règles plus que par d'autres formes",
    ),
    "other": Phrase(
        "Help comes in other ways more than in these",
        "L'aide passe par d'autres formes plus que par celles-ci",
    ),
}
DENIED = Phrase(
    "Kinds of evidence converge against it: {names}.",
    "Sources convergentes en sens contraire : {names}.",
)
CODE = Phrase(
    "{code} (segments: {segments}, sources: {people})",
    "{code} (segments : {segments}, sources : {people})",
)
SAYS: dict[Says, Phrase] = {
    "for": Phrase("speak for it", "vont dans ce sens"),
    "against": Phrase("speak against it", "vont en sens contraire"),
    "mixed": Phrase("speak both ways", "vont dans les deux sens"),
    "silent": Phrase("silent", "muets"),
}
WITH_CODES = Phrase("{codes}, {says}", "{codes}, {says}")
OF_STRANDS = Phrase("{strength} of {strands}", "{strength} sur {strands}")
SIGNED = Phrase("{comment} ({signed})", "{comment} ({signed})")
RULE_NOTE = Phrase(
    "Verdict by rule, from what has an interval (answers, indicators, observation): "
    "convergent: two or more on one side; divergent: on opposite sides; complementary: one "
    "alone, the others silent; inconclusive: intervals include zero; silent: nothing. What "
    "people said and documents hold stands beside and makes no test. Strength: intervals on "
    "the side of the verdict, of those there are.",
    "Verdict par règle, d'après ce qui a un intervalle (réponses, indicateurs, observation) : "
    "convergent : deux au moins du même côté ; divergent : de côtés opposés ; "
    "complémentaire : une seule source, les autres muettes ; non concluant : les intervalles "
    "contiennent zéro ; muet : rien. Ce qui a été dit et ce que portent les documents figure à "
    "côté et ne fait pas test. Force : intervalles du côté du verdict, sur ceux qui existent.",
)
ASSOCIATION_NOTE = Phrase(
    "All numbers are associations. Display after Guetterman, Fetters and Creswell (2015).",
    "Tous les nombres sont des associations. Présentation d'après Guetterman, Fetters et "
    "Creswell (2015).",
)
REGISTER_NOTE = Phrase(
    "{mention} of {documents} {documents:document|documents} of the register "
    "{mention:mentions|mention} a formal group.",
    "{mention} {mention:document|documents} du registre sur {documents} "
    "{mention:mentionne|mentionnent} un groupe formel.",
)
MANAGER = Phrase(
    "Different kinds of evidence were set side by side on {of} {of:claim|claims}: they agree "
    "on {agree}, and contradict each other on {differ}.",
    "Plusieurs sources ont été comparées sur {of} {of:affirmation|affirmations} : elles "
    "concordent sur {agree} et se contredisent sur {differ}.",
)
CAVEATS: dict[str, Phrase] = {
    "joint_left_out": Phrase(
        "{count} {count:code is|codes are} not read here, for coders do not agree on "
        "{count:it|them}: {codes}.",
        "{count} {count:code n'est pas lu|codes ne sont pas lus} ici, faute d'accord entre "
        "codeurs : {codes}.",
    ),
    "joint_apart": Phrase(
        "Observation and answers are not known to be of the same time: a divergence may come "
        "from that alone.",
        "On ne sait pas si observation et réponses portent sur la même période : une "
        "divergence peut n'avoir pas d'autre cause.",
    ),
    "joint_unsigned": Phrase(
        "{count} {count:divergence has|divergences have} no conclusion yet. A person writes "
        "and signs it in study.yaml: 'joint: {{CLAIM: {{comment: ..., signed: ...}}}}'.",
        "{count} {count:divergence est|divergences sont} sans conclusion. Une personne la "
        "rédige et la signe dans study.yaml : « joint: {{AFFIRMATION: {{comment: ..., signed: "
        "...}}}} ».",
    ),
}
