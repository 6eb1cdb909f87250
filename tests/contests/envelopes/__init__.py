"""Tests of the one door to judging."""
