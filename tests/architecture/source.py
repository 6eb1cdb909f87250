"""The product's source as trees, for rules that read it instead of running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
PRODUCT = ("contests", "judging", "workers")
N = TypeVar("N", bound=ast.AST)
HOUSE = (*PRODUCT, "bench", "deploy", "tests")


@dataclass(frozen=True)
class Module:
    """One file of Python: its place in the tree and what it says."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """As it is imported: "contests.people.service"."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def of(self, kind: type[N]) -> Iterator[N]:
        """Its nodes of one kind."""
        return (node for node in self.nodes if isinstance(node, kind))

    def at(self, node: ast.AST, what: str) -> str:
        """A violation as a reader finds it: file, line, what is wrong."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"

    def within(self, *packages: str) -> bool:
        """Whether it is one of the packages, or in one."""
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)


@cache
def product() -> tuple[Module, ...]:
    """Every module that runs in production."""
    return (read(ROOT / "app.py"), *_under(PRODUCT))


@cache
def house() -> tuple[Module, ...]:
    """Every module that is kept to a size: the product, its tests and benchmarks."""
    return (read(ROOT / "app.py"), *_under(HOUSE))


def read(path: Path) -> Module:
    return Module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def _under(packages: tuple[str, ...]) -> Iterator[Module]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield read(path)


def imported(module: Module) -> Iterator[tuple[ast.AST, str, str]]:
    """What it imports: the node, the full dotted target, and the local name it gets."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name, alias.asname or alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}", alias.asname or alias.name


def called(node: ast.Call) -> str:
    """The last name of what is called: `session.commit()` is "commit"."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def dotted(node: ast.AST) -> str:
    """ "people.add_unit" for that expression; "" for anything that is not names joined by dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""
