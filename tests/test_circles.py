"""No module needs itself, however long the way round: what one reads first is always there."""

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


def circle(graph: grimp.ImportGraph) -> list[str]:
    """Modules that import each other in a circle, the first one repeated; empty if none do."""
    needs = {m: graph.find_modules_directly_imported_by(m) for m in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return list(reversed(found.args[1]))
    return []


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Imports in functions count; those for annotations alone do not."""
    return grimp.build_graph("cpsurvey", exclude_type_checking_imports=True, cache_dir=None)


def test_no_circle_of_imports(graph):
    assert "cpsurvey.sem.fit" in graph.modules
    assert not (found := circle(graph)), " -> ".join(found)


def test_a_circle_is_seen(graph):
    graph.add_import(importer="cpsurvey.sem.language.tokens", imported="cpsurvey.sem.fit")
    found = circle(graph)
    assert found[0] == found[-1]
    assert {"cpsurvey.sem.language.tokens", "cpsurvey.sem.fit"} <= set(found)
