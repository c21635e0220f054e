"""How to fill in the files of evidence, in English and in French."""

from __future__ import annotations

from cpsurvey.design import Questionnaire

_TEXT = """\
# Evidence for {id} {version}

Français : plus bas.

Copy the rows of a file as often as you have experts, judges or people; leave out nothing but
what was not done. Rows without an answer are passed over. Never write a name: a number or a
code for each person is enough, and none of it is ever printed.

- `ratings.csv`, a row for an expert and an item: expert (E1, E2 ...); relevance and clarity
  from 1 (not) to 4 (very).
- `sorting.csv`, a row for a judge and an item: judge; construct is the scale that the judge put
  the item into, or none.
- `interviews.csv`, a row for a person, an item and what was seen: person; code is ok,
  comprehension, retrieval, judgement, response or other; note is for you and is not read.
- `backtranslation.csv`, a row for an item in a language: back is the text translated back;
  judgement is same, minor or different.

Scales: {scales}.

- `wording` is the hash of the item's text. Leave it: when a wording changes, what was said of
  the old one no longer counts, and new rows are needed (`cpsurvey questionnaire evidence`
  prints which).
- `date` is a day as 2026-11-27; it may stay empty.
- Any spreadsheet will do: commas or semicolons, UTF-8 or Windows, or a workbook of the same
  name.
- Beside the files: a second round of the questionnaire two weeks later, declared in
  study.yaml as `waves: {{people: same, purpose: {{2: retest}}}}`.

Then: `cpsurvey questionnaire evidence FOLDER` says what counts, `cpsurvey analyze` prints it.

# Preuves de validité pour {id} {version}

Recopiez les lignes d'un fichier autant de fois qu'il y a d'experts, de juges ou de personnes.
Les lignes sans réponse sont ignorées. N'écrivez jamais de nom : un numéro ou un code par
personne suffit, et rien n'en est jamais imprimé.

- `ratings.csv`, une ligne par expert et par item : expert (E1, E2 ...) ; relevance (pertinence)
  et clarity (clarté), de 1 (pas du tout) à 4 (tout à fait).
- `sorting.csv`, une ligne par juge et par item : judge (juge) ; construct est l'échelle où le
  juge a rangé l'item, ou none (aucune).
- `interviews.csv`, une ligne par personne, item et observation : person (personne) ; code vaut
  ok, comprehension (compréhension), retrieval (rappel), judgement (jugement), response (choix
  de la réponse) ou other (autre) ; note est pour vous et n'est pas lue.
- `backtranslation.csv`, une ligne par item et langue : back est le texte retraduit ; judgement
  vaut same (même sens), minor (nuance) ou different (autre sens).

Échelles : {scales}.

- `wording` est l'empreinte de l'énoncé. N'y touchez pas : quand un énoncé change, ce qui a été
  dit de l'ancien ne compte plus, et il faut de nouvelles lignes (`cpsurvey questionnaire
  evidence` indique lesquelles).
- `date` est un jour, comme 2026-11-27 ; elle peut rester vide.
- Tout tableur convient : virgules ou points-virgules, UTF-8 ou Windows, ou un classeur du même
  nom.
- À côté des fichiers : une seconde passation deux semaines plus tard, déclarée dans study.yaml
  par `waves: {{people: same, purpose: {{2: retest}}}}`.

Ensuite : `cpsurvey questionnaire evidence DOSSIER` dit ce qui compte, `cpsurvey analyze`
l'imprime.
"""


class Readme:
    """The page that lies beside the files."""

    name = "README.md"

    def of(self, questionnaire: Questionnaire) -> str:
        """Its text for a questionnaire."""
        scales = ", ".join(questionnaire.scale_by_id)
        return _TEXT.format(id=questionnaire.id, version=questionnaire.version, scales=scales)


README = Readme()
