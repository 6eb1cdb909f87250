"""The definitions that come with the software: what the sources say, and nothing where they are silent."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from contests.kernel.sessions import value_of
from contests.seasons.definition import load
from contests.seasons.parts import Definition

NAMES = ("ttnnd", "stkt", "gt")


@dataclass(frozen=True, slots=True)
class Preset:
    """A definition to start from; `key` is its file's name."""

    key: str
    definition: Definition


def preset_bytes(key: str) -> bytes:
    """The TOML file of a preset."""
    return resources.files(__name__).joinpath(f"{key}.toml").read_bytes()


@cache
def presets() -> tuple[Preset, ...]:
    """All presets in the order in which they are offered."""
    return tuple(Preset(name, value_of(load(preset_bytes(name)))) for name in NAMES)


def preset(key: str) -> Definition | None:
    """The definition of that name, or None."""
    return next((one.definition for one in presets() if one.key == key), None)
