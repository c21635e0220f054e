"""What was said and written (T35 to T35d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.design.evidence_seen import SourceType
    from cpsurvey.kinds.coded.data import Between, Grade
    from cpsurvey.seen.coded import Kind

SECTION = Phrase("What was said and written", "Ce qui a été dit et écrit")
T35 = Phrase("Codes, and where they stand", "Codes et emplacements")
T35B = Phrase("Agreement of coders", "Accord entre codeurs")
T35C = Phrase(
    "Is the community visible in documents?", "La communauté se voit-elle dans les documents ?"
)
T35D = Phrase(
    "Rows of codings left out, or used in part", "Lignes de codages écartées ou lues en partie"
)
IN_SHORT = Phrase(
    "{segments} coded {segments:segment|segments} in {sources} {sources:source|sources}; "
    "{kept} of {codes} {codes:code|codes} may be read beside the answers.",
    "{segments} {segments:segment codé|segments codés} dans {sources} "
    "{sources:source|sources} ; {kept} {kept:code|codes} sur {codes} "
    "{kept:peut|peuvent} se lire à côté des réponses.",
)
CODE = Phrase("Code", "Code")
CONSTRUCT = Phrase("Speaks of", "Porte sur")
SEGMENTS = Phrase("Segments", "Segments")
PEOPLE = Phrase("Interviews, notes", "Entretiens, notes")
DOCUMENTS = Phrase("Documents", "Documents")
GRADE = Phrase("Agreement", "Accord")
GRADES: dict[Grade, Phrase] = {
    "reliable": Phrase("reliable", "fiable"),
    "tentative": Phrase("tentative", "provisoire"),
    "left_out": Phrase("too low: not read", "trop faible : non lu"),
    "unchecked": Phrase("not coded twice", "non codé deux fois"),
}
CODES_NOTE = Phrase(
    "A stretch counts once, however many people coded it: segments that share half of the "
    "longer one are one. Segments say that something is there, never how often it is among "
    "people. Agreement: Krippendorff's α of .80 and more, of .667 and more, less.",
    "Un passage compte une fois, quel que soit le nombre de codeurs : deux segments qui "
    "partagent la moitié du plus long n'en font qu'un. Un segment dit que la chose existe, "
    "jamais sa fréquence parmi les personnes. Accord : α de Krippendorff d'au moins 0,80, d'au "
    "moins 0,667, moins.",
)
SMALL_NOTE = Phrase(
    "< {k}: of fewer than {k} interviews or notes; their number is not shown.",
    "< {k} : moins de {k} entretiens ou notes ; leur nombre n'est pas montré.",
)
SOURCES_NOTE = Phrase(
    "{type}: {sources}, {twice} coded by two people.",
    "{type} : {sources}, {twice} {twice:codé|codés} par deux personnes.",
)
TYPES: dict[SourceType, Phrase] = {
    "interview": Phrase("Interviews", "Entretiens"),
    "document": Phrase("Documents", "Documents"),
    "fieldnote": Phrase("Field notes", "Notes de terrain"),
}
FOUND_NOTE = Phrase(
    "{share}% of the segments of sources coded twice were marked by all their coders.",
    "Dans les sources codées deux fois, {share} % des segments ont été repérés par tous les "
    "codeurs.",
)
BETWEENS: dict[Between, Phrase] = {
    "people": Phrase("People", "Personnes"),
    "model": Phrase("A person and a model", "Une personne et un modèle"),
}
UNITS = Phrase("Segments", "Segments")
ALIKE = Phrase("Alike", "Identiques")
KAPPA = Phrase("κ", "κ")
KAPPA_CI = Phrase("95% CI (κ)", "IC à 95 % (κ)")
PREVALENCE = Phrase("Prevalence", "Prévalence")
BIAS = Phrase("Bias", "Biais")
ALPHA = Phrase("α", "α")
ALPHA_CI = Phrase("95% CI (α)", "IC à 95 % (α)")
ORDERED = Phrase("{name} (in order)", "{name} (ordonnés)")
AGREEMENT_NOTE = Phrase(
    "Units: segments in sources that two or more of these coders read; who did not mark one "
    "did not give the code. κ: Cohen (1960), of two coders; weighted by squared distance of "
    "codes in an order. α: Krippendorff (2011), ordinal of codes in an order; interval by "
    "resampled segments, percentiles. Prevalence and bias: Byrt, Bishop and Carlin (1993).",
    "Unités : segments des sources lues par au moins deux de ces codeurs ; qui n'en a pas "
    "repéré un n'a pas donné le code. κ : Cohen (1960), pour deux codeurs ; pondéré par la "
    "distance au carré quand les codes sont ordonnés. α : Krippendorff (2011), ordinal quand "
    "ils le sont ; intervalle par rééchantillonnage des segments, percentiles. Prévalence et "
    "biais : Byrt, Bishop et Carlin (1993).",
)
MODEL_NOTE = Phrase(
    "Model {place}: {model}, asked: {prompt}.", "Modèle {place} : {model}, consigne : {prompt}."
)
TYPE = Phrase("Type", "Type")
KINDS: dict[Kind, Phrase] = {
    "procedure": Phrase("Procedure", "Procédure"),
    "chart": Phrase("Chart", "Organigramme"),
    "script": Phrase("Script", "Script"),
    "indicator_sheet": Phrase("Indicator sheet", "Tableau d'indicateurs"),
    "minutes": Phrase("Minutes", "Compte rendu"),
    "note": Phrase("Note", "Note"),
    "training": Phrase("Training", "Formation"),
    "other": Phrase("Other", "Autre"),
}
MENTION = Phrase("Mention a formal group", "Mentionnent un groupe formel")
SHARE = Phrase("Share", "Part")
DOCUMENTS_NOTE = Phrase(
    "Exact binomial interval. What documents do not mention may be there all the same.",
    "Intervalle binomial exact. Ce que les documents ne mentionnent pas peut exister malgré "
    "tout.",
)
TABLES: dict[str, Phrase] = {
    "codings": Phrase("Codings", "Codages"),
    "projects": Phrase("Projects", "Projets"),
    "documents": Phrase("Documents", "Documents"),
}
CAVEATS: dict[str, Phrase] = {
    "coded_left_out": Phrase(
        "Coders do not agree well enough (α below .667) on {count} {count:code|codes}, "
        "{count:which is|which are} not read beside the answers: {codes}.",
        "Les codeurs s'accordent trop peu (α inférieur à 0,667) sur {count} "
        "{count:code, qui n'est pas lu|codes, qui ne sont pas lus} à côté des réponses : "
        "{codes}.",
    ),
    "coded_once": Phrase(
        "{twice} of {of} {of:source|sources} {twice:was|were} coded by two people; a fifth at "
        "least should be (and all rare codes).",
        "{twice} {twice:source|sources} sur {of} {twice:a été codée|ont été codées} par deux "
        "personnes ; il en faudrait au moins un cinquième (et tous les codes rares).",
    ),
    "coded_by_model": Phrase(
        "{count} {count:source was|sources were} coded by a language model alone: "
        "{count:its|their} segments are the model's.",
        "{count} {count:source n'a été codée|sources n'ont été codées} que par un modèle de "
        "langage : {count:ses|leurs} segments sont les siens.",
    ),
    "coded_unverified": Phrase(
        "In {count} {count:project|projects} nothing tells whether positions are read as the "
        "program meant them: overlaps may be a few characters off.",
        "Dans {count} {count:projet|projets}, rien ne dit si les positions sont lues comme le "
        "logiciel l'entendait : les recouvrements peuvent être décalés de quelques caractères.",
    ),
    "coded_utf16": Phrase(
        "{count} {count:project counts|projects count} positions in units of UTF-16; they were "
        "turned into characters.",
        "{count} {count:projet compte|projets comptent} les positions en unités UTF-16 ; elles "
        "ont été converties en caractères.",
    ),
    "coded_unlisted": Phrase(
        "{count} {count:code is|codes are} not in the codebook: {count:its|their} segments are "
        "left out, for people are often made codes, too.",
        "{count} {count:code est absent|codes sont absents} du livre de codes : "
        "{count:ses|leurs} segments sont écartés, car des personnes deviennent souvent des "
        "codes.",
    ),
}
