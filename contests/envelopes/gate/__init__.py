"""The name gate: whether a text tells who made a work. Pure: texts and names in, findings out."""
