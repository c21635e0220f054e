"""One SQLite file per study; nothing outside this room knows SQL or raw identifiers."""

from cpsurvey.store.database import Gone, Recalled, Store, open_store
from cpsurvey.store.sources import Source

__all__ = ["Gone", "Recalled", "Source", "Store", "open_store"]
