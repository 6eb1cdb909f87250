"""The house's rules that ruff does not know, each a function from a module to its violations."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module, called, dotted, imported

WEB = ("contests.web", "contests.kernel.web", "judging.web", "judging.forms")
MOST_LINES, MOST_FUNCTION_LINES = 300, 30
COMMITTERS = {
    "contests.kernel.sessions": "the only place that commits a request or a task",
    "workers.schema": "migrates, before there is a request",
    "contests.kernel.sealed": "gives judging's role its grants, after a migration",
}
COMMITTING = {"commit", "rollback", "begin", "begin_nested"}
EXACT = ("judging", "contests.awards", "contests.reports", "contests.seasons", "contests.kernel.figures")
"""Where marks and money are counted: whole numbers only."""
ESTIMATED = tuple(
    f"judging.advice.{name}"
    for name in ("columns", "comparable", "material", "mixed", "quantiles", "ranks", "scale", "severity")
)
"""Statistics that stand beside the official numbers: no mark, rank or prize is made of them."""
LONG_FUNCTIONS = {
    "contests/seasons/definition.py::_definition": "the whole definition, a part a line",
    "tests/factories.py::make_entry": "one row, a keyword a line",
}
"""Functions over 30 lines, by "path::name", each with its reason."""
LOADER = re.compile(r"_?own_")
"""A loader's name: what it gives is the asking person's own, or 404."""
QUERYING = {
    "contests.web.milestones": "reads every stage at once, from above all of them",
    "contests.web.rounds": "a loader that two desks share",
}
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|$)")


def only_the_kernel_commits(module: Module) -> Iterator[str]:
    if module.name in COMMITTERS:
        return
    for node in module.of(ast.Call):
        if called(node) in COMMITTING and not _is_own(node):
            yield module.at(node, f"{called(node)}() outside contests.kernel.sessions")


def _is_own(call: ast.Call) -> bool:
    """`demo.begin()` begins no transaction; whatever is a session, a connection or an engine does."""
    owner = dotted(call.func.value).rpartition(".")[2] if isinstance(call.func, ast.Attribute) else ""
    return called(call) == "begin" and owner == "demo"


def only_pages_know_the_web(module: Module) -> Iterator[str]:
    """Services, queries and rules run without Flask; only pages, app.py and what serves them import it."""
    if module.within(*WEB, "app", "workers.commands", "workers.supervisor"):
        return
    for node, target, _ in imported(module):
        if target.partition(".")[0] in {
            "flask",
            "flask_babel",
            "flask_login",
            "flask_wtf",
            "werkzeug",
            "wtforms",
        }:
            yield module.at(node, f"imports {target}")


def a_view_does_not_query(module: Module) -> Iterator[str]:
    """A view loads by a loader (`own_entry`: loading is authorising) and calls services and queries."""
    if not module.within("contests.web", "judging.web") or module.path.endswith("/desk.py"):
        return
    if module.name in QUERYING:
        return
    loaders = {
        id(inner)
        for node in module.of(ast.FunctionDef)
        if LOADER.match(node.name)
        for inner in ast.walk(node)
    }
    for node in module.of(ast.Call):
        asks = {"execute", "scalars", "scalar", "add", "add_all", "flush", "merge", "query", "delete"}
        if id(node) not in loaders and called(node) in asks and _is_session(node.func):
            yield module.at(node, f"calls a session's {called(node)}() outside a loader")


def _is_session(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    opened = isinstance(owner, ast.Call) and called(owner) == "reading"
    return opened or (isinstance(owner, ast.Name) and owner.id in {"s", "session"})


def relationships_never_load_themselves(module: Module) -> Iterator[str]:
    for node in module.of(ast.Call):
        lazy = [key.value for key in node.keywords if key.arg == "lazy"]
        strict = [value for value in lazy if isinstance(value, ast.Constant) and value.value == "raise"]
        if called(node) == "relationship" and not strict:
            yield module.at(node, 'relationship() without lazy="raise"')


def marks_and_money_are_whole(module: Module) -> Iterator[str]:
    if not module.within(*EXACT) or module.within(*ESTIMATED):
        return
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield module.at(node, f"the float {node.value}")
        if isinstance(node, ast.Name) and node.id == "float":
            yield module.at(node, "float")
        if (
            isinstance(node, ast.BinOp | ast.AugAssign)
            and isinstance(node.op, ast.Div)
            and not _is_path(node)
        ):
            yield module.at(node, "a division that may not be exact")


def _is_path(node: ast.BinOp | ast.AugAssign) -> bool:
    """`PLACE / "name.toml"` joins paths: one side is text, or a name in capitals."""
    sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        or (isinstance(side, ast.Name) and side.id.isupper())
        for side in sides
    )


def a_module_says_what_it_knows(module: Module) -> Iterator[str]:
    if module.text.strip() and not ast.get_docstring(module.tree):
        yield module.at(module.tree, "no docstring")


def a_name_says_something(module: Module) -> Iterator[str]:
    if VAGUE.search(module.name.rpartition(".")[2]):
        yield module.at(module.tree, "a name that says nothing")


def a_file_stays_small(module: Module) -> Iterator[str]:
    if (lines := module.text.count("\n")) > MOST_LINES:
        yield module.at(module.tree, f"{lines} lines")


def a_function_stays_small(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > MOST_FUNCTION_LINES and f"{module.path}::{node.name}" not in LONG_FUNCTIONS:
                yield module.at(node, f"{node.name} has {lines} lines")
