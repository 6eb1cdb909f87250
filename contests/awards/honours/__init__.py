"""Honours of other bodies that follow a prize: proposed from the data, recorded when they are given."""
