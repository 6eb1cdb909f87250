"""The pages that anyone may read."""

from contests.web.public import certificates, demo, home, prizes, receipt, season
from contests.web.public.desk import bp as bp

__all__ = ["bp", "certificates", "demo", "home", "prizes", "receipt", "season"]
