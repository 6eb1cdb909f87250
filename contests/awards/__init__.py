"""From standings to tiers: the proposal and the decision."""
