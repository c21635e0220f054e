"""Evidence for the scales (TV to TVd)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.evidence.data import Code, Judgement, Lack, Role, Status
    from cpsurvey.parts import Omega, Step

Source = Literal["content", "process", "structure", "relations", "consequences"]
"""Of evidence (AERA, APA & NCME, 2014, Standards)."""
SECTION = Phrase("Evidence for the scales", "Preuves de validité des échelles")
TV = Phrase("Evidence by its source", "Preuves selon leur source")
TV_STATUS = Phrase("How far each scale has come", "Où en est la validation de chaque échelle")
TV_ITEMS = Phrase(
    "What experts, judges and interviews say of the items",
    "Ce que les experts, les juges et les entretiens disent des items",
)
TV_RETEST = Phrase("The same people, asked again", "Les mêmes personnes, interrogées deux fois")
LANGUAGE = Phrase("Language", "Langue")
STATUS = Phrase("Step", "Étape")
NEXT = Phrase("What the next step lacks", "Ce qui manque pour l'étape suivante")
ALSO = Phrase("Rules of later steps that are met", "Règles d'étapes suivantes déjà remplies")
SOURCE = Phrase("Source", "Source")
EVIDENCE = Phrase("Evidence", "Preuve")
RESULT = Phrase("Result", "Résultat")
DATE = Phrase("Date", "Date")
NONE_YET = Phrase("none yet", "aucune à ce jour")
STATUSES: dict[Status, Phrase] = {
    "drafted": Phrase("1 drafted", "1 rédigée"),
    "content": Phrase("2 content-reviewed", "2 contenu évalué"),
    "pretested": Phrase("3 pretested", "3 prétestée"),
    "piloted": Phrase("4 piloted", "4 pilotée"),
    "confirmed": Phrase("5 confirmed", "5 confirmée"),
    "criterion": Phrase("6 criterion-linked", "6 reliée à un critère"),
}
SOURCES: dict[Source, Phrase] = {
    "content": Phrase("Content", "Contenu"),
    "process": Phrase("Response process", "Processus de réponse"),
    "structure": Phrase("Internal structure", "Structure interne"),
    "relations": Phrase("Relations with other variables", "Relations avec d'autres variables"),
    "consequences": Phrase("Consequences", "Conséquences"),
}
RATINGS = Phrase("ratings of experts", "évaluations d'experts")
SORTING = Phrase("items sorted by judges", "tri des items par des juges")
BACK = Phrase("translation back (n: items)", "rétrotraduction (n : items)")
INTERVIEWS = Phrase("cognitive interviews", "entretiens cognitifs")
RELIABILITY = Phrase("reliability", "fidélité")
MODEL = Phrase("measurement model", "modèle de mesure")
RETEST = Phrase("retest", "retest")
DISTINCT = Phrase("other scales", "autres échelles")
CRITERION = Phrase("indicators", "indicateurs")
OF_RATINGS = Phrase(
    "{enough} of {items} {items:item|items} relevant enough; S-CVI/Ave {average}, S-CVI/UA "
    "{universal}",
    "assez pertinents : {enough} sur {items} {items:item évalué|items évalués} ; S-CVI/Ave "
    "{average}, S-CVI/UA {universal}",
)
OF_SORTING = Phrase(
    "{enough} of {items} {items:item|items} put into this scale beyond chance",
    "rangés dans cette échelle au-delà du hasard : {enough} sur {items} {items:item trié|items "
    "triés}",
)
OF_BACK = Phrase(
    "{different} {different:item says|items say} something else",
    "{different} {different:item dit|items disent} autre chose",
)
OF_INTERVIEWS = Phrase(
    "{items} {items:item|items} tried on 5 people or more, {troubled} with too many problems",
    "{items} {items:item essayé|items essayés} sur 5 personnes ou plus, {troubled} avec "
    "trop de "
    "problèmes",
)
OF_CODES = Phrase("({codes})", "({codes})")
CODES: dict[Code, Phrase] = {
    "ok": Phrase("no problem {count}", "aucun problème {count}"),
    "comprehension": Phrase("comprehension {count}", "compréhension {count}"),
    "retrieval": Phrase("recall {count}", "rappel {count}"),
    "judgement": Phrase("judgement {count}", "jugement {count}"),
    "response": Phrase("choice of answer {count}", "choix de la réponse {count}"),
    "other": Phrase("other {count}", "autre {count}"),
}
OF_RELIABILITY = Phrase("{name} {est} {ci}", "{name} {est} {ci}")
POOLED = Phrase("all languages together", "toutes langues confondues")
OF_MODEL = Phrase(
    "{analysis}: CFI {cfi}, RMSEA {rmsea}, SRMR {srmr}",
    "{analysis} : CFI {cfi}, RMSEA {rmsea}, SRMR {srmr}",
)
UNSOUND = Phrase("{analysis}: not to be read", "{analysis} : à ne pas interpréter")
ACROSS: dict[Step, Phrase] = {
    "configural": Phrase("same factors in all languages", "mêmes facteurs dans les langues"),
    "thresholds": Phrase("same thresholds in all languages", "mêmes seuils dans les langues"),
    "metric": Phrase("same loadings in all languages", "mêmes saturations dans les langues"),
    "scalar": Phrase("same intercepts in all languages", "mêmes constantes dans les langues"),
    "strict": Phrase("same residuals in all languages", "mêmes résidus dans les langues"),
}
OF_RETEST = Phrase(
    "ICC(A,1) {est} {ci}; smallest detectable change {smallest}",
    "ICC(A,1) {est} {ci} ; plus petit changement détectable {smallest}",
)
OF_DISTINCT = Phrase(
    "HTMT2 below .85 with {distinct} of {pairs} {pairs:scale|scales}",
    "HTMT2 inférieur à 0,85 avec {distinct} {distinct:échelle|échelles} sur {pairs}",
)
OF_CRITERION = Phrase(
    "{beyond} of {tested} {tested:correlation|correlations} beyond chance (Holm); "
    "clearest: {name}, r {est} {ci}",
    "{beyond} {beyond:corrélation|corrélations} sur {tested} au-delà du hasard (Holm) ; "
    "la plus nette : {name}, "
    "r {est} {ci}",
)
NAMES: dict[Omega | Literal["alpha"], Phrase] = {
    "omega_total": Phrase("ω", "ω"),
    "omega_categorical": Phrase("ω cat.", "ω cat."),
    "alpha": Phrase("α", "α"),
}
LACKS: dict[Lack, Phrase] = {
    "not_rated": Phrase(
        "experts have not rated every item",
        "tous les items n'ont pas été évalués par des experts",
    ),
    "few_experts": Phrase(
        "fewer than 3 experts for an item", "moins de 3 experts pour un item"
    ),
    "icvi": Phrase(
        "I-CVI of an item too low (1.00 up to 5 experts, .78 from 6)",
        "I-CVI d'un item trop bas (1,00 jusqu'à 5 experts, 0,78 à partir de 6)",
    ),
    "scvi": Phrase("S-CVI/Ave below .90", "S-CVI/Ave inférieur à 0,90"),
    "sorting": Phrase(
        "judges do not put an item into this scale beyond chance",
        "les juges ne rangent pas un item dans cette échelle au-delà du hasard",
    ),
    "back": Phrase("a translation says something else", "une traduction dit autre chose"),
    "few_interviews": Phrase(
        "not every item was tried on 5 people", "chaque item n'a pas été essayé sur 5 personnes"
    ),
    "troubled": Phrase(
        "an item is a problem for more than 15% of people",
        "un item pose problème à plus de 15 % des personnes",
    ),
    "no_language": Phrase(
        "it is not known who answered in which language",
        "on ne sait pas qui a répondu en quelle langue",
    ),
    "few_answers": Phrase(
        "fewer than 100 answers in this language", "moins de 100 réponses dans cette langue"
    ),
    "no_reliability": Phrase(
        "no reliability in this language", "pas de fidélité dans cette langue"
    ),
    "reliability": Phrase(
        "reliability not above .70 by its whole interval",
        "fidélité non supérieure à 0,70 par tout son intervalle",
    ),
    "no_role": Phrase(
        "the study does not say that its answers confirm",
        "l'étude ne dit pas que ses réponses confirment",
    ),
    "explored": Phrase(
        "items were chosen or models changed on these answers",
        "des items ont été choisis ou des modèles modifiés sur ces réponses",
    ),
    "same_people": Phrase(
        "some of these people were explored before",
        "certaines de ces personnes ont servi à l'exploration",
    ),
    "items_chosen": Phrase(
        "this study leaves items of the scale out",
        "cette étude écarte des items de l'échelle",
    ),
    "few_for_model": Phrase(
        "fewer than 200 answers in this language", "moins de 200 réponses dans cette langue"
    ),
    "no_model": Phrase("no measurement model", "pas de modèle de mesure"),
    "unsound": Phrase(
        "the measurement model is not to be read", "le modèle de mesure n'est pas interprétable"
    ),
    "fit": Phrase(
        "fit: CFI below .95, RMSEA above .06 or SRMR above .08",
        "ajustement : CFI inférieur à 0,95, RMSEA supérieur à 0,06 ou SRMR supérieur à 0,08",
    ),
    "languages": Phrase(
        "loadings not shown to be the same in all languages",
        "égalité des saturations entre langues non établie",
    ),
    "no_criterion": Phrase("no indicator beside the score", "pas d'indicateur à côté du score"),
    "criterion": Phrase(
        "no indicator goes with the score beyond chance",
        "aucun indicateur n'est associé au score au-delà du hasard",
    ),
}
EXPERTS = Phrase("Experts", "Experts")
ICVI = Phrase("I-CVI", "I-CVI")
CHANCE = Phrase("pc", "pc")
KAPPA = Phrase("k*", "k*")
CLEAR = Phrase("Clear", "Clair")
JUDGES = Phrase("Judges", "Juges")
P_SA = Phrase("p_sa", "p_sa")
C_SV = Phrase("c_sv", "c_sv")
NEEDED = Phrase("needed", "requis")
PEOPLE = Phrase("People", "Personnes")
TROUBLED = Phrase("with a problem", "avec un problème")
BACK_SAYS = Phrase("Back", "Retrad.")
JUDGEMENTS: dict[Judgement, Phrase] = {
    "same": Phrase("same", "même sens"),
    "minor": Phrase("nuance", "nuance"),
    "different": Phrase("different", "autre sens"),
}
WAVES = Phrase("Waves", "Vagues")
ICC = Phrase("ICC(A,1)", "ICC(A,1)")
SEM = Phrase("SEM", "ETM")
SMALLEST = Phrase("Smallest change", "Plus petit changement")
NOTE = Phrase(
    "Sources of evidence after the Standards (AERA, APA & NCME, 2014). Date: the latest day "
    "that a file names, or of these answers. Fit, relations with other scales and indicators "
    "are those of all languages together.",
    "Sources de preuves d'après les Standards (AERA, APA et NCME, 2014). Date : le "
    "dernier jour "
    "nommé dans un fichier, ou celui de ces réponses. Ajustement, relations avec les autres "
    "échelles et indicateurs : toutes langues confondues.",
)
STATUS_NOTE = Phrase(
    "Each step needs those before it. Content: every I-CVI 1.00 up to 5 experts, .78 from 6 "
    "(Polit, Beck & Owen, 2007), S-CVI/Ave .90 (Polit & Beck, 2006). Pretested: 5 "
    "interviews an "
    "item, problems for 15% at most (Willis, 2005; Oksenberg et al., 1991). Piloted: 100 "
    "answers, reliability above .70 (Terwee et al., 2007). Confirmed: 200 answers of people on "
    "whom nothing was chosen, CFI .95, RMSEA .06, SRMR .08 (Hu & Bentler, 1999), values "
    "that do "
    "not suit every model. Criterion-linked: an indicator beyond chance after Holm.",
    "Chaque étape suppose les précédentes. Contenu : I-CVI de 1,00 jusqu'à 5 experts, 0,78 à "
    "partir de 6 (Polit, Beck et Owen, 2007), S-CVI/Ave de 0,90 (Polit et Beck, 2006). "
    "Prétest : 5 entretiens par item, problèmes chez 15 % au plus (Willis, 2005 ; Oksenberg et "
    "al., 1991). Pilote : 100 réponses, fidélité supérieure à 0,70 (Terwee et al., 2007). "
    "Confirmation : 200 réponses de personnes sur lesquelles rien n'a été choisi, CFI 0,95, "
    "RMSEA 0,06, SRMR 0,08 (Hu et Bentler, 1999), valeurs qui ne conviennent pas à tout "
    "modèle. "
    "Critère : un indicateur au-delà du hasard après Holm.",
)
ROLES: dict[Role, Phrase] = {
    "explored": Phrase(
        "By the study file, these answers explore.",
        "D'après le fichier de l'étude, ces réponses explorent.",
    ),
    "confirmed": Phrase(
        "By the study file, these answers confirm.",
        "D'après le fichier de l'étude, ces réponses confirment.",
    ),
    "same_people": Phrase(
        "Some of these people were explored before: nothing is confirmed.",
        "Certaines de ces personnes ont servi à l'exploration : rien n'est confirmé.",
    ),
}
ITEMS_NOTE = Phrase(
    "I-CVI: share of experts who rate relevance 3 or 4; pc: probability of that many by "
    "chance; "
    "k* = (I-CVI - pc) / (1 - pc) (Polit, Beck & Owen, 2007). Clear: share who rate clarity 3 "
    "or 4. p_sa: share of judges who put the item into its scale; c_sv: p_sa less the share of "
    "the most frequent other scale (Anderson & Gerbing, 1991). Needed: smallest p_sa beyond "
    "chance at .05, whatever the number of scales (Howard & Melloy, 2016). Problems are told "
    "of 5 people and more.",
    "I-CVI : part des experts qui donnent 3 ou 4 à la pertinence ; pc : probabilité d'un tel "
    "accord par hasard ; k* = (I-CVI - pc) / (1 - pc) (Polit, Beck et Owen, 2007). Clair "
    ": part "
    "de ceux qui donnent 3 ou 4 à la clarté. p_sa : part des juges qui rangent l'item dans son "
    "échelle ; c_sv : p_sa moins la part de l'autre échelle la plus choisie (Anderson et "
    "Gerbing, 1991). Requis : plus petit p_sa au-delà du hasard à 0,05, quel que soit le "
    "nombre d'échelles (Howard et Melloy, 2016). Problèmes indiqués à partir de 5 personnes.",
)
RETEST_NOTE = Phrase(
    "ICC(A,1): absolute agreement of single scores, interval after McGraw & Wong (1996). "
    "SEM = SD √(1 - ICC); the smallest change of one person that is not error is 1.96 √2 SEM. "
    "People who answered both times, in the language of the first.",
    "ICC(A,1) : accord absolu de scores simples, intervalle d'après McGraw et Wong (1996). "
    "ETM = ET √(1 - ICC) ; le plus petit changement d'une personne qui n'est pas de l'erreur "
    "est 1,96 √2 ETM. Personnes ayant répondu les deux fois, dans la langue de la première.",
)
IN_SHORT = Phrase(
    "Of {total} {total:scale|scales}, each language by itself: {steps}.",
    "Sur {total} {total:échelle|échelles}, chaque langue à part : {steps}.",
)
AT_STEP = Phrase("{count} at step “{step}”", "{count} à l'étape « {step} »")
CAVEATS: dict[str, Phrase] = {
    "evidence_earlier": Phrase(
        "{count} {count:row|rows} of the files of evidence {count:is|are} about a wording that "
        "has changed since, and {count:counts|count} for nothing.",
        "{count} {count:ligne|lignes} des fichiers de preuves {count:porte|portent} sur "
        "un énoncé "
        "qui a changé depuis, et ne {count:compte|comptent} pas.",
    ),
    "evidence_unsaid": Phrase(
        "{count} {count:row|rows} of the files of evidence {count:does|do} not say which "
        "wording "
        "is meant, and {count:is|are} taken for that of now.",
        "{count} {count:ligne|lignes} des fichiers de preuves ne {count:dit|disent} pas quel "
        "énoncé est visé, et {count:compte|comptent} pour l'énoncé actuel.",
    ),
    "evidence_same_people": Phrase(
        "The study declares that these answers confirm, and some of these people answered in a "
        "wave that was explored. The same people cannot do both: nothing counts as confirmed.",
        "L'étude déclare que ces réponses confirment, et certaines de ces personnes ont "
        "répondu "
        "dans une vague qui a servi à l'exploration. Les mêmes personnes ne peuvent servir aux "
        "deux : rien ne compte comme confirmé.",
    ),
    "evidence_no_role": Phrase(
        "The study does not say whether items were chosen or models changed on these answers: "
        "they confirm nothing (evidence: {{role: explored}} or {{role: confirmed}}).",
        "L'étude ne dit pas si des items ont été choisis ou des modèles modifiés sur ces "
        "réponses : elles ne confirment rien (evidence: {{role: explored}} ou "
        "{{role: confirmed}}).",
    ),
    "evidence_no_language": Phrase(
        "It is not known who answered in which language: these answers are evidence for none.",
        "On ne sait pas qui a répondu en quelle langue : ces réponses ne sont une preuve pour "
        "aucune.",
    ),
    "evidence_retest_absent": Phrase(
        "No answers of wave {wave}, the retest, yet.",
        "Pas encore de réponses de la vague {wave}, le retest.",
    ),
    "evidence_retest_alone": Phrase(
        "Fewer than {k} people of the retest, wave {wave}, are known again from the wave "
        "before "
        "it, or too few in a language to be told apart: nothing is computed of it.",
        "Moins de {k} personnes du retest, vague {wave}, sont reconnues de la vague "
        "précédente, "
        "ou trop peu dans une langue pour être distinguées : rien n'en est calculé.",
    ),
    "evidence_retest_few": Phrase(
        "A retest rests on {n} {n:person|people}; 50 would be needed (Terwee et al., 2007).",
        "Un retest repose sur {n} {n:personne|personnes} ; il en faudrait 50 (Terwee et "
        "al., 2007).",
    ),
}
"""Sentences by the code of their caveat."""
