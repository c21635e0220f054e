"""A folder's plugins, found by name: adding a file adds the plugin."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from cpsurvey.errors import CpsurveyError, did_you_mean

P = TypeVar("P")


def plugins(package: str) -> list[str]:
    """Names of the files of a package, without loading any; ``_name`` is a helper of theirs.

    Where every file is a plugin these are the plugins' names, for rooms that may name them
    and must not know them.
    """
    root, *inner = package.split(".")
    places = [str(Path(place, *inner)) for place in importlib.import_module(root).__path__]
    names = (module.name for module in pkgutil.iter_modules(places))
    return sorted(name for name in names if not name.startswith("_"))


class Registry(Generic[P]):
    """Plugins of one package, registered by decorator when their module is imported.

    Parameters
    ----------
    package : str
        Dotted name of the package whose modules hold the plugins.
    noun : str
        What one plugin is called in messages ("reader").
    code : str
        Error code for an unknown name.
    """

    def __init__(self, package: str, noun: str, code: str) -> None:
        self._package = package
        self._noun = noun
        self._code = code
        self._plugins: dict[str, P] = {}
        self._loaded = False

    def __call__(self, name: str) -> Callable[[P], P]:
        """Register the decorated object under `name`; a second one is our bug."""

        def register(plugin: P) -> P:
            if name in self._plugins:
                raise AssertionError(f"two plugins are called {name!r}")
            self._plugins[name] = plugin
            return plugin

        return register

    def _load(self) -> None:
        if self._loaded:
            return
        for name in plugins(self._package):
            importlib.import_module(f"{self._package}.{name}")
        self._loaded = True

    def names(self) -> list[str]:
        """Names of all plugins, sorted."""
        self._load()
        return sorted(self._plugins)

    def items(self) -> Iterator[tuple[str, P]]:
        """Name and plugin, sorted by name."""
        for name in self.names():
            yield name, self._plugins[name]

    def get(self, name: str, *, where: str | None = None) -> P:
        """Plugin called `name`; an unknown name raises with the nearest one.

        Where the file of that name holds it, no other is loaded.
        """
        if name not in self._plugins and name in plugins(self._package):
            importlib.import_module(f"{self._package}.{name}")
        if name not in self._plugins:
            self._load()
        try:
            return self._plugins[name]
        except KeyError:
            raise CpsurveyError(
                self._code,
                f"no {self._noun} is called '{name}'",
                where=where,
                fix=did_you_mean(name, self.names()),
            ) from None
