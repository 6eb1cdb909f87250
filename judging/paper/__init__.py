"""Sheets filled in on paper: printed by code, keyed twice by two clerks, compared, settled."""
