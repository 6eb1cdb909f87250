import pytest

from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.nomination import sending
from tests.contests.nomination.sent import UPPER, nominate, put_file
from tests.factories import make_actor, make_organiser, make_season, make_unit
from tests.factories_awards import make_decided


@pytest.fixture
def sent(runtime):
    """A season with one work nominated, whose dossier has a file."""

    def verb(session):
        judged = make_decided(session)
        value_of(sending.set_upper(session, judged.season, **UPPER, **judged.by_office))
        put_file(session, runtime.storage, judged)
        value_of(nominate(session, judged, (0,), (1,)))
        return judged

    return runtime.main.do(verb)


@pytest.fixture
def upper(runtime, sent):
    """The upper organiser, with a season that takes entries and the sender among its units."""

    def verb(session):
        organiser = make_organiser(session, "Ban Tổ chức toàn quốc")
        season = make_season(session, organiser)
        unit = make_unit(session, sent.organiser.name, organiser=organiser)
        people = [make_actor(session, Role.SECRETARY, organiser, name) for name in ("Lò Thị Mai", "Y Blăm")]
        return season, unit, people

    return runtime.main.do(verb)
