"""The inspector's pages: what was done, by whom and when; nothing can be changed here."""

from contests.web.inspector import envelopes, home, ledger, release
from contests.web.inspector.desk import bp as bp

__all__ = ["bp", "envelopes", "home", "ledger", "release"]
