"""What `./test` runs, in which order, and what each part needs of the machine."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.conftest_services import postgres_programs, redis_program

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Need:
    """Something of the machine: how to see that it is there, and Debian's package that brings it."""

    package: str
    is_there: Callable[[], bool]


@dataclass(frozen=True)
class Suite:
    """A choice of tests by marker expression."""

    name: str
    chosen: str
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Result:
    """One line of the closing table; a check counts as one that passed or failed."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    note: str = ""


def has_library(name: str) -> bool:
    return any(Path("/usr/lib").glob(f"*/{name}*")) or any(Path("/lib").glob(f"*/{name}*"))


def has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


POSTGRES = Need("postgresql", lambda: postgres_programs() is not None)
REDIS = Need("redis-server", lambda: redis_program() is not None)
CHROMIUM = Need("chromium", has_program("chromium", "chromium-browser"))
LIBATOMIC = Need("libatomic1", lambda: has_library("libatomic.so.1"))
POPPLER = Need("poppler-utils", has_program("pdftotext"))
FFMPEG = Need("ffmpeg", has_program("ffmpeg"))
TESSERACT = Need("tesseract-ocr-vie", has_program("tesseract"))

SERVICES = "not browser and not programs"
SUITES = (
    Suite("rules, services and pages on SQLite", f"not postgres and not redis and {SERVICES}", (POPPLER,)),
    Suite("services on PostgreSQL and Redis", f"(postgres or redis) and {SERVICES}", (POSTGRES, REDIS)),
    Suite("films and scans by the machine's programs", "programs and not browser", (FFMPEG, TESSERACT)),
    Suite("browser", "browser", (CHROMIUM, LIBATOMIC)),
)
CHECKS = {
    "ruff check": ("ruff", "check", "."),
    "ruff format": ("ruff", "format", "--check", "."),
    "mypy": ("mypy",),
    "import contracts": ("lint-imports",),
    "templates lint": ("djlint", "templates", "--lint", "--quiet"),
}


def main(arguments: Sequence[str]) -> int:
    asked, for_pytest = parse(arguments)
    install_missing([need for suite in SUITES for need in suite.needs])
    results = [*checks(), *tests(for_pytest, everything=asked.all)]
    print(table(results))
    failed = sum(result.failed for result in results)
    print(f"{sum(result.passed for result in results)} passed, {failed} failed")
    return 1 if failed else 0


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="./test", description=__doc__, allow_abbrev=False)
    parser.add_argument("--all", action="store_true", help="also the tests marked slow")
    parser.epilog = "Any other argument goes to pytest, which then runs once with it."
    return parser.parse_known_args(arguments)


def install_missing(needs: Sequence[Need]) -> None:
    """As root on Debian only; what is still missing afterwards is said by the suite that wants it."""
    packages = sorted({need.package for need in needs if not need.is_there()})
    apt = shutil.which("apt-get")
    if not packages or not apt or os.geteuid() != 0:
        return
    print(f"installing {', '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, "-qq", *command], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)


def checks() -> Iterator[Result]:
    for name, (program, *options) in CHECKS.items():
        yield check(name, [str(BIN / program), *options])


def check(name: str, command: Sequence[str]) -> Result:
    """Quiet when it passes; shows all the program said when it does not."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    failed = int(done.returncode != 0)
    print(f"{name}: {'FAILED' if failed else 'passed'}", flush=True)
    if failed:
        print(done.stdout + done.stderr, flush=True)
    return Result(name, 1 - failed, failed, 0, time.monotonic() - start)


def tests(for_pytest: Sequence[str], *, everything: bool) -> Iterator[Result]:
    """Every suite in turn, or with arguments one run of what they and the machine allow."""
    chosen = (Suite("chosen tests", allowed()),) if for_pytest else SUITES
    for suite in chosen:
        print(f"\n== {suite.name}", flush=True)
        expression = suite.chosen if everything else f"({suite.chosen}) and not slow"
        yield missing(suite) or run(suite.name, ["-m", expression, *for_pytest])


def allowed() -> str:
    """The marker expression of all suites that this machine can run; in CI, of all suites."""
    return " or ".join(f"({suite.chosen})" for suite in SUITES if in_ci() or not lacking(suite))


def lacking(suite: Suite) -> str:
    return ", ".join(need.package for need in suite.needs if not need.is_there())


def in_ci() -> bool:
    return os.environ.get("CI") == "true"


def missing(suite: Suite) -> Result | None:
    """The line of a suite that cannot run here: skipped, and in CI failed."""
    packages = lacking(suite)
    if not packages:
        return None
    note = f"skipped: {packages} not installed (apt-get install {packages.replace(',', '')})"
    print(note, flush=True)
    return Result(suite.name, 0, int(in_ci()), int(not in_ci()), 0.0, note)


def run(name: str, options: Sequence[str]) -> Result:
    with tempfile.TemporaryDirectory(prefix="bangvang-test-") as home:
        report = Path(home) / "report.xml"
        start = time.monotonic()
        spread = ["-n", str(processes()), "--dist", "loadscope"]
        command = [sys.executable, "-m", "pytest", "-q", *spread, f"--junitxml={report}", *options]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        return counted(name, code, report, time.monotonic() - start)


def processes() -> int:
    return max(2, min(4, os.cpu_count() or 2))


def counted(name: str, code: int, report: Path, seconds: float) -> Result:
    """The run's own figures; a run that broke off, or chose nothing, has failed however few tests did."""
    figures = ElementTree.parse(report).getroot().find("testsuite") if report.exists() else None
    counts = {
        key: int(figures.get(key, 0)) if figures is not None else 0
        for key in ("tests", "failures", "errors", "skipped")
    }
    failed = counts["failures"] + counts["errors"]
    note = "no test was chosen" if code == NOTHING_COLLECTED else f"pytest ended with {code}" if code else ""
    passed = counts["tests"] - failed - counts["skipped"]
    return Result(name, passed, max(failed, int(code != 0)), counts["skipped"], seconds, note)


def table(results: Sequence[Result]) -> str:
    width = max(len(result.name) for result in results)
    head = f"\n{'':{width}}  passed  failed  skipped  seconds"
    lines = [
        f"{r.name:{width}}  {r.passed:6}  {r.failed:6}  {r.skipped:7}  {r.seconds:7.1f}  {r.note}".rstrip()
        for r in results
    ]
    total = f"{'in all':{width}}  {'':6}  {'':6}  {'':7}  {sum(r.seconds for r in results):7.1f}"
    return "\n".join([head, *lines, total])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
