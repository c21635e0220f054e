"""What the answers hold of a questionnaire."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("What was asked", "Ce qui a été demandé")
NO_CLUSTERS = Phrase(
    "No groups to tell apart by {variables}: analyses by cluster run without clusters, and "
    "what is about these groups does not apply.",
    "Pas de groupes à distinguer selon : {variables}. Les analyses par grappe se font sans "
    "grappes, et ce qui porte sur ces groupes est sans objet.",
)
NO_GROUPS = Phrase(
    "No groups to tell apart by {variables}: what is about them does not apply.",
    "Pas de groupes à distinguer selon : {variables}. Ce qui porte sur eux est sans objet.",
)
UNASKED = Phrase(
    "Not asked: {scales}. What needs {scales:it|them} does not apply.",
    "Non demandé : {scales}. Ce qui en a besoin est sans objet.",
)
CONTROLS = Phrase(
    "Not held constant, because not asked, or because too few people differ: {variables}.",
    "Non tenu constant, faute d'avoir été demandé, ou parce que trop peu de personnes "
    "diffèrent : {variables}.",
)
IN_PART = Phrase(
    "Used by a part of {scales:its|their} items (T0c): {scales}.",
    "{scales:Employée|Employées} avec une partie de {scales:ses|leurs} items (T0c) : {scales}.",
)
TABLE = Phrase("Scales used by a part of their items", "Échelles employées en partie")
SCALE = Phrase("Scale", "Échelle")
USED = Phrase("Used", "Employés")
ABSENT = Phrase("Not asked", "Non demandés")
DROPPED = Phrase("Left out by the study", "Écartés par l'étude")
NOTE = Phrase(
    "Scores, reliability and models rest on the items that are used. An item counts as asked "
    "where at least {k} people answered it (one, where fewer answered at all). Norms and "
    "published values of the whole scale do not hold for a part of it.",
    "Scores, fidélité et modèles reposent sur les items employés. Un item compte comme "
    "demandé quand au moins {k} personnes y ont répondu (une seule, quand moins ont répondu en "
    "tout). Les normes et valeurs publiées de l'échelle entière ne valent pas pour une partie.",
)
