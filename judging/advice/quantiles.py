"""Quantiles of the normal and of Student's distribution; values in, values out."""

from statistics import NormalDist

CONFIDENCE = 90
"""Per cent of the intervals that hold what they speak of."""


def normal_quantile(confidence: int = CONFIDENCE) -> float:
    """How many standard errors a two-sided interval reaches to either side."""
    return NormalDist().inv_cdf((100 + confidence) / 200)


def student_quantile(freedom: int, confidence: int = CONFIDENCE) -> float:
    """The same with a standard error estimated on `freedom` degrees.

    Cornish and Fisher's expansion (Abramowitz and Stegun 1964, 26.7.5); within 0.002 from 5 degrees on.
    """
    z, f = normal_quantile(confidence), max(freedom, 1)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / f + second / f**2 + third / f**3
