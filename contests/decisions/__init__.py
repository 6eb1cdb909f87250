"""Official documents that found a step: drafts, the register of numbers, scans of what was signed."""
