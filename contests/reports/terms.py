"""The words of this stage: what a figure is counted in."""

import enum


class Measure(enum.StrEnum):
    """What a figure is counted in: things, people, đồng (MILLION: đồng, printed in millions), or tenths of a per cent."""

    ENTRIES = "entries"
    PEOPLE = "people"
    UNITS = "units"
    PRIZES = "prizes"
    COPIES = "copies"
    DONG = "dong"
    MILLION = "million"
    SHARE = "share"
