"""What is vendored is what its list says it is."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
VENDOR = STATIC / "vendor"
LISTED = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LISTED)
def test_every_vendored_file_has_the_hash_of_the_list(name: str) -> None:
    on_disk = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (VENDOR / name).iterdir()
        if file.is_file()
    }
    assert on_disk == LISTED[name]["sha256"]


def test_no_directory_is_vendored_without_being_listed() -> None:
    assert {path.name for path in VENDOR.iterdir() if path.is_dir()} == set(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_every_vendored_part_names_its_version_and_carries_its_licence(name: str) -> None:
    assert LISTED[name]["version"]
    assert LISTED[name]["licence"]
    assert LISTED[name]["licence_file"] in LISTED[name]["sha256"]


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").iterdir()), ids=lambda path: path.name)
def test_own_stylesheets_load_only_files_that_are_here(sheet: Path) -> None:
    addresses = re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8"))
    assert [url for url in addresses if not (sheet.parent / url).is_file()] == []
