"""Tests of what every stage leans on."""
