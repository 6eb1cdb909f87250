"""What counts towards a figure and comes from outside the sheets: a public vote, the record of a site visit."""
