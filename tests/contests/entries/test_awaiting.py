"""Which seasons still owe somebody a result."""

import pytest
from sqlalchemy.orm import Session

from contests.entries.queries import awaits_results
from contests.entries.terms import EntryState
from tests.factories import make_entry, make_organiser, make_season, make_unit

OVER = {EntryState.DRAFT, EntryState.REJECTED, EntryState.WITHDRAWN}


@pytest.mark.parametrize("state", EntryState)
def test_only_entries_that_may_still_be_prized_await_a_result(session: Session, state: EntryState) -> None:
    organiser = make_organiser(session)
    season, school = make_season(session, organiser), make_unit(session, organiser=organiser)
    assert not awaits_results(session, season.id)
    make_entry(session, season, school, state=state)
    session.flush()
    assert awaits_results(session, season.id) is (state not in OVER)
