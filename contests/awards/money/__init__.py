"""Prize money and judges' fees: split to the đồng, held against the budget line, on lists to sign."""
