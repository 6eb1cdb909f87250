"""What the public may read of a decided season."""
