"""The designs that the software brings along, one TOML file each."""

from functools import cache
from pathlib import Path

from contests.certificates.design.parts import Design
from contests.certificates.design.written import read_toml
from contests.certificates.terms import Per

FOLDER = Path(__file__).parent
NAMES = ("giay-chung-nhan", "bang-khen", "giay-khen", "bang-khen-tap-the")
FIRST = {Per.AUTHOR: "giay-chung-nhan", Per.GROUP: "giay-khen", Per.UNIT: "bang-khen-tap-the"}
"""What is taken where a season has no design of its own."""


@cache
def preset(name: str) -> Design:
    """One of NAMES."""
    return read_toml((FOLDER / f"{name}.toml").read_text("utf-8"))
