"""The static site with what every stage adds to it, and its way out of the store: by the clock, into a directory."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from contests.certificates.published import certificates_section
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.jobs import Work
from contests.kernel.sessions import Transactions
from contests.kernel.storage import Storage, StorageFault
from contests.publication.site.building import build, index_at
from contests.publication.site.folder import unfold
from contests.publication.site.standing import ask_when_due, built_sites, sites_due

EVERY_SECONDS = 5.0
"""So often is looked for what is due and what was built anew."""
Chore = Callable[[], None]


def build_site(work: Work) -> dict[str, Any]:
    """The job."""
    return build(work, (certificates_section,))


def unfold_all(transactions: Transactions, storage: Storage, root: Path) -> int:
    """Bring the directories of all built sites up to date; how many sites there are."""
    with transactions.reading() as session:
        built = built_sites(session)
    for organiser_id, index in built:
        try:
            unfold(storage, organiser_id, index, partial(index_at, storage, organiser_id, index), root)
        except StorageFault:  # a newer build took its place meanwhile: the next look finds that one
            continue
    return len(built)


def chore(transactions: Transactions, storage: Storage, root: Path) -> Chore:
    """What the loop beside the web does every few seconds for the sites."""
    last = float("-inf")

    def look() -> None:
        nonlocal last
        if time.monotonic() - last < EVERY_SECONDS:
            return
        with transactions.reading() as session:
            due = sites_due(session, now())
        if due:
            transactions.do(lambda session: ask_when_due(session, by=SYSTEM, at=now()))
        unfold_all(transactions, storage, root)
        last = time.monotonic()

    return look
