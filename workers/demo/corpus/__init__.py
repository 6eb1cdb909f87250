"""What the demo is made of: people, places, works and their files, drawn from a seed, with no database."""
