"""Who goes up one level, and the result that comes back."""
