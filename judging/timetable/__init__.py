"""Who shows which piece when and where, and whether they came: of open rounds only."""
