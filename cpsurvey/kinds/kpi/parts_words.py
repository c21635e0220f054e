"""Total, direct and indirect, order in time, negative control (T21j, T21k, T21l)."""

from __future__ import annotations

from cpsurvey.design.kpi import Type
from cpsurvey.kinds.kpi.data import Order, Role
from cpsurvey.report.words import Phrase

T21J = Phrase(
    "What one standard deviation of {source} goes with: in total, directly, indirectly",
    "Ce qui est associé à un écart type de « {source} » : au total, directement, indirectement",
)
T21K = Phrase(
    "Periods of the indicators and the time the answers speak of",
    "Périodes des indicateurs et période dont parlent les réponses",
)
T21M = Phrase(
    "Direct and indirect as if mediators were measured without error",
    "Direct et indirect comme si les médiateurs étaient mesurés sans erreur",
)
CORRECTED_NOTE = Phrase(
    "Table T21j takes scores as they are, and error in a mediator makes some of what passes "
    "through it look direct. Here scores give way to what is expected of true ones "
    "(regression calibration; Carroll et al., 2006), by alpha, of a composite that of its "
    "scales: {reliability}, taken as known. Alpha below the true reliability corrects too "
    "much. The total stays as it is.",
    "Le tableau T21j prend les scores tels quels, et l'erreur d'un médiateur fait paraître "
    "direct ce qui passe par lui. Ici les scores cèdent la place à ce qu'on attend des vrais "
    "(calibration de régression ; Carroll et al., 2006), d'après l'alpha, pour un composite "
    "celui de ses échelles : {reliability}, supposé connu. Un alpha inférieur à la vraie "
    "fidélité corrige trop. Le total reste.",
)
T21L = Phrase(
    "Negative control: what one standard deviation of {marker} goes with",
    "Contrôle négatif : ce qui est associé à un écart type de « {marker} »",
)
UNIT_HEAD = Phrase("{variable}, in {unit}", "{variable}, en {unit}")
UNIT_AGENTS = Phrase(
    "{variable}, in {unit} ({agents} {agents:agent|agents})",
    "{variable}, en {unit} ({agents} {agents:agent|agents})",
)
PARTS_NOTE = Phrase(
    "{source} half a standard deviation above its mean instead of half below, averaged over "
    "the controls ({controls}). Total: model without mediators. Direct and indirect: natural "
    "effects by the mediation formula (Imai, Keele & Tingley, 2010), mediators linear in "
    "{source}, each the mean of its two versions; several mediators share what is indirect "
    "by the mean over their orders (VanderWeele & Vansteelandt, 2014).",
    "« {source} » un demi-écart type au-dessus de sa moyenne plutôt qu'un demi au-dessous, en "
    "moyenne sur les contrôles ({controls}). Total : modèle sans médiateurs. Direct et "
    "indirect : effets naturels par la formule de médiation (Imai, Keele et Tingley, 2010), "
    "médiateurs linéaires en « {source} », moyenne des deux versions de chacun ; plusieurs "
    "médiateurs se partagent l'indirect en moyenne sur leurs ordres (VanderWeele et "
    "Vansteelandt, 2014).",
)
PARTS_DRAWS = Phrase(
    "Intervals and p: {draws} draws of all coefficients together, from a t distribution whose "
    "covariance comes of leaving out each cluster in turn ({cluster}; CR3; MacKinnon, Nielsen "
    "& Webb, 2023).",
    "Intervalles et p : {draws} tirages de tous les coefficients ensemble, d'une loi de t dont "
    "la covariance vient de l'omission de chaque grappe tour à tour ({cluster} ; CR3 ; "
    "MacKinnon, Nielsen et Webb, 2023).",
)
PARTS_GAP = Phrase(
    "{variable}: direct and indirect add up to the total of the model with mediators, "
    "{gap} at most from the total shown.",
    "{variable} : direct et indirect s'additionnent au total du modèle avec médiateurs, à "
    "{gap} au plus du total affiché.",
)
PARTS_PERCENT = Phrase(
    "Per cent do not add up, they multiply: 10 % and 10 % make 21 %.",
    "Les pour cent ne s'additionnent pas, ils se multiplient : 10 % et 10 % font 21 %.",
)
PARTS_READ = Phrase(
    "Mediators are scores, measured with error: some of what passes through them counts as "
    "direct (T21m). None of the parts is causal where {source}, mediators and indicator share "
    "causes that are not among the controls.",
    "Les médiateurs sont des scores, mesurés avec erreur : une part de ce qui passe par eux "
    "compte comme directe (T21m). Aucune part n'est causale si « {source} », médiateurs et "
    "indicateur ont des causes communes hors des contrôles.",
)
NEGATIVE_NOTE = Phrase(
    "{marker} concerns nothing of the work. Its effect, beside {beside} and the controls, "
    "should be nothing; an interval that leaves out zero says that a way of answering, too, "
    "goes with the indicator.",
    "« {marker} » ne concerne en rien le travail. Son effet, à côté de {beside} et des "
    "contrôles, devrait être nul ; un intervalle sans le zéro dit qu'une manière de répondre "
    "va aussi avec l'indicateur.",
)
NEGATIVE_CLEAR = Phrase(
    "Negative control: {marker} goes with no indicator after adjustment, as it should be.",
    "Contrôle négatif : « {marker} » n'est associé à aucun indicateur après ajustement, "
    "comme attendu.",
)
NEGATIVE_FOUND = Phrase(
    "Negative control FAILED: {marker}, which concerns nothing of the work, goes with "
    "{variables}. What goes with involvement there may be a way of answering.",
    "Contrôle négatif EN ÉCHEC : « {marker} », qui ne concerne en rien le travail, est "
    "associé à {variables}. Ce qui y est associé à l'implication est peut-être une manière de "
    "répondre.",
)
PERIOD = Phrase("Period", "Période")
ORDER = Phrase("Against the answers", "Par rapport aux réponses")
OVERLAP = Phrase("% of the time asked about", "% du temps interrogé")
INDICATORS = Phrase("Indicators", "Indicateurs")
RECALL = Phrase(
    "The answers speak of the {days} {days:day|days} up to each; the middle one was given on "
    "{middle}. A period is earlier where it ends before that time begins, later where it "
    "begins after the answer, for 95% of respondents at least.",
    "Temps dont parle chaque réponse : {days} {days:jour|jours}, jusqu'à son jour ; la réponse "
    "médiane date du {middle}. Une période est antérieure si elle finit avant ce temps, "
    "postérieure si elle commence après la réponse, pour 95 % au moins des répondants.",
)
NO_RECALL = Phrase(
    "The questionnaire does not say of how long a time the answers speak ('recall_days' "
    "would): the day of the answer counts, the middle one is {middle}.",
    "Le questionnaire ne dit pas de combien de temps parlent les réponses (« recall_days » le "
    "dirait) : le jour de la réponse compte, la médiane est le {middle}.",
)
NO_DATES = Phrase(
    "The day of the answers is not known: neither is the order.",
    "Le jour des réponses est inconnu : l'ordre l'est aussi.",
)
ALL_TAKEN = Phrase(
    "Analysed: all periods; none is later than the answers.",
    "Périodes analysées : toutes ; aucune n'est postérieure aux réponses.",
)
LATER_TAKEN = Phrase(
    "Analysed: the periods after the answers, for indicators that have any.",
    "Périodes analysées : celles postérieures aux réponses, pour les indicateurs qui en ont.",
)
LAST_TAKEN = Phrase("Analysed: the last period.", "Période analysée : la dernière.")
ASKED_TAKEN = Phrase(
    "Analysed, as the study asks: {order}.",
    "Périodes analysées, selon l'étude : {order}.",
)
ORDERS: dict[Order, Phrase] = {
    "earlier": Phrase("earlier", "antérieure"),
    "same": Phrase("same time", "même moment"),
    "later": Phrase("later", "postérieure"),
    "unknown": Phrase("not known", "inconnu"),
}
ALL_PERIODS = Phrase("all", "toutes")
ROLES: dict[Role, Phrase] = {
    "total": Phrase("total", "total"),
    "direct": Phrase("direct", "direct"),
    "indirect": Phrase("indirect, together", "indirect, ensemble"),
    "through": Phrase("through {term}", "par {term}"),
    "marker": Phrase("marker", "marqueur"),
}
PART = Phrase("Part", "Part")
AND = Phrase(" and ", " et ")
CHANGES: dict[Type, Phrase] = {
    "binomial": Phrase("percentage points", "points de pourcentage"),
    "count": Phrase("per cent", "pour cent"),
    "log": Phrase("per cent", "pour cent"),
    "linear": Phrase("points of the score", "points de la note"),
}
FIG_PARTS = Phrase(
    "{source} and the indicators: total, direct and indirect, with 95% intervals",
    "« {source} » et les indicateurs : total, direct et indirect, intervalles à 95 %",
)
IN_SHORT_PARTS = Phrase(
    "{outcome}: one standard deviation of {source} goes with {nonroutine} percentage points "
    "in non-routine contacts ({direct} directly, {indirect} through {through}) and {routine} "
    "in routine ones ({agents} {agents:agent|agents}).",
    "{outcome} : un écart type de « {source} » est associé à {nonroutine} points de "
    "pourcentage pour les contacts non routiniers ({direct} directement, {indirect} par "
    "{through}) et {routine} pour les routiniers ({agents} {agents:agent|agents}).",
)
