"""Advice beside the official number and never in its place: what the sheets say of the judges and of chance.

Estimates here are floats; no mark, rank or prize is ever taken from them.
"""
