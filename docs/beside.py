"""Files of the repository that stand outside ``docs/`` become pages of the site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]
BESIDE = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "tests/gold/README.md",
    "examples/notebook.ipynb",
)
LINK = re.compile(r"\]\(([^)#:\s]+)((?:#[^)]*)?)\)")


def on_files(files: Any, config: Any) -> Any:
    """Add them, under the place they have in the repository."""
    for name in BESIDE:
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, _called(name), content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links to where their files are in the site."""
    here = _stands(page.file.src_uri)

    def led(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), match[1]))
        if not (ROOT / target).exists():
            return match[0]
        name = _called(target) if target in BESIDE else target.removeprefix("docs/")
        start = posixpath.dirname(page.file.src_uri) or "."
        return f"]({posixpath.relpath(name, start)}{match[2]})"

    return LINK.sub(led, markdown)


def _called(name: str) -> str:
    """Name in the site: its index is ``index.md``, so the README of the top has another."""
    return "readme.md" if name == "README.md" else name


def _stands(name: str) -> str:
    """Place in the repository of a page of the site."""
    if name == "readme.md":
        return "README.md"
    return name if name in BESIDE else f"docs/{name}"
