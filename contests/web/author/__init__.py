"""An author's pages: one's own entries, how far they are."""

from contests.web.author import certificates, entries, names
from contests.web.author.desk import bp as bp

__all__ = ["bp", "certificates", "entries", "names"]
