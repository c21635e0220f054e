"""Who is counted (T1, T3)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Who is counted", "Qui est compté")
IN_SHORT = Phrase(
    "{n} of {rows} {rows:row|rows} {n:was|were} analysed.",
    "{n} {n:ligne|lignes} sur {rows} {n:a été analysée|ont été analysées}.",
)
FIGURE = Phrase(
    "From rows read to those counted, and why others were left out",
    "Des lignes lues à celles comptées, et pourquoi d'autres sont écartées",
)
LEFT = Phrase("{stage}: n = {n}", "{stage} : n = {n}")
GONE = Phrase("{stage}: {n}", "{stage} : {n}")
T1 = Phrase("Sample flow", "Flux de l'échantillon")
T3 = Phrase("Answers set aside on import", "Réponses écartées à l'import")
STAGE = Phrase("Stage", "Étape")
LOST = Phrase("Lost", "Perdus")
SHARE_READ = Phrase("% of rows read", "% des lignes lues")
COLUMN = Phrase("Column", "Colonne")
ANSWERED = Phrase(
    "{n} {n:answer is|answers are} counted out of {rows} received.",
    "{n} {n:réponse est comptée|réponses sont comptées} sur {rows} {rows:reçue|reçues}.",
)
CAVEATS = {
    "refused_always": Phrase(
        "study.yaml has self_report: false. Who said that their answers should not be used is "
        "left out all the same: it is a refusal, not a sign of carelessness.",
        "study.yaml porte self_report: false. Les personnes qui ont dit que leurs réponses ne "
        "sont pas à exploiter sont écartées malgré tout : c'est un refus, pas un signe de "
        "négligence.",
    ),
    "versions_before": Phrase(
        "{n} {n:answer was|answers were} given to version {then} of the questionnaire and "
        "{n:is|are} read with version {now}: {same} {same:item has|items have} the same words, "
        "{reworded} {reworded:has|have} others, {dropped} {dropped:question is|questions are} "
        "set aside, and these were not asked then: "
        "{variables}. Whether the new words measure the same is an assumption; scores of the "
        "two are not compared without the chapter on waves.",
        "{n} {n:réponse a été donnée|réponses ont été données} à la version {then} du "
        "questionnaire et {n:est lue|sont lues} avec la version {now} : {same} "
        "{same:item garde ses|items gardent leurs} mots, {reworded} en {reworded:a|ont} "
        "d'autres, {dropped} {dropped:question est mise|questions sont mises} de côté, et "
        "voici ce qui n'était pas encore demandé : {variables}. Que les nouveaux mots mesurent "
        "la même chose est une hypothèse ; les scores des deux versions ne se comparent pas "
        "sans le chapitre sur les vagues.",
    ),
    "versions_few": Phrase(
        "Some answers were given to version {then} of the questionnaire and are read with "
        "version {now}: some words differ. How many is not shown: one of the two groups is "
        "too small.",
        "Certaines réponses ont été données à la version {then} du questionnaire et sont lues "
        "avec la version {now} : certains mots diffèrent. Leur nombre n'est pas montré : l'un "
        "des deux groupes est trop petit.",
    ),
}
