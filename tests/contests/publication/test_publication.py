from datetime import UTC, date, datetime, timedelta

import pytest

from contests.entries.model import Author
from contests.kernel.audit import deeds_of
from contests.kernel.errors import Refused
from contests.kernel.sessions import value_of
from contests.people.model import Consent, Person
from contests.people.terms import Consenter
from contests.publication import service as publication
from contests.publication.queries import (
    prize_list,
    prize_news,
    prize_of_entry,
    prized_work,
    public_results,
)
from tests.factories import NOON
from tests.factories_awards import consent_to_names, make_decided, make_judged, make_published

TODAY = NOON


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, Refused)
    return [str(reason) for reason in outcome.reasons]


def publish(session, judged):
    return publication.publish(session, judged.season, **judged.by_head)


def names(session, judged, place=0, at=TODAY):
    _, work = prized_work(session, judged.season.id, judged.entries[place].id, at)
    return work.people


def test_an_undecided_list_is_not_published(session):
    assert reasons(publish(session, make_judged(session))) == [
        "Chưa có quyết định trao giải nên chưa công bố được."
    ]


def test_it_is_published_once(session):
    judged = make_decided(session)
    value_of(publish(session, judged))
    assert reasons(publish(session, judged)) == ["Kết quả của mùa thi này đã được công bố."]


def test_before_publication_there_is_nothing_and_afterwards_there_is(session):
    judged = make_decided(session)
    consent_to_names(session, judged.entries[0])
    winner = judged.entries[0].id
    assert prize_list(session, judged.season.id, TODAY) is None
    assert prized_work(session, judged.season.id, winner, TODAY) is None
    assert public_results(session, TODAY) == []
    value_of(publish(session, judged))
    assert [row.prizes for row in public_results(session, TODAY)] == [10]
    assert names(session, judged) == ("Nguyễn Thị Ngọc Ánh",)


def test_the_list_goes_from_the_highest_tier_down_by_rank(session):
    judged = make_published(session)
    tiers = prize_list(session, judged.season.id, TODAY).tiers
    assert [(tier.name, len(tier.works)) for tier in tiers] == [
        ("Giải Nhất", 1), ("Giải Nhì", 2), ("Giải Ba", 3), ("Giải Khuyến khích", 4)
    ]  # fmt: skip
    works = [work.entry_id for tier in tiers for work in tier.works]
    assert works == [entry.id for entry in judged.entries[:10]]


def test_an_entry_without_a_prize_has_no_page(session):
    judged = make_published(session)
    assert prized_work(session, judged.season.id, judged.entries[11].id, TODAY) is None


def test_a_work_of_another_season_has_no_page_here(session):
    judged, other = make_published(session), make_published(session)
    assert prized_work(session, judged.season.id, other.entries[0].id, TODAY) is None


def test_without_consent_nobody_is_named(session):
    judged = make_published(session, team=2)
    assert names(session, judged) == (None, None)


@pytest.mark.parametrize("giver", list(Consenter))
def test_one_of_two_consents_does_not_name_a_pupil(session, giver):
    judged = make_published(session)
    consent_to_names(session, judged.entries[0], giver)
    assert names(session, judged) == (None,)


def test_a_withdrawn_consent_takes_the_name_away(session):
    judged = make_published(session)
    consent_to_names(session, judged.entries[0])
    assert names(session, judged) == ("Nguyễn Thị Ngọc Ánh",)
    session.query(Consent).first().withdrawn_at = datetime(2026, 11, 21, tzinfo=UTC)
    session.flush()
    assert names(session, judged) == (None,)


def test_one_of_a_team_may_stay_unnamed(session):
    judged = make_published(session, team=2)
    consent_to_names(session, judged.entries[0])
    second = session.query(Author).filter_by(entry_id=judged.entries[0].id, position=1).one()
    session.query(Consent).filter_by(person_id=second.person_id).delete()
    assert names(session, judged) == ("Nguyễn Thị Ngọc Ánh", None)


def test_an_adults_own_consent_is_enough(session):
    judged = make_published(session)
    consent_to_names(session, judged.entries[0], Consenter.SELF)
    author = session.query(Author).filter_by(entry_id=judged.entries[0].id).one()
    session.get_one(Person, author.person_id).born_on = date(1985, 3, 2)
    session.flush()
    assert names(session, judged) == ("Nguyễn Thị Ngọc Ánh",)


HOUR = timedelta(hours=1)


def under_embargo(session, list_in=HOUR, works_in=3 * HOUR):
    judged = make_decided(session)
    stages = publication.Stages(NOON + list_in, NOON + works_in)
    value_of(publication.publish(session, judged.season, stages, **judged.by_head))
    return judged


def test_before_its_moment_a_stage_is_under_embargo(session):
    judged = under_embargo(session)
    winner, season = judged.entries[0].id, judged.season.id
    seen = {
        hours: (
            prize_list(session, season, NOON + hours * HOUR) is not None,
            len(public_results(session, NOON + hours * HOUR)),
            prize_of_entry(session, winner, NOON + hours * HOUR),
            prize_news(session, winner, NOON + hours * HOUR) is not None,
            prized_work(session, season, winner, NOON + hours * HOUR) is not None,
        )
        for hours in (0, 1, 3)
    }
    assert seen == {
        0: (False, 0, (False, None), False, False),
        1: (True, 1, (True, "Giải Nhất"), True, False),
        3: (True, 1, (True, "Giải Nhất"), True, True),
    }


def test_summaries_wait_for_the_works_own_pages(session):
    judged = under_embargo(session)
    summaries = [
        {work.summary for tier in prize_list(session, judged.season.id, at).tiers for work in tier.works}
        for at in (NOON + HOUR, NOON + 3 * HOUR)
    ]
    assert summaries[0] == {""}
    assert "" not in summaries[1]


def test_a_stage_is_not_set_in_the_past_nor_works_before_the_list(session):
    judged = make_decided(session)
    past = publication.Stages(NOON - HOUR, NOON - HOUR)
    assert (
        reasons(publication.publish(session, judged.season, past, **judged.by_head))
        == ["Thời điểm này đã qua. Đề nghị để trống nếu công bố ngay."] * 2
    )
    crossed = publication.Stages(NOON + 2 * HOUR, NOON + HOUR)
    assert reasons(publication.publish(session, judged.season, crossed, **judged.by_head)) == [
        "Trang từng giải pháp không được ra trước danh sách giải."
    ]


def test_what_is_not_out_may_be_moved_and_what_is_out_may_not(session):
    judged = under_embargo(session)
    later = {**judged.by_head, "at": NOON + 2 * HOUR}
    stages = publication.Stages(NOON + HOUR, NOON + 5 * HOUR)
    value_of(publication.move_stages(session, judged.season, stages, **later))
    assert prized_work(session, judged.season.id, judged.entries[0].id, NOON + 4 * HOUR) is None
    back = publication.Stages(NOON + 4 * HOUR, NOON + 5 * HOUR)
    assert reasons(publication.move_stages(session, judged.season, back, **later)) == [
        "Phần này đã ra công khai nên không đổi thời điểm được nữa."
    ]
    deeds = {deed.verb for deed in deeds_of(session, judged.season.id)}
    assert {"publication.publish", "publication.move"} <= deeds


def test_moments_of_nothing_published_are_not_moved(session):
    judged = make_decided(session)
    assert reasons(
        publication.move_stages(session, judged.season, publication.AT_ONCE, **judged.by_head)
    ) == ["Kết quả của mùa thi này chưa được công bố."]
