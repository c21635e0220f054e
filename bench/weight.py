"""What an installation weighs, and which dependency brings what: a table for docs/install.md.

Run it by the Python of an environment that holds cpsurvey and nothing else:
``python bench/weight.py``.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

NOT_OURS = {"cpsurvey", "pip", "setuptools"}


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[( ]", requirement)[0]).lower()


def needs(one: Distribution) -> set[str]:
    """What it always needs; markers of other systems name packages that are not here."""
    return {name_of(line) for line in one.requires or [] if "extra ==" not in line}


def megabytes(one: Distribution) -> float:
    """What its files take on the disk."""
    places = {Path(str(one.locate_file(file))) for file in one.files or []}
    return sum(place.stat().st_size for place in places if place.is_file()) / 1e6


def below(name: str, here: dict[str, Distribution]) -> set[str]:
    """It and everything it needs."""
    found, left = set(), {name}
    while left:
        at = left.pop()
        if at in here and at not in found:
            found.add(at)
            left |= needs(here[at])
    return found


def main() -> None:
    here = {name_of(one.metadata["Name"]): one for one in distributions()}
    size = {name: megabytes(one) for name, one in here.items()}
    direct = sorted(needs(distribution("cpsurvey")) & here.keys(), key=lambda n: -size[n])
    tree = {name: below(name, here) for name in direct}
    rows = []
    for name in direct:
        others = set().union(*(tree[other] for other in direct if other != name))
        alone = sorted(tree[name] - others - {name}, key=lambda n: -size[n])
        total = size[name] + sum(size[one] for one in alone)
        rows.append((total, name, ", ".join(f"{one} {size[one]:.0f}" for one in alone)))
    shared = set().union(*tree.values()) - set(direct)
    shared -= {one for _, name, _ in rows for one in tree[name] if sum(
        one in tree[other] for other in direct) == 1}  # fmt: skip
    for total, name, alone in sorted(rows, reverse=True):
        print(f"| {name} | {size[name]:.0f} | {total:.0f} | {alone} |")
    for name in sorted(shared, key=lambda n: -size[n]):
        by = ", ".join(other for other in direct if name in tree[other])
        print(f"| ({name}) | {size[name]:.0f} | | {by} |")
    ours = here.keys() - NOT_OURS
    print(f"{len(ours)} packages, {sum(size[name] for name in ours):.0f} MB")


if __name__ == "__main__":
    main()
