"""What comes from outside the score sheets, by entry: a public vote, a site visit; entered by two persons with its source."""
