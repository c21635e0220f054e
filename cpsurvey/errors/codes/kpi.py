"""Codes of objective indicators: CPS019 for the reason map, CPS12x for their files."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS019": Code(
        Exit.INVALID_STUDY,
        "Reason map invalid",
        "The map of contact reasons has the keys schema (cpsurvey/reasons/1), id, version "
        "(in quotes), decided (a day), rule and reasons: each reason is routine, non_routine "
        "or unclear. It is decided before anybody looks at results; its hash is printed with "
        "every report.",
        "Table des motifs invalide",
        "La table des motifs de contact a les clés schema (cpsurvey/reasons/1), id, version "
        "(entre guillemets), decided (un jour), rule et reasons : chaque motif est routine, "
        "non_routine ou unclear. Elle est décidée avant de regarder les résultats ; son "
        "empreinte est imprimée avec chaque rapport.",
    ),
    "CPS120": Code(
        Exit.DATA_REJECTED,
        "Column of an indicator is missing",
        "A heading that 'kpi' names in study.yaml is not in the file, stands there twice, or "
        "the number of contacts behind a rate is missing. The nearest heading is shown.",
        "Colonne d'un indicateur absente",
        "Un en-tête nommé par « kpi » dans study.yaml est absent du fichier ou y figure deux "
        "fois, ou le nombre de contacts derrière un taux manque. L'en-tête le plus proche est "
        "indiqué.",
    ),
    "CPS121": Code(
        Exit.FORBIDDEN,
        "Personal data beside indicators",
        "A column that no indicator names looks like names, e-mail addresses, telephone or "
        "national numbers. Indicators are joined by identifier alone, so nothing of the file "
        "is stored. Leave the column out of the export.",
        "Données personnelles à côté des indicateurs",
        "Une colonne qu'aucun indicateur ne nomme ressemble à des noms, adresses, téléphones "
        "ou numéros nationaux. Les indicateurs se joignent par l'identifiant seul : rien du "
        "fichier n'est enregistré. Retirez la colonne de l'export.",
    ),
    "CPS122": Code(
        Exit.DATA_REJECTED,
        "Shares on another scale",
        "An indicator declared as 'proportion' (0 to 1) holds percentages, or the reverse. "
        "Read as declared, rates would be a hundred times too high or too low, so the file is "
        "refused. Export it as declared, or give contacts instead of shares.",
        "Parts sur une autre échelle",
        "Un indicateur déclaré « proportion » (0 à 1) contient des pourcentages, ou l'inverse. "
        "Lus tels quels, les taux seraient cent fois trop hauts ou trop bas : le fichier est "
        "refusé. Exportez comme déclaré, ou donnez des contacts plutôt que des parts.",
    ),
    "CPS123": Code(
        Exit.DATA_REJECTED,
        "Periods of several lengths",
        "The period column of one file holds months and weeks, or years and quarters. Rates "
        "over periods of different lengths cannot stand side by side. Export one length.",
        "Périodes de longueurs différentes",
        "La colonne des périodes d'un fichier mélange mois et semaines, ou années et "
        "trimestres. Ces taux ne se comparent pas. Exportez une seule longueur.",
    ),
    "CPS124": Code(
        Exit.DATA_REJECTED,
        "No indicator could be read",
        "Every row of the file was set aside. The findings say by which rule, with the rows.",
        "Aucun indicateur lisible",
        "Toutes les lignes du fichier ont été écartées. Les constats disent par quelle règle, "
        "avec les lignes.",
    ),
}
