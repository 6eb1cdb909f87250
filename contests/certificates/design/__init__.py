"""Designs of certificates as data: what stands where on the paper, in tenths of a millimetre."""
