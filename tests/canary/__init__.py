"""Every identity of a season is a canary; what a judge gets must not sing, and what the office gets must."""
