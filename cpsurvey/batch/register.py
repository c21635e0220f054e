"""The register of releases, for the one document that prints it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cpsurvey.design import Study
from cpsurvey.results import ResultSet

DOSSIER = "dossier"


def with_releases(study: Study, results: ResultSet) -> ResultSet:
    """The results with the releases made so far, where the study asks for the dossier.

    They are no result: `results.json` is the same before and after a release.
    """
    asked = results.study.get("report", {}).get("documents", ())
    if DOSSIER not in asked or not study.database.is_file():
        return results
    return replace(results, provenance={**results.provenance, "releases": releases(study)})


def releases(study: Study) -> list[dict[str, Any]]:
    """Every release; the caller holds the study's lock."""
    from cpsurvey.store import open_store

    with open_store(study) as store:
        return [
            {
                "number": one.number,
                "run": one.run,
                "made_at": one.made_at,
                "withdrawn": one.withdrawn,
                "files": sorted(one.files),
                "analyses": sorted(one.used),
            }
            for one in store.releases()
        ]


def without_dossier(files: dict[str, str]) -> dict[str, str]:
    """Files of a release but the dossier, which lists the releases, and the list of hashes."""
    return {
        name: digest
        for name, digest in files.items()
        if not name.startswith(f"{DOSSIER}.") and name != "SHA256SUMS"
    }
