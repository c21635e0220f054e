"""What observers saw (T34 to T34e)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.design.evidence_seen import Mode
    from cpsurvey.kinds.observed.data import Measure, Overlap, Part
    from cpsurvey.seen.log import Role

SECTION = Phrase("What observers saw", "Ce qui a été observé")
T34 = Phrase("Help that was seen", "Entraide observée")
T34B = Phrase(
    "Ways of helping: as seen, and as told",
    "Formes d'entraide : observées et déclarées",
)
T34C = Phrase("Help that was seen beside help that was told", "Entraide observée et déclarée")
T34D = Phrase("Who observed", "Qui a observé")
T34E = Phrase(
    "Rows of the log left out, or used in part", "Lignes du journal écartées ou lues en partie"
)
IN_SHORT = Phrase(
    "{est} {rate:episode|episodes} of help per agent-hour observed {ci}; share of episodes "
    "with help outside routine: {share_est} {share_ci}.",
    "{est} {rate:épisode|épisodes} d'entraide par heure-agent observée {ci} ; part des "
    "épisodes avec aide face à l'inhabituel : {share_est} {share_ci}.",
)
PART = Phrase("Work", "Travail")
PARTS: dict[Part, Phrase] = {
    "all": Phrase("All", "Ensemble"),
    "routine": Phrase("Routine", "Courant"),
    "nonroutine": Phrase("Outside routine", "Inhabituel"),
}
HOURS = Phrase("Agent-hours", "Heures-agents")
HELPED = Phrase("Helped, in these hours", "Avec aide, dans ces heures")
RATE = Phrase("Per hour", "Par heure")
EPISODES = Phrase("Episodes", "Épisodes")
SHARE = Phrase("With help", "Avec aide")
RESOLVED_WITH = Phrase("Resolved with", "Résolus avec")
RESOLVED_WITHOUT = Phrase("Resolved without", "Résolus sans")
RATES_NOTE = Phrase(
    "Per hour: episodes in which anybody helped per agent-hour, exact Poisson interval. "
    "With help: share of episodes, interval by sessions (CR2, on log odds). Resolved with and "
    "without help is association alone: people help where calls are hard.",
    "Par heure : épisodes où quelqu'un aide, par heure-agent, intervalle de Poisson exact. "
    "Avec aide : part des épisodes, intervalle par séances (CR2, échelle logit). Résolus avec "
    "et sans aide : simple association, car on aide là où les appels sont difficiles.",
)
RATIO_NOTE = Phrase(
    "Rate outside routine over that in routine: {est} {ci} (exact, given both counts).",
    "Fréquence face à l'inhabituel rapportée à celle du travail courant : {est} {ci} (exact, "
    "sachant les deux effectifs).",
)
MEASURES: dict[Measure, Phrase] = {
    "mobilised": Phrase(
        "Share of episodes with help, outside routine less in routine: {est} {ci}.",
        "Part des épisodes avec aide, inhabituel moins courant : {est} {ci}.",
    ),
    "resolved": Phrase(
        "Share resolved outside routine, with help less without: {est} {ci}.",
        "Part résolue face à l'inhabituel, avec aide moins sans : {est} {ci}.",
    ),
    "resolved_more": Phrase(
        "The same difference outside routine less in routine: {est} {ci}.",
        "La même différence, inhabituel moins courant : {est} {ci}.",
    ),
    "crossing": Phrase(
        "Share of help that crosses teams: {est} {ci}.",
        "Part de l'entraide qui franchit les équipes : {est} {ci}.",
    ),
}
AGENTS_NOTE = Phrase(
    "{agents} {agents:person|people} observed in {sessions} {sessions:session|sessions}.",
    "{agents} {agents:personne observée|personnes observées} en {sessions} "
    "{sessions:séance|séances}.",
)
KNOWN_NOTE = Phrase(
    "{known} of them answered the questionnaire.",
    "Parmi elles, {known} {known:a répondu|ont répondu} au questionnaire.",
)
MODE = Phrase("Way", "Forme")
MODES: dict[Mode, Phrase] = {
    "story": Phrase("Story", "Récit"),
    "demonstration": Phrase("Demonstration", "Démonstration"),
    "tip": Phrase("Tip", "Astuce"),
    "co_listening": Phrase("Listening in together", "Double écoute"),
    "document": Phrase("Document", "Document"),
    "rule_reminder": Phrase("Reminder of a rule", "Rappel d'une règle"),
    "other": Phrase("Other", "Autre"),
}
SHARE_OF_HELP = Phrase("Share of help", "Part de l'entraide")
TOLD = Phrase("Items: M", "Items : M")
TOLD_CI = Phrase("95% CI (items)", "IC à 95 % (items)")
TOLD_N = Phrase("n (items)", "n (items)")
SEEN_MORE = Phrase("Seen: less the others", "Observé : moins les autres")
SEEN_MORE_CI = Phrase("95% CI (seen)", "IC à 95 % (observé)")
TOLD_MORE = Phrase("Told: less the others", "Déclaré : moins les autres")
TOLD_MORE_CI = Phrase("95% CI (told)", "IC à 95 % (déclaré)")
MODES_NOTE = Phrase(
    "Share of help: of episodes with help, interval by sessions. Items: mean of the items that "
    "ask for this way, interval by teams. Less the others: the share, or the mean, less the "
    "mean of the other ways that items ask for. Means of items also depend on their words; "
    "ways seen with too few people are put together.",
    "Part de l'entraide : des épisodes avec aide, intervalle par séances. Items : moyenne des "
    "items portant sur cette forme, intervalle par équipes. Moins les autres : la part, ou la "
    "moyenne, moins la moyenne des autres formes que des items mesurent. Les moyennes d'items "
    "dépendent aussi de leur énoncé ; les formes vues chez trop peu de personnes sont "
    "regroupées.",
)
PEOPLE = Phrase("People", "Personnes")
TIES_TOLD = Phrase("Ties told", "Liens déclarés")
TIES_SEEN = Phrase("Ties seen", "Liens observés")
BOTH = Phrase("Both", "Les deux")
JACCARD = Phrase("Jaccard", "Jaccard")
PRECISION = Phrase("Told and seen, of told", "Déclarés et vus, sur déclarés")
RECALL = Phrase("Told and seen, of seen", "Déclarés et vus, sur vus")
QAP = Phrase("r (QAP)", "r (QAP)")
TIES_NOTE = Phrase(
    "Ties from who was helped to who helped, among people who were seen and were asked. p: "
    "{draws} permutations of people (quadratic assignment). A tie that nobody saw may well be: "
    "observers see a part of the time.",
    "Liens de la personne aidée vers celle qui aide, parmi les personnes vues et interrogées. "
    "p : {draws} permutations des personnes (affectation quadratique). Un lien que personne "
    "n'a vu peut exister : on n'observe qu'une partie du temps.",
)
PERCEIVED_NOTE = Phrase(
    "Non-routine episodes seen and {variable} as told, over {teams} {teams:team|teams}: "
    "Spearman's ρ = {rho}, p {p}.",
    "Épisodes inhabituels observés et {variable} déclaré, sur {teams} "
    "{teams:équipe|équipes} : ρ de Spearman = {rho}, p {p}.",
)
ROLE = Phrase("Part taken", "Degré de participation")
ROLES: dict[Role, Phrase] = {
    "complete_observer": Phrase("Observer alone", "Observateur complet"),
    "observer_as_participant": Phrase(
        "Observer who takes part at times", "Observateur participant à l'occasion"
    ),
    "participant_as_observer": Phrase("Participant who observes", "Participant qui observe"),
    "complete_participant": Phrase("Participant", "Participant complet"),
    "unknown": Phrase("Not said", "Non précisé"),
}
OBSERVERS = Phrase("Observers", "Observateurs")
SESSIONS = Phrase("Sessions", "Séances")
ROLES_NOTE = Phrase("Parts after Gold (1958).", "Degrés d'après Gold (1958).")
WINDOW_NOTE = Phrase(
    "Observed from {first} to {last}; answers from {answers_first} to {answers_last}.",
    "Observation du {first} au {last} ; réponses de {answers_first} à {answers_last}.",
)
TABLES: dict[str, Phrase] = {
    "sessions": Phrase("Sessions", "Séances"),
    "episodes": Phrase("Episodes", "Épisodes"),
}
OVERLAPS: dict[Overlap, Phrase] = {
    "overlap": Phrase("The two overlap.", "Les deux périodes se recouvrent."),
    "apart": Phrase("The two do not overlap.", "Les deux périodes ne se recouvrent pas."),
    "unknown": Phrase(
        "Whether the two overlap is not known.", "On ne sait si les périodes se recouvrent."
    ),
}
MANAGER = Phrase(
    "Observers saw {rate} {rate:episode|episodes} of help per hour and agent. Outside routine, "
    "somebody helped in {share}% of episodes.",
    "Les observateurs ont vu {rate} {rate:épisode|épisodes} d'entraide par heure et par agent. "
    "Face à l'inhabituel, quelqu'un a aidé dans {share} % des épisodes.",
)
MANAGER_CROSSING = Phrase(
    "{share}% of the help that was seen crosses teams.",
    "{share} % de l'entraide observée franchit les équipes.",
)
CAVEATS: dict[str, Phrase] = {
    "observed_few": Phrase(
        "Fewer than {k} people were observed: nothing is told of them.",
        "Moins de {k} personnes ont été observées : rien n'en est dit.",
    ),
    "observed_apart": Phrase(
        "The days of observation and those of the answers do not overlap: both may differ "
        "because the time does.",
        "Les jours d'observation et ceux des réponses ne se recouvrent pas : un écart peut "
        "venir du moment.",
    ),
    "observed_undated": Phrase(
        "Whether observation and answers are of the same time is not known.",
        "On ne sait pas si observation et réponses portent sur la même période.",
    ),
    "observed_clusters": Phrase(
        "Help comes in clusters: it differs {dispersion} times more between sessions than "
        "chance would have it. The exact interval of the rate is too short; that of shares "
        "knows of sessions.",
        "L'entraide vient par grappes : elle varie {dispersion} fois plus entre séances que le "
        "hasard ne le voudrait. L'intervalle exact de la fréquence est trop court ; celui des "
        "parts tient compte des séances.",
    ),
    "observed_few_sessions": Phrase(
        "{sessions} {sessions:session|sessions} alone: intervals by sessions are rough.",
        "{sessions} {sessions:séance seulement|séances seulement} : les intervalles par "
        "séances sont grossiers.",
    ),
    "observed_took_part": Phrase(
        "Observers who take part are a part of what they see.",
        "Des observateurs qui participent font partie de ce qu'ils observent.",
    ),
    "observed_unclear": Phrase(
        "Whether work is routine is unclear in {count} of {of} {of:episode|episodes}, which "
        "{count:counts|count} in neither part.",
        "Pour {count} {count:épisode|épisodes} sur {of}, on ne sait si le travail est courant "
        "ou inhabituel ; ils ne comptent dans aucune des deux parts.",
    ),
}
