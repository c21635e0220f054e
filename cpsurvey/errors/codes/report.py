"""Codes CPS5xx: reports."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS504": Code(
        Exit.USAGE,
        "Unknown document",
        "No document is called so; the report section of a study file lists some of article, "
        "supplement, manager and dossier.",
        "Document inconnu",
        "Aucun document ne porte ce nom ; la section report d'un fichier d'étude en nomme "
        "parmi article, supplement, manager et dossier.",
    ),
    "CPS501": Code(
        Exit.USAGE,
        "Unknown report format",
        "No report is written in this format; 'cpsurvey report --help' lists those there are.",
        "Format de rapport inconnu",
        "Aucun rapport ne s'écrit dans ce format ; « cpsurvey report --help » donne la liste.",
    ),
    "CPS520": Code(
        Exit.NO_INPUT,
        "Template or logo not found",
        "The Word template or the logo that documents are to be dressed in cannot be read. "
        "Paths under 'report:' begin at the study folder; that of '--template' at the folder "
        "you are in.",
        "Modèle ou logo introuvable",
        "Le modèle Word ou le logo prévu pour les documents ne peut pas être lu. Les chemins "
        "sous « report: » partent du dossier de l'étude ; celui de « --template », du dossier "
        "courant.",
    ),
    "CPS521": Code(
        Exit.DATA_REJECTED,
        "Template refused",
        "A template is a Word document (.docx or .dotx). One with macros, controls or embedded "
        "objects, one that reads something from outside when it is opened, and a damaged or "
        "protected one are refused. Its styles, headers and footers are used; what it holds "
        "else is replaced, or stays around a paragraph that says '{{ content }}'.",
        "Modèle refusé",
        "Un modèle est un document Word (.docx ou .dotx). Un modèle avec macros, contrôles ou "
        "objets incorporés, qui lit autre chose à l'ouverture, abîmé ou protégé est refusé. "
        "Ses styles, en-têtes et pieds de page sont repris ; le reste est remplacé, ou demeure "
        "autour d'un paragraphe « {{ content }} ».",
    ),
    "CPS522": Code(
        Exit.DATA_REJECTED,
        "Logo refused",
        "A logo is a PNG or JPEG picture of at most 3 MB and 6000 dots a side. SVG is not "
        "taken: it can hold programs, and Word shows it only beside a picture of dots.",
        "Logo refusé",
        "Un logo est une image PNG ou JPEG d'au plus 3 Mo et 6000 points de côté. Le SVG n'est "
        "pas accepté : il peut contenir des programmes, et Word ne l'affiche qu'à côté d'une "
        "image en points.",
    ),
    "CPS523": Code(
        Exit.USAGE,
        "PDF needs another package",
        "PDF files are made by typst, an optional package of 80 MB: "
        "pip install 'cpsurvey[pdf]'. Without it, print the HTML file, or save the Word file "
        "as PDF.",
        "Le PDF demande un paquet de plus",
        "Les fichiers PDF sont faits par typst, un paquet facultatif de 80 Mo : "
        "pip install 'cpsurvey[pdf]'. Sans lui, imprimez le fichier HTML ou enregistrez le "
        "fichier Word en PDF.",
    ),
}
