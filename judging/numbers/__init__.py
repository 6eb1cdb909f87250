"""The official numbers: aggregations by name, ties, the rules that bind a round, and how a figure explains itself."""
