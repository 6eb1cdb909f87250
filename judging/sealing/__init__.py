"""Sealing the results: two officers of every panel confirm the same figures within a day."""
