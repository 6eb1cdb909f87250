"""The import contracts hold, and each breaks when someone crosses its wall, however the import is dressed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}
PACKAGES = ("contests", "judging", "workers")
BESIDE = {"tests", "bench", "translations", "docs"}
"""Packages of scripts beside the product: nothing of it imports them, and they keep no contract."""

PLAIN = "import {0}\n"
INSIDE = "def late():\n    import {0}\n"
FOR_TYPES = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import {0}\n"


@pytest.fixture
def tree(tmp_path):
    """A copy of the packages and the contracts, in which a test may plant what it likes."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=lambda place, names: set(data(place, names))
        )
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def data(place, names):
    return [name for name in names if Path(place, name).is_file() and not name.endswith(".py")]


def plant(tree, module, text):
    """Adds lines to a module, which need not exist yet."""
    path = tree.joinpath(*module.split(".")).with_suffix(".py")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")


def lint(tree):
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def assert_broken(tree, contract, *said):
    code, output = lint(tree)
    assert code == 1, output
    assert f"{CONTRACTS[contract]['name']} BROKEN" in output
    for words in said:
        assert words in output


def test_the_tree_as_it_stands_keeps_every_contract(tree):
    code, output = lint(tree)
    assert code == 0, output
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in output


CROSSINGS = {
    "arrow": [
        ("contests.kernel.planted", "contests.people"),
        ("contests.kernel.planted", "judging"),
        ("contests.entries.planted", "contests.envelopes"),
        ("contests.awards.planted", "contests.publication"),
        ("contests.reports.planted", "contests.web"),
        ("contests.web.planted", "workers"),
    ],
    "app-on-top": [(f"{package}.planted", "app") for package in ("contests.kernel", "judging", "workers")],
    "judging-knows-no-people": [
        ("judging.planted", "contests.people"),
        ("judging.planted", "contests.entries"),
        ("judging.planted", "contests.envelopes"),
        ("judging.planted", "contests.web"),
    ],
    "pure-rules": [
        (module, impure)
        for module in ("contests.seasons.rules", "judging.scoring")
        for impure in ("flask", "sqlalchemy", "random", "secrets", "contests.kernel.clock")
    ],
}


def test_every_contract_has_its_crossings():
    assert CROSSINGS.keys() == CONTRACTS.keys()


@pytest.mark.parametrize(
    "dress", [PLAIN, INSIDE, FOR_TYPES], ids=["plain", "in a function", "for types only"]
)
@pytest.mark.parametrize("contract", CROSSINGS)
def test_each_crossing_of_a_wall_is_seen(tree, contract, dress):
    for module, target in CROSSINGS[contract]:
        plant(tree, module, dress.format(target))
    assert_broken(tree, contract, *(f"{module} -> {target}" for module, target in CROSSINGS[contract]))


class TestAWallCrossedByADetour:
    def test_a_stage_reaches_ahead_through_a_module_of_no_stage(self, tree):
        plant(tree, "contests.detour", PLAIN.format("contests.awards"))
        plant(tree, "contests.entries.planted", FOR_TYPES.format("contests.detour"))
        assert_broken(tree, "arrow", "contests.entries.planted -> contests.detour")

    def test_judging_learns_of_people_through_the_kernel(self, tree):
        plant(tree, "contests.kernel.detour", INSIDE.format("contests.people"))
        plant(tree, "judging.planted", PLAIN.format("contests.kernel.detour"))
        assert_broken(tree, "judging-knows-no-people", "judging.planted -> contests.kernel.detour")

    def test_a_rule_reaches_the_database_through_its_model(self, tree):
        plant(tree, "contests.seasons.detour", PLAIN.format("sqlalchemy"))
        plant(tree, "contests.seasons.rules", FOR_TYPES.format("contests.seasons.detour"))
        assert_broken(tree, "pure-rules", "contests.seasons.rules -> contests.seasons.detour")


def test_every_package_of_contests_has_its_place_on_the_arrow():
    packages = {f"contests.{init.parent.name}" for init in (ROOT / "contests").glob("*/__init__.py")}
    assert packages | {"workers", "judging"} == set(CONTRACTS["arrow"]["layers"])


def test_judging_may_know_the_kernel_and_nothing_else_of_the_arrow():
    others = set(CONTRACTS["arrow"]["layers"]) - {"judging", "contests.kernel"}
    assert set(CONTRACTS["judging-knows-no-people"]["forbidden_modules"]) == others


def packages_of_the_tree():
    return {init.parent.name for init in ROOT.glob("*/__init__.py")}


def test_every_package_of_the_tree_is_linted():
    mine = packages_of_the_tree() - BESIDE
    assert mine == set(SETTINGS["root_packages"]) == set(PACKAGES)
    assert not SETTINGS["exclude_type_checking_imports"]


def test_every_package_of_the_tree_is_typed():
    checked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]["files"]
    assert packages_of_the_tree() <= set(checked)
