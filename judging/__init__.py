"""Pieces and marks: knows no people."""
