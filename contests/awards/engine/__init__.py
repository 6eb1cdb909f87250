"""Who gets which tier: a season's rules as values, the filling of tiers, lines between them, what a list breaks."""
