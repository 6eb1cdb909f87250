"""Identity pages: signing in and out, one-time links, recovery, the first run, the language."""

from contests.web.identity import arriving, entering, first_run, languages, links, recovery, second
from contests.web.identity.desk import bp as bp

__all__ = ["arriving", "bp", "entering", "first_run", "languages", "links", "recovery", "second"]
