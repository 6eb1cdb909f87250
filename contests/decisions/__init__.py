"""Official documents that found a step: number, symbol, date, signer."""
