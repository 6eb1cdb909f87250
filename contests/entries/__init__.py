"""Entries, their authors and their dossiers."""
