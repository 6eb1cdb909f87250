"""Special prizes: youngest, oldest, most works, by choice; collective and movement prizes of units."""
