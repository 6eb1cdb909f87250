"""A document before it has a number: composed, composed again, dropped, numbered; and its scan afterwards."""

from dataclasses import replace
from datetime import date

import pytest

from contests.decisions.drafting import DROPPED, NO_DRAFT, NUMBERED, Composed, draft, drop, redraft
from contests.decisions.model import Decision, Draft, Scan
from contests.decisions.queries import drafts_of, register_gaps, waiting_drafts, words_of
from contests.decisions.rules import DecisionFacts
from contests.decisions.scanning import ScanFacts, bind_scan, scan_of
from contests.decisions.service import record_decision
from contests.decisions.terms import DecisionKind
from contests.kernel.audit import deeds_of
from contests.kernel.errors import STALE, Outcome, Refused
from contests.kernel.sessions import value_of
from tests.factories import NOON, make_organiser, make_season
from tests.factories_decisions import COMPOSED, OF, WORDS, make_draft

NUMBER = DecisionFacts(
    DecisionKind.AWARDS, "101/QĐ-BTC", date(2026, 11, 20), "Hoàng Văn Thụ", "Trưởng Ban Tổ chức"
)
SCAN = ScanFacts("a" * 64, "quyết định đã ký.pdf", 12_000, 2)


@pytest.fixture
def season(session):
    return make_season(session, make_organiser(session))


def reasons(outcome: Outcome[object]) -> list[str]:
    assert isinstance(outcome, Refused)
    return [reason.message for reason in outcome.reasons]


def numbered(session, drafted: Draft, **changes) -> Outcome[Decision]:
    facts = replace(NUMBER, draft_id=drafted.id, **changes)
    return record_decision(session, drafted.organiser_id, facts, **OF)


def test_a_draft_keeps_its_words_and_waits_for_its_number(session, season):
    drafted = make_draft(session, season)
    assert words_of(drafted) == WORDS
    assert list(waiting_drafts(session, season.id, DecisionKind.AWARDS)) == [drafted]
    assert list(waiting_drafts(session, season.id, DecisionKind.JURY)) == []
    assert [deed.verb for deed in deeds_of(session, drafted.id)] == ["decision.draft"]


def test_words_that_lack_something_make_no_draft(session, season):
    lacking = replace(WORDS, subject="")
    outcome = draft(session, season.organiser_id, season.id, DecisionKind.AWARDS, lacking, COMPOSED, **OF)
    assert isinstance(outcome, Refused)
    assert session.query(Draft).count() == 0


def test_composing_again_takes_the_place_of_the_former_files(session, season):
    drafted = make_draft(session, season)
    newer = Composed("3" * 64, "4" * 64, "5" * 64)
    changed = replace(WORDS, signer_name="Y Blăm")
    value_of(redraft(session, drafted, changed, newer, version=drafted.version, **OF))
    assert (drafted.stamp, drafted.word_sha256, words_of(drafted)) == (
        newer.stamp,
        newer.word_sha256,
        changed,
    )


def test_who_saw_an_older_draft_is_told(session, season):
    drafted = make_draft(session, season)
    seen = drafted.version
    value_of(redraft(session, drafted, WORDS, replace(COMPOSED, stamp="3" * 64), version=seen, **OF))
    assert reasons(redraft(session, drafted, WORDS, COMPOSED, version=seen, **OF)) == [STALE]
    assert reasons(drop(session, drafted, version=seen, **OF)) == [STALE]


def test_a_dropped_draft_is_offered_nowhere_and_gets_no_number(session, season):
    drafted = make_draft(session, season)
    value_of(drop(session, drafted, version=drafted.version, **OF))
    assert list(drafts_of(session, season.id)) == []
    assert reasons(numbered(session, drafted)) == [DROPPED]
    assert reasons(redraft(session, drafted, WORDS, COMPOSED, version=drafted.version, **OF)) == [DROPPED]


def test_the_number_of_the_register_ends_the_draft(session, season):
    drafted = make_draft(session, season)
    made = value_of(numbered(session, drafted))
    session.flush()
    assert drafted.decision_id == made.id
    assert list(waiting_drafts(session, season.id, DecisionKind.AWARDS)) == []
    assert list(drafts_of(session, season.id)) == [drafted]
    assert reasons(redraft(session, drafted, WORDS, COMPOSED, version=drafted.version, **OF)) == [NUMBERED]
    assert reasons(drop(session, drafted, version=drafted.version, **OF)) == [NUMBERED]


def test_a_draft_gets_one_number(session, season):
    drafted = make_draft(session, season)
    value_of(numbered(session, drafted))
    session.flush()
    assert reasons(numbered(session, drafted, symbol="102/QĐ-BTC")) == [NUMBERED]


def test_anothers_draft_and_one_of_another_kind_is_none(session, season):
    foreign = make_draft(session, make_season(session, make_organiser(session)))
    facts = replace(NUMBER, draft_id=foreign.id)
    assert reasons(record_decision(session, season.organiser_id, facts, **OF)) == [NO_DRAFT]
    jury = make_draft(session, season, kind=DecisionKind.JURY)
    assert reasons(numbered(session, jury)) == [NO_DRAFT]


@pytest.mark.parametrize("again", ["101/QĐ-BTC", "0101/qđ-btc"])
def test_a_number_taken_this_year_is_refused_and_leaves_the_draft_waiting(transactions, again):
    def scene(session):
        season = make_season(session, make_organiser(session))
        value_of(record_decision(session, season.organiser_id, NUMBER, **OF))
        return make_draft(session, season)

    drafted = transactions.do(scene)
    outcome = transactions.act(lambda s: numbered(s, s.get_one(Draft, drafted.id), symbol=again))
    assert isinstance(outcome, Refused)
    assert outcome.reasons[0].field == "symbol"
    with transactions.reading() as session:
        assert session.get_one(Draft, drafted.id).decision_id is None


def test_the_register_tells_what_it_does_not_hold(session, season):
    for number in (101, 102, 104):
        value_of(
            record_decision(session, season.organiser_id, replace(NUMBER, symbol=f"{number}/QĐ-BTC"), **OF)
        )
    (gap,) = register_gaps(session, season.organiser_id, 2026)
    assert (gap.before, gap.after, gap.first, gap.last) == (102, 104, 103, 103)
    assert register_gaps(session, season.organiser_id, 2025) == []
    assert register_gaps(session, make_organiser(session).id) == []


def test_a_scan_stands_for_its_document_and_a_better_one_takes_its_place(session, season):
    decision = value_of(record_decision(session, season.organiser_id, NUMBER, **OF))
    first = value_of(bind_scan(session, decision, SCAN, **OF))
    assert value_of(bind_scan(session, decision, SCAN, **OF)) is first
    second = value_of(bind_scan(session, decision, replace(SCAN, sha256="b" * 64), **OF))
    assert scan_of(session, decision.id) is second
    assert first.replaced_at == NOON
    assert session.query(Scan).count() == 2
    assert [deed.verb for deed in deeds_of(session, decision.id)].count("decision.scan") == 2


def test_two_scans_never_stand_at_once(transactions):
    def scene(session):
        season = make_season(session, make_organiser(session))
        decision = value_of(record_decision(session, season.organiser_id, NUMBER, **OF))
        value_of(bind_scan(session, decision, SCAN, **OF))
        return decision.id

    decision_id = transactions.do(scene)

    def second(session):
        session.add(
            Scan(
                decision_id=decision_id, sha256="c" * 64, name="x.pdf", size=1, pages=1, bound_at=NOON,
                bound_by="tests",
            )
        )  # fmt: skip
        session.flush()

    assert isinstance(transactions.act(second), Refused)
