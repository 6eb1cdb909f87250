"""Tests of the packages that know names."""
