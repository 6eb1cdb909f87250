"""Conflicts of interest: what judges declared, matched with the entries; who looks at it; what reaches judging."""
