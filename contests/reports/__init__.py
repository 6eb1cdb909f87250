"""Every figure, from one query layer."""
