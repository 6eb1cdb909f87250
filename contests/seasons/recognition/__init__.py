"""What a season gives beside its tiers: special prizes, honours that follow later, judges' fees."""
