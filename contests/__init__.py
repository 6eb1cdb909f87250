"""People and their works: everything in this package may know names."""
