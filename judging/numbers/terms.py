"""The words of the numbers: how a ledger's head leaves the database, what judging asks the outside for."""

import enum


class Way(enum.StrEnum):
    """On a paper to sign, saved as a file, shown on a page, sent by mail."""

    PAPER = "paper"
    FILE = "file"
    SHOWN = "shown"
    MAIL = "mail"
