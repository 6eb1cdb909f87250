"""Finds outcomes that nobody reads: a verb may have refused, and whoever called it must say so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.architecture.source import Module, called, dotted, imported


@dataclass(frozen=True)
class Verbs:
    """What answers with an outcome: functions by their full name, methods by name alone."""

    functions: frozenset[str]
    methods: frozenset[str]


def verbs_of(modules: Sequence[Module]) -> Verbs:
    """Every function whose annotation says it may refuse, under each name by which it may be imported."""
    functions: set[str] = set()
    methods: set[str] = set()
    for module in modules:
        for node in module.tree.body:
            functions |= {f"{module.name}.{name}" for name in _refusing([node])}
            methods |= set(_refusing(node.body)) if isinstance(node, ast.ClassDef) else set()
    return Verbs(_with_other_names(functions, modules), frozenset(methods))


def _refusing(body: Sequence[ast.stmt]) -> list[str]:
    """Names of the functions whose annotation speaks of an outcome or a refusal."""
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.returns]
    return [node.name for node in functions if re.search("Outcome|Refused", ast.unparse(node.returns))]  # type: ignore[arg-type]


def _with_other_names(functions: set[str], modules: Sequence[Module]) -> frozenset[str]:
    """A module that imports a verb hands it on under its own name."""
    known: set[str] = set()
    while known != functions:
        known = set(functions)
        for module in modules:
            for _, target, local in imported(module):
                if target in functions:
                    functions.add(f"{module.name}.{local}")
    return frozenset(known)


def dropped(module: Module, verbs: Verbs) -> Iterator[str]:
    """Calls of verbs whose outcome goes nowhere, or is committed unread by `do()`."""
    local = _local_names(module)
    for node in module.nodes:
        if isinstance(node, ast.Expr) and _answers(node.value, module, local, verbs):
            yield module.at(node, f"{ast.unparse(node.value)[:60]}: nobody reads the outcome")
        if isinstance(node, ast.Assign) and _answers(node.value, module, local, verbs) and _is_blank(node):
            yield module.at(node, f"{ast.unparse(node)[:60]}: nobody reads the outcome")
        if isinstance(node, ast.Call) and _is_done(node) and _hands_over(node.args[0], module, local, verbs):
            yield module.at(node, f"{ast.unparse(node)[:60]}: do() commits what was refused")


def _local_names(module: Module) -> dict[str, str]:
    """What each imported name stands for; `import a.b` makes the name a, which is itself."""
    return {
        name: name if isinstance(node, ast.Import) and target.startswith(f"{name}.") else target
        for node, target, name in imported(module)
    }


def _is_done(node: ast.Call) -> bool:
    return called(node) == "do" and bool(node.args)


def _is_blank(node: ast.Assign) -> bool:
    return all(isinstance(target, ast.Name) and target.id == "_" for target in node.targets)


def _answers(value: ast.expr, module: Module, local: dict[str, str], verbs: Verbs) -> bool:
    if not isinstance(value, ast.Call):
        return False
    if _full(value.func, module, local) in verbs.functions:
        return True
    is_method = isinstance(value.func, ast.Attribute) and dotted(value.func).partition(".")[0] not in local
    return is_method and called(value) in verbs.methods


def _hands_over(work: ast.expr, module: Module, local: dict[str, str], verbs: Verbs) -> bool:
    if isinstance(work, ast.Lambda):
        return _answers(work.body, module, local, verbs)
    return _full(work, module, local) in verbs.functions


def _full(function: ast.expr, module: Module, local: dict[str, str]) -> str:
    first, dot, rest = dotted(function).partition(".")
    return f"{local.get(first, f'{module.name}.{first}')}{dot}{rest}" if first else ""
