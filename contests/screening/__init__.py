"""Pre-screening: findings, verdicts, returns for supplement."""
