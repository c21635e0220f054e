"""Every kind is complete: what it leaves behind, what shows it, and the words it says."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from phrases import every

import cpsurvey
from cpsurvey.kind import found
from cpsurvey.parts import Imputation
from cpsurvey.payload import Payload
from cpsurvey.report.words import Phrase

ROOT = Path(cpsurvey.__file__).parent
KINDS = list(found().values())
BY_NAME = {"ids": [kind.name for kind in KINDS]}


# ------------------------------------------------------------------- what is left behind
def dataclasses(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from dataclasses(inner)
    for inner in get_args(hint):
        yield from dataclasses(inner)


@pytest.mark.parametrize("kind", KINDS, **BY_NAME)
def test_a_payload_is_frozen_and_written_by_name(kind):
    assert issubclass(kind.data, Payload)
    for one in set(dataclasses(kind.data)):
        assert one.__dataclass_params__.frozen, one
        if one.__module__.startswith("cpsurvey.kinds") or one.__module__ == "cpsurvey.parts":
            assert all(field.kw_only for field in fields(one)), one


@pytest.mark.parametrize("kind", KINDS, **BY_NAME)
def test_what_may_be_imputed_has_a_place_to_say_so(kind):
    field = kind.options.model_fields.get("missing")
    if field is not None and "imputed" in get_args(field.annotation):
        assert Imputation in set(dataclasses(kind.data))


def without_unit(hint: Any, at: str) -> Iterator[str]:
    """Places of numbers whose type does not say what they are."""
    if hasattr(hint, "__metadata__") or get_origin(hint) is Literal:
        return
    if isinstance(hint, type) and is_dataclass(hint):
        if hint.__module__.startswith(("cpsurvey.kinds", "cpsurvey.parts")):
            for name, inner in get_type_hints(hint, include_extras=True).items():
                yield from without_unit(inner, f"{hint.__name__}.{name}")
    elif hint in (int, float, Any):
        yield at
    for inner in get_args(hint):
        yield from without_unit(inner, at)


@pytest.mark.parametrize("kind", KINDS, **BY_NAME)
def test_every_number_has_a_unit(kind):
    assert sorted(set(without_unit(kind.data, kind.name))) == []


# --------------------------------------------------------------------- both ends agree
@pytest.mark.parametrize("kind", KINDS, **BY_NAME)
def test_run_writes_and_show_reads_the_payload(kind):
    (result,) = get_args(get_type_hints(kind.runner())["return"])
    (data,) = get_args(result)
    assert kind.data in (data, *get_args(data))
    hints = get_type_hints(kind.shower().show)
    first = hints[next(iter(hints))]
    (shown,) = get_args(first) if kind.together else (first,)
    assert kind.data in get_args(shown)


@pytest.mark.parametrize("kind", KINDS, **BY_NAME)
def test_what_is_named_takes_the_options_of_the_kind(kind):
    takes = [kind.targets.names] if kind.targets else []
    if kind.checks:
        module, _, name = kind.checks.partition(":")
        takes.append(getattr(importlib.import_module(module), name))
    for one in (kind.runner(), *takes):
        hints = get_type_hints(one, localns={"Study": Any, "Context": Any, "Request": Any})
        assert issubclass(kind.options, hints[next(iter(hints))]), one


def test_finding_every_kind_loads_none():
    code = "import sys; from cpsurvey.kind import found; found(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    loaded = [name.split(".") for name in done.stdout.split() if "cpsurvey.kinds." in name]
    assert {len(name) for name in loaded} == {3}, done.stderr


CODE = """
import sys
from cpsurvey.kind import found
from cpsurvey.parts import Imputation
for kind in found().values():
    kind.{what}()
print(*sys.modules)
"""


@pytest.mark.parametrize(
    ("what", "never"),
    [
        ("shower", ("cpsurvey.sem.fit", "cpsurvey.engines", "scipy", "pandas")),
        ("runner", ("cpsurvey.report",)),
    ],
)
def test_showing_needs_no_numerics_and_running_no_words(what, never):
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(what=what)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent,
    )
    assert [name for name in done.stdout.split() if name in never] == []


# ------------------------------------------------------------------------------- words
FILES = list(ROOT.rglob("*.py"))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def aliases(tree: ast.Module) -> dict[str, str]:
    """Name in a file -> module that holds phrases."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                known[one.asname or one.name] = f"{node.module}.{one.name}"
    return known


def types_of(module: Any) -> dict[str, Any]:
    """What a module imports, also what it imports for its annotations alone."""
    names = aliases(parsed(Path(module.__file__)))
    places = {name: place.rpartition(".") for name, place in names.items()}
    return {
        name: getattr(importlib.import_module(home), own)
        for name, (home, _, own) in places.items()
        if home.startswith("cpsurvey.")
    }


@cache
def said() -> list[tuple[Path, int, str, ast.Call | None]]:
    """Every name of a module that is used: file, line, ``module.NAME``, the call it is in."""
    return list(_said())


def _said() -> Iterator[tuple[Path, int, str, ast.Call | None]]:
    for file in FILES:
        tree = parsed(file)
        names = aliases(tree)
        calls = {id(n.args[0]): n for n in ast.walk(tree) if isinstance(n, ast.Call) and n.args}
        here = "cpsurvey." + ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = names.get(node.value.id, "")
                yield file, node.lineno, f"{module}.{node.attr}", calls.get(id(node))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                name = names.get(node.id, f"{here}.{node.id}")
                yield file, node.lineno, name, calls.get(id(node))


def full(key: str) -> str:
    """Name of a constant or a family as the code says it."""
    name = key.split("[")[0]
    if name.split(".")[0] in ("report", "described"):
        return f"cpsurvey.{name}"
    return f"cpsurvey.kinds.{name}"


BY_CODE = ("SECTION", "CAVEATS", "SHORT", "TEST", "FITTED")
"""Phrases that the frame asks for by the name of their folder and their code."""


def test_every_phrase_is_said_somewhere():
    used = {name for _, _, name, _ in said()}
    assert [
        key
        for key in every()
        if full(key) not in used and full(key).rpartition(".")[2] not in BY_CODE
    ] == []


def test_phrases_get_the_values_they_want():
    phrases = {full(key): one for key, one in every().items() if "[" not in key}
    wrong = []
    for file, line, name, call in said():
        if name not in phrases or call is None or not _says(call):
            continue
        given = {keyword.arg for keyword in call.keywords}
        wanted = phrases[name].places
        if None not in given and given != wanted:
            wrong.append(f"{file.name}:{line} {name} wants {sorted(wanted)}")
    assert wrong == []


def _says(call: ast.Call) -> bool:
    """Whether the call is one of `Words`."""
    called = call.func
    if isinstance(called, ast.Attribute) and called.attr == "lead":
        return True
    return isinstance(called, ast.Name) and called.id == "words"


ELSEWHERE = {
    *(f"moderation.LATENT[{name}]" for name in ("b1", "b2", "b3")),  # labels of variables
    *(f"regression.{name}[gaussian]" for name in ("RATIO", "FAMILY")),  # has no ratio
    "kpi.WHY[kpi_separated]",  # a caveat
}
"""Values that are said otherwise, before the family is asked."""


def test_families_have_a_phrase_for_every_value():
    lacking = []
    for kind in KINDS:
        module = kind.words()
        for name, hint in get_type_hints(module, localns=types_of(module)).items():
            family = getattr(module, name, None)
            values = get_args(next(iter(get_args(hint)), None))
            if isinstance(family, dict) and get_origin(get_args(hint)[0]) is Literal:
                lacking += [f"{kind.folder}.{name}[{v}]" for v in values if v not in family]
    assert set(lacking) == ELSEWHERE


def test_a_phrase_of_one_language_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        Phrase("To {outcome}", "Vers")
    with pytest.raises(ValueError, match="do not fit"):
        Phrase("To", "")


def test_every_caveat_that_is_raised_has_a_sentence():
    from cpsurvey.report.caveats import family

    known = family("CAVEATS")
    lacking = []
    for file in FILES:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Call) and node.args and _named(node.func) in MADE:
                codes = [
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                if not isinstance(node.args[0], ast.JoinedStr):
                    lacking += [f"{file.name}: {code}" for code in codes if code not in known]
    assert lacking == []


MADE = ("Caveat", "Remark")


def _named(called: ast.expr) -> str:
    return getattr(called, "id", getattr(called, "attr", ""))


def test_no_two_kinds_have_one_folder_name_or_place():
    names = [entry.name for entry in (ROOT / "kinds").iterdir() if (entry / "show.py").exists()]
    assert sorted({kind.folder for kind in KINDS}) == sorted(names)
    for name in names:
        folder = importlib.import_module(f"cpsurvey.kinds.{name}")
        assert folder.__doc__, name
