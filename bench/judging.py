"""Judging: every section in one run; a section is a module named judging_*."""

import importlib
import pkgutil

import bench
from bench.figures import Figure

PREFIX = "judging_"


def run() -> list[Figure]:
    return [figure for name in sections() for figure in importlib.import_module(f"bench.{name}").run()]


def sections() -> list[str]:
    """The modules of the sections, by name."""
    return sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if module.name.startswith(PREFIX)
    )
