"""Benchmarks: each compares the product with a reference in the same run and prints a ratio, not a time."""
