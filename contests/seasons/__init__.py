"""Contests and their seasons: fields, windows, dossier items, rubric, tiers, dates."""
