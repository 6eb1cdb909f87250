"""Entries by Excel: the template of a season, the reading of a filled-in sheet, what it would do, and doing it."""
