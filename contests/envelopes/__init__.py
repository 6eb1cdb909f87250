"""The one door to judging: the pairing of a code and an entry."""
