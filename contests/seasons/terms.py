"""The words of this stage: what its states and kinds are called."""

import enum


class ContestKind(enum.StrEnum):
    """TTNNĐ, STKT, Giải thưởng KH&CN."""

    YOUTH = "youth"
    TECHNICAL = "technical"
    AWARD = "award"


class Level(enum.StrEnum):
    """Where a season stands; nominating moves an entry one level up."""

    BASE = "base"
    PROVINCE = "province"
    NATION = "nation"


class Origin(enum.StrEnum):
    """Where a value comes from: a default of the software, a cited source, the organiser."""

    SOFTWARE = "software"
    CITED = "cited"
    ORGANISER = "organiser"


class Phase(enum.StrEnum):
    """Where a season stands in its life; each names the step under way, `done` comes after the last."""

    LAUNCH = "launch"
    REGISTRATION = "registration"
    SCREENING = "screening"
    SEALING = "sealing"
    JUDGING = "judging"
    OPENING = "opening"
    AWARDS = "awards"
    PUBLICATION = "publication"
    CERTIFICATES = "certificates"
    NOMINATION = "nomination"
    REPORT = "report"
    DONE = "done"


class StepState(enum.StrEnum):
    """Where a step lies, seen from the season's present."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


class Part(enum.StrEnum):
    """The parts of a season that are changed one by one."""

    GENERAL = "general"
    DATES = "dates"
    LEGAL = "legal"
    FIELDS = "fields"
    DIVISIONS = "divisions"
    DOSSIER = "dossier"
    RUBRIC = "rubric"
    TIERS = "tiers"
    SPECIAL = "special_prizes"
    HONOURS = "honours"
    FEES = "fees"
    SETTINGS = "settings"


FILE_TYPES = ("pdf", "docx", "jpeg", "png", "mp4")
"""Kinds of files that a dossier may hold."""
