"""What a panel does together after all have marked: look at all sheets, mark again, vote, propose the tiers."""
