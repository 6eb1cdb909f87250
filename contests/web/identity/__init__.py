"""Identity pages: signing in and out, one-time links, recovery, the first run, the language."""

from contests.web.identity import entering, first_run, languages, links, recovery
from contests.web.identity.desk import bp as bp

__all__ = ["bp", "entering", "first_run", "languages", "links", "recovery"]
