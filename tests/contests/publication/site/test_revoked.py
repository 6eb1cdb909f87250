"""The list of revoked certificates that stands outside follows the register at once."""

import json

import pytest
import sqlalchemy as sa

from contests.certificates import service as certificates
from contests.certificates.model import Certificate
from contests.certificates.service import IssueFacts
from contests.kernel.sessions import value_of
from tests.contests.publication.site.sites import files_of, run_all, withdraw
from tests.factories import NOON


@pytest.fixture
def register(runtime, judged):
    """The number of the first laureate's certificate."""

    def verb(session):
        facts = IssueFacts("Tuyên Quang", NOON.date())
        batch = value_of(certificates.issue(session, judged.season, facts, **judged.by_office))
        own = (
            sa.select(Certificate)
            .where(Certificate.batch_id == batch.id)
            .order_by(Certificate.position.desc())
        )
        return session.scalars(own).first().register

    return runtime.main.do(verb)


def lists(runtime, judged):
    run_all(runtime)
    return json.loads(files_of(runtime, judged)["certificates/revoked.json"])


def test_a_revoked_number_is_in_the_list(runtime, judged, register):
    assert lists(runtime, judged)["revoked"] == []

    def verb(session):
        row = session.scalars(sa.select(Certificate).where(Certificate.register == register)).one()
        return certificates.revoke(session, row, "In sai tên giải.", **judged.by_office)

    value_of(runtime.main.act(verb))
    assert lists(runtime, judged)["revoked"] == [register]


def test_a_bearer_who_took_the_consent_back_is_shown_no_more(runtime, judged, register):
    assert lists(runtime, judged)["hidden"] == []
    withdraw(runtime, judged)
    assert len(lists(runtime, judged)["hidden"]) == 1
