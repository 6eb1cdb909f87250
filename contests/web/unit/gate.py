"""What a part of an entry that is not open answers instead of a form."""

from flask import request

from contests.entries.model import Entry
from contests.entries.service import shut
from contests.kernel.clock import now
from contests.kernel.web.answers import Page, page, said
from contests.kernel.web.runtime import reading


def shut_page(entry: Entry, part: str) -> Page | None:
    """Why the part is shut, as a page; None where it is open, or where a form was sent: the verb answers then."""
    reason = shut(reading(), entry, part, now())
    if reason is None or request.method == "POST":
        return None
    return page("unit/shut.html", entry=entry, reason=said(reason))
