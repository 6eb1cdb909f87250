"""Who marks what: the design of a round, its exact optimum, the proof of it, and what makes panels comparable."""
