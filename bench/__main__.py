"""Run every benchmark there is, or those named, print their ratios and keep them in bench/results.json."""

import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import bench
from bench.figures import Figure
from bench.judging import PREFIX

RESULTS = Path(__file__).with_name("results.json")


def runs(wanted: list[str]) -> Iterator[tuple[str, Callable[[], list[Figure]]]]:
    """The benchmarks by name: modules of this package that have a `run`; a section of judging's only where it is named."""
    for module in pkgutil.iter_modules(bench.__path__):
        named = module.name in wanted if wanted else not module.name.startswith(PREFIX)
        if module.name == "__main__" or not named:
            continue
        run = getattr(importlib.import_module(f"bench.{module.name}"), "run", None)
        if run is not None:
            yield module.name, run


def line(figure: Figure) -> str:
    limit = "–" if figure.limit is None else f"≤ {figure.limit:g}"
    return (
        f"{figure.name:<42} {figure.ratio:>9.3g}  {limit:>8}  {'' if figure.kept else 'OVER '}{figure.detail}"
    )


def main() -> int:
    """0 when every ratio keeps its limit."""
    found: dict[str, list[Figure]] = {}
    print(f"{'figure':<42} {'ratio':>9}  {'limit':>8}  measured")
    for name, run in runs(sys.argv[1:]):
        found[name] = run()
        for figure in found[name]:
            print(line(figure), flush=True)
    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept = before | {name: [asdict(figure) for figure in figures] for name, figures in found.items()}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if all(figure.kept for figures in found.values() for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
