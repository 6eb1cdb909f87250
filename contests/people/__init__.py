"""Accounts, roles, persons and the tree of units; what of a person may be shown."""
