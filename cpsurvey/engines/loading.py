"""Libraries without parts that nobody asks for here, which take half the time to load."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any


def loaded(library: str, unused: Mapping[str, Sequence[str]]) -> Any:
    """A library without these modules; whole where it is there already, or needs them.

    Parameters
    ----------
    unused : mapping of str to sequence of str
        Modules that are nothing for the moment of its import, and what others name of them.
    """
    if library not in sys.modules:
        absent = {name: said for name, said in unused.items() if name not in sys.modules}
        for name, said in absent.items():
            sys.modules[name] = ModuleType(name)
            sys.modules[name].__dict__.update(dict.fromkeys(said))
        try:
            return importlib.import_module(library)
        except (ImportError, AttributeError):
            pass
        finally:
            for name in absent:
                del sys.modules[name]
    return importlib.import_module(library)
