"""One SQLite file per study; nothing outside this room knows SQL or raw identifiers."""

from cpsurvey.store.database import Added, Gone, Source, Store, open_store

__all__ = ["Added", "Gone", "Source", "Store", "open_store"]
