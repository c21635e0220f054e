"""Communities of practice, tacit knowledge and performance, from answers to tables.

What is public is listed in ``__all__`` and described in ``docs/python.md``; the rest may
change with any version. Nothing is loaded before it is asked for.

Examples
--------
>>> import cpsurvey
>>> found = cpsurvey.fit("y ~ x", {"x": [1, 2, 3, 4, 5, 6], "y": [1, 3, 2, 5, 4, 6]})
>>> found.converged
True
"""

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest

if TYPE_CHECKING:
    from cpsurvey.batch.ingested import Ingested
    from cpsurvey.errors import CpsurveyError
    from cpsurvey.face.results import Caveat, Result, Results
    from cpsurvey.face.semfit import SemFit, fit
    from cpsurvey.face.study import Run, Study, analyze, ingest, read_study
    from cpsurvey.face.tables import Table, Tables

__version__ = "0.1.0"
__all__ = [
    "Caveat",
    "CpsurveyError",
    "Ingested",
    "Result",
    "Results",
    "Run",
    "SemFit",
    "Study",
    "Table",
    "Tables",
    "__version__",
    "analyze",
    "fit",
    "ingest",
    "read_study",
]

_ROOMS = {
    "batch.ingested": ("Ingested",),
    "errors": ("CpsurveyError",),
    "face.results": ("Caveat", "Result", "Results"),
    "face.semfit": ("SemFit", "fit"),
    "face.study": ("Run", "Study", "analyze", "ingest", "read_study"),
    "face.tables": ("Table", "Tables"),
}

if not TYPE_CHECKING:  # a type checker must see the names that there are, and no others

    def __getattr__(name: str) -> object:
        """A public name, from the room it lives in."""
        for room, names in _ROOMS.items():
            if name in names:
                from importlib import import_module

                return globals().setdefault(
                    name, getattr(import_module(f"cpsurvey.{room}"), name)
                )
        raise AttributeError(f"module 'cpsurvey' has no attribute '{name}'")

    def __dir__() -> list[str]:
        """What is public."""
        return sorted(__all__)
