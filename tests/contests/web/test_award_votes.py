"""The council's votes are typed from the record of its count, and the list is computed anew with them."""

import pytest

from contests.awards import service as awards
from contests.awards.board import board
from contests.awards.model import Award, Proposal
from contests.kernel.errors import STALE, Refused
from contests.kernel.sessions import value_of
from contests.seasons.model import Tier
from contests.seasons.settings import AWARD_ORDER
from tests.contests.web.test_office_awards import config, signed_in
from tests.factories_awards import make_judged, submitted, with_setting
from tests.web_client import send

__all__ = ["config"]
RECORD = "Biên bản kiểm phiếu số 02/BB-HĐGT ngày 05/11/2026"


def by_votes(session):
    """Three works; the first prize from 90 per cent, the second from 80, in the order of the shares."""
    judged = make_judged(session, (9150, 8800, 8350))
    with_setting(session, judged.season, AWARD_ORDER, "votes")
    for code, least in (("NHAT", 9000), ("NHI", 8000), ("BA", 7000), ("KK", 6500)):
        session.query(Tier).filter_by(season_id=judged.season.id, code=code).one().least_share = least
    value_of(awards.propose(session, judged.season, **judged.by_office))
    session.flush()
    return judged


def typed(session, judged, *yes, council=20, source=RECORD):
    rows = board(session, judged.season.id).rows
    given = {row.award_id: count for row, count in zip(rows, yes, strict=True) if count is not None}
    return awards.VotesTyped(council, source, given)


def take(session, judged, *yes, version=0, **more):
    version = version or session.query(Proposal).filter_by(season_id=judged.season.id).one().version
    votes = typed(session, judged, *yes, **more)
    return awards.take_votes(session, judged.season, votes, version=version, **judged.by_office)


def tiers(session, judged):
    names = {tier.id: tier.code for tier in session.query(Tier).filter_by(season_id=judged.season.id)}
    return [names.get(row.tier_id) for row in board(session, judged.season.id).rows]


class TestTheVerb:
    def test_without_votes_nobody_has_a_prize_and_with_them_the_shares_decide(self, session):
        judged = by_votes(session)
        assert tiers(session, judged) == [None, None, None]
        value_of(take(session, judged, 16, 19, None))
        assert tiers(session, judged) == ["NHI", "NHAT", None]

    def test_typed_votes_survive_a_new_computation(self, session):
        judged = by_votes(session)
        value_of(take(session, judged, 16, 19, 13))
        value_of(awards.propose(session, judged.season, **judged.by_office))
        assert tiers(session, judged) == ["NHI", "NHAT", "KK"]

    def test_they_take_the_first_word_back(self, session):
        judged = by_votes(session)
        value_of(take(session, judged, 16, 19, 13))
        submitted(session, judged)
        value_of(take(session, judged, 16, 19, 14))
        assert board(session, judged.season.id).submitter == ""

    @pytest.mark.parametrize(
        ("yes", "more", "message"),
        [
            ((21, 1, 1), {}, "Số phiếu tán thành không được quá 20 thành viên Hội đồng."),
            ((1, 1, 1), {"source": " "}, "Đề nghị ghi biên bản kiểm phiếu: tên, số, ngày."),
            ((None, None, None), {}, "Chưa nhập số phiếu của hồ sơ nào."),
            ((1, 1, 1), {"version": 99}, STALE),
        ],
    )
    def test_what_is_refused_changes_nothing(self, session, yes, more, message):
        judged = by_votes(session)
        outcome = take(session, judged, *yes, **more)
        assert isinstance(outcome, Refused)
        assert [str(reason) for reason in outcome.reasons] == [message]
        assert session.query(Award).filter(Award.yes_votes.is_not(None)).count() == 0


class TestThePage:
    @pytest.fixture
    def judged(self, runtime, client):
        made = runtime.main.do(by_votes)
        signed_in(client, runtime, made)
        return made

    def url(self, judged) -> str:
        return f"/office/seasons/{judged.season.id}/awards/votes"

    def fields(self, runtime, judged, *yes, **changed):
        with runtime.main.reading() as session:
            whole = board(session, judged.season.id)
        boxes = {f"yes_{row.award_id}": count for row, count in zip(whole.rows, yes, strict=True)}
        return {"version": whole.proposal.version, "council": "20", "source": RECORD, **boxes, **changed}

    def test_votes_are_typed_and_stand_on_the_board(self, client, runtime, judged):
        assert (
            send(client, self.url(judged), **self.fields(runtime, judged, "16", "19", "")).status_code == 303
        )
        text = client.get(self.url(judged).removesuffix("/votes")).text
        assert "19/20 phiếu" in text
        assert RECORD in client.get(self.url(judged)).text

    def test_too_many_are_refused_beside_their_box(self, client, runtime, judged):
        answer = send(client, self.url(judged), **self.fields(runtime, judged, "21", "19", "7"))
        assert answer.status_code == 422
        assert "không được quá 20 thành viên" in answer.text
        assert 'value="7"' in answer.text

    def test_where_votes_decide_nothing_there_is_no_such_page(self, client, runtime):
        plain = runtime.main.do(make_judged)
        runtime.main.do(lambda s: value_of(awards.propose(s, plain.season, **plain.by_office)))
        signed_in(client, runtime, plain)
        assert client.get(self.url(plain)).status_code == 404
        assert "Phiếu của Hội đồng" not in client.get(self.url(plain).removesuffix("/votes")).text
