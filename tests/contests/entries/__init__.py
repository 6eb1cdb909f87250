"""Tests of entries and their dossiers."""
