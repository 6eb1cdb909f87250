"""Nothing in the tree names the machine it was written on, or where its packages came from."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.architecture.source import ROOT

OURS = {".git", "__pycache__", "node_modules", "results.json"}
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".in",
    ".css",
    ".js",
    ".mako",
    ".svg",
    ".json",
    ".sh",
    ".cfg",
    ".yml",
    "",
}
FORBIDDEN = re.compile(
    r"(?<![\w.])/wor[k]/|/tm[p]/(?:brief|bash_jobs)|/hom[e]/[a-z]+/|/roo[t]/|pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)"
    r"|--index-ur[l] +http|--extra-inde[x]-url",
    re.IGNORECASE,
)
PLANTED = (
    "see /wor" + "k/shared",
    "/tm" + "p/brief/common.md",
    "https://pyp" + "i.org/simple",
    "https://files.pythonhoste" + "d.org/x.whl",
    "/hom" + "e/someone/x",
)


def sources():
    """The tree's own files: what git keeps, or all but generated ones where it was copied without git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(_is_generated(part) for part in path.relative_to(ROOT).parts)
        ]
    return [path for path in paths if path.is_file() and path.suffix in TEXT and "vendor" not in path.parts]


def _is_generated(part):
    return part in OURS or part.startswith((".venv", ".mypy", ".ruff", ".pytest", ".hypothesis"))


def test_no_file_names_a_place_that_others_do_not_have():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in sources()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", PLANTED)
def test_a_planted_place_is_seen(line):
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize(
    "line", ["./run work", "the /network/ path", "/judge/pieces", "in /srv/bangvang/x", "workers/work/x"]
)
def test_an_ordinary_path_is_left_alone(line):
    assert not FORBIDDEN.search(line)


def test_the_source_is_found():
    names = {path.relative_to(ROOT).as_posix() for path in sources()}
    assert {"app.py", "run", "templates/base.html", "contests/kernel/db.py"} <= names
