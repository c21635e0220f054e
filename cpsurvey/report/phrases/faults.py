"""What is said where a part of the work could not be done."""

PHRASES = {
    "not_applicable": (
        "Does not apply ({code}): {message}. {fix}",
        "Sans objet ({code}) : {message}. {fix}",
    ),
    "not_done_fault": (
        "NOT DONE ({code}): a fault of the program, not of your data. The other results are "
        "not touched by it. The file run.json says where in the program; please report it.",
        "NON FAIT ({code}) : un défaut du programme, non de vos données. Les autres résultats "
        "n'en sont pas touchés. Le fichier run.json dit à quel endroit du programme ; "
        "signalez-le.",
    ),
    "not_finite": (
        "Some numbers could not be computed and are left empty: {fields}.",
        "Certains nombres n'ont pas pu être calculés et restent vides : {fields}.",
    ),
    "sum_not_done": (
        "NOT DONE: {names}. The reasons are given in their chapters.",
        "NON FAIT : {names}. Les raisons sont données dans leurs chapitres.",
    ),
    "reason_not_done": (
        "its analysis could not be done",
        "son analyse n'a pas pu être faite",
    ),
    "chapter_fault": (
        "NOT WRITTEN ({names}): a fault of the program ({code}). The numbers are in "
        "results.json, and run.json says where in the program; please report it.",
        "NON ÉCRIT ({names}) : un défaut du programme ({code}). Les nombres sont dans "
        "results.json, et run.json dit à quel endroit du programme ; signalez-le.",
    ),
    "figure_fault": (
        "A picture could not be drawn ({code}); the tables hold its numbers.",
        "Une figure n'a pas pu être dessinée ({code}) ; ses nombres sont dans les tableaux.",
    ),
}
