"""A sheet from the first mark typed to the last correction: saves that count once, two devices, extreme marks."""
