"""What official papers say is what the data say: names, counts, money in figures and words, lists by tier and given name."""

from dataclasses import replace

import pytest

from contests.awards import service as awards
from contests.awards.amending import revoke
from contests.awards.model import Award
from contests.awards.paper_facts import prize_facts
from contests.awards.papers import PrizeFacts, PrizeRow, awards_decision, submission
from contests.decisions.papers import competence, grounds
from contests.decisions.terms import DecisionKind
from contests.entries.terms import EntryState
from contests.envelopes.jury_papers import Juror, JuryFacts, jury_decision
from contests.kernel.access import Role
from contests.kernel.documents import official
from contests.kernel.errors import Done, Refused
from contests.kernel.sessions import value_of
from contests.nomination.papers import NominatedRow, NominationFacts, nomination_letter
from contests.publication.booklet.model import Booklet
from contests.publication.booklet.queries import booklet_facts
from contests.publication.ceremony_facts import ceremony_facts
from contests.reports.paper_queries import papers_of, season_decision
from contests.reports.paper_words import NAMES as KINDS
from contests.reports.paper_words import first_words
from contests.reports.paperwork import COMPOSERS, compose, stamp_of
from contests.seasons.model import Setting
from contests.seasons.paper_facts import committee_facts
from contests.seasons.settings import BY_INSPECTOR, RELEASE
from contests.seasons.terms import Origin
from tests.contests.kernel.documents.reading import text
from tests.factories import NAMES, NOON, make_account, make_entry, make_organiser, make_season, make_unit
from tests.factories_awards import decision, make_decided, make_judged, make_published, submitted
from tests.factories_decisions import WORDS, make_draft

FACTS = PrizeFacts(
    "Cuộc thi lần thứ 17",
    ("Quyết định số 165/2006/QĐ-TTg", "Kế hoạch số 12/KH-UBND"),
    (
        PrizeRow("Máy bóc lạc", ("H’Hen Niê",), "Trường A", "Đồ dùng", "Giải Nhất", 5_500_000),
        PrizeRow(
            "Máy tưới rau", ("Y Blăm", "Nguyễn Thị Ngọc Ánh"), "Trường B", "Môi trường", "Giải Ba", 1_000_000
        ),
        PrizeRow("Phần mềm tra từ", ("Ánh",), "Trường A", "Phần mềm", "Giải Ba", 1_000_000),
    ),
    received=104,
    eligible=97,
)


def said(paper) -> str:
    return text(official.to_bytes(paper))


class TestTheAwardsDecision:
    def test_counts_each_tier_and_says_the_money_in_words_too(self):
        read = said(awards_decision(FACTS, WORDS, 2026))
        assert (
            "Trao giải cho 03 giải pháp đạt giải Cuộc thi lần thứ 17, gồm: 01 Giải Nhất, 02 Giải Ba" in read
        )
        assert "7.500.000 đồng (bằng chữ: Bảy triệu năm trăm nghìn đồng)" in read
        assert "Giải Ba (02 giải, mỗi giải 1.000.000 đồng)" in read

    def test_lists_works_by_tier_with_their_authors_in_their_order(self):
        read = said(awards_decision(FACTS, WORDS, 2026))
        places = [
            read.index(word)
            for word in ("Giải Nhất (", "Máy bóc lạc", "Giải Ba (02 giải", "Máy tưới rau", "Phần mềm tra từ")
        ]
        assert places == sorted(places)
        assert "Y Blăm, Nguyễn Thị Ngọc Ánh" in read

    def test_has_no_number_and_no_day_before_it_is_signed(self):
        read = said(awards_decision(FACTS, WORDS, 2026))
        assert "Số: /QĐ-BTC" in read
        assert "Tuyên Quang, ngày tháng năm 2026" in read
        assert "DỰ THẢO" in read

    def test_says_nothing_of_money_where_there_is_none(self):
        free = replace(FACTS, rows=tuple(replace(row, money=0) for row in FACTS.rows))
        assert "Tiền thưởng" not in said(awards_decision(free, WORDS, 2026))


def test_the_bases_end_in_semicolons_and_the_last_in_a_full_stop():
    texts = [
        one.text for one in grounds(["Quyết định số 1;", "Căn cứ Kế hoạch", "Theo đề nghị của Ban Thư ký."])
    ]
    assert texts == ["Căn cứ Quyết định số 1;", "Căn cứ Kế hoạch;", "Theo đề nghị của Ban Thư ký."]


@pytest.mark.parametrize(
    ("title", "agency", "who"),
    [
        ("TM. BAN TỔ CHỨC\nTRƯỞNG BAN", "Ban Tổ chức Hội thi", "BAN TỔ CHỨC HỘI THI"),
        ("KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN", "Ban Tổ chức Hội thi", "TRƯỞNG BAN TỔ CHỨC HỘI THI"),
        ("CHỦ TỊCH", "Liên hiệp hội", "CHỦ TỊCH LIÊN HIỆP HỘI"),
    ],
)
def test_who_decides_follows_from_who_signs(title, agency, who):
    assert competence(replace(WORDS, signer_title=title, agency=agency)) == who


def test_a_submission_counts_what_came_in_and_adds_its_table_up():
    read = said(submission(FACTS, WORDS, 2026))
    assert "đã tiếp nhận 104 hồ sơ dự thi, trong đó 97 hồ sơ đủ điều kiện" in read
    assert "Tổng cộng 3 7.500.000" in read
    assert "Kính gửi: Ủy ban nhân dân tỉnh" in read


def test_a_letter_has_no_title_and_names_what_it_sends():
    rows = (NominatedRow("Máy bóc lạc", ("H’Hen Niê",), "Trường A", "Đồ dùng", "Giải Nhất"),)
    read = said(nomination_letter(NominationFacts("Cuộc thi", rows), WORDS, 2026))
    assert "V/v trao giải cuộc thi" in read
    assert "giới thiệu 01 giải pháp" in read
    assert "QUYẾT ĐỊNH" not in read


def test_a_judge_on_two_panels_is_one_person():
    jurors = (
        Juror("Y Blăm", "Tổ 1", "Tổ trưởng"),
        Juror("Y Blăm", "Tổ 2", "Ủy viên"),
        Juror("H’Hen Niê", "", "Giám khảo"),
    )
    assert "gồm 02 tổ giám khảo, 02 thành viên" in said(
        jury_decision(JuryFacts("Cuộc thi", (), jurors), WORDS, 2026)
    )


def test_the_committee_is_listed_by_given_name_the_head_first(session):
    organiser = make_organiser(session)
    season = make_season(session, organiser)
    for role, name in (
        (Role.SECRETARY, "Lò Văn Pánh"),
        (Role.SECRETARY, "Nguyễn Thị Ngọc Ánh"),
        (Role.HEAD, "Y Blăm"),
    ):
        make_account(session, role, organiser, name)
    make_account(session, Role.JUDGE, organiser, "Đặng Trần Côn")
    make_account(session, Role.HEAD, make_organiser(session), "Hoàng Văn Thụ")
    assert [one.name for one in committee_facts(session, season).members] == [
        "Y Blăm", "Nguyễn Thị Ngọc Ánh", "Lò Văn Pánh",
    ]  # fmt: skip


def test_the_eligible_list_names_the_eligible_and_nobody_else(session):
    organiser = make_organiser(session)
    season, school = make_season(session, organiser), make_unit(session, organiser=organiser)
    make_entry(session, season, school, state=EntryState.ELIGIBLE, names=NAMES[:2])
    make_entry(session, season, school, state=EntryState.REJECTED, names=("Đặng Trần Côn",))
    (paper,) = value_of(compose(session, season, DecisionKind.ELIGIBLE, WORDS, 2026, demo=False))
    read = said(paper)
    assert "Công nhận 01 hồ sơ đủ điều kiện" in read
    assert f"{NAMES[0]}, {NAMES[1]}" in read
    assert "Đặng Trần Côn" not in read


@pytest.mark.parametrize("kind", COMPOSERS)
def test_every_kind_is_composed_of_a_published_season_with_the_words_it_begins_with(session, kind):
    judged = make_published(session)
    make_entry(session, judged.season, judged.school, state=EntryState.ELIGIBLE)
    words = first_words(session, judged.season, kind)
    outcome = compose(session, judged.season, kind, words, 2026, demo=True)
    if kind is DecisionKind.JURY:
        assert isinstance(outcome, Refused)
        return
    assert isinstance(outcome, Done)
    for paper in outcome.value:
        assert judged.season.title in said(paper)


@pytest.mark.parametrize("kind", [DecisionKind.LETTER, DecisionKind.INVITATION])
def test_what_goes_outside_is_not_composed_before_the_decision(session, kind):
    judged = make_judged(session)
    assert isinstance(compose(session, judged.season, kind, WORDS, 2026, demo=False), Refused)
    assert isinstance(compose(session, make_decided(session).season, kind, WORDS, 2026, demo=False), Done)


def test_the_awards_desk_drafts_before_the_decision(session):
    judged = make_decided(session)
    facts = prize_facts(session, judged.season)
    assert len(facts.rows) == 10
    assert facts.total == sum(row.money for row in facts.rows) > 0
    assert facts.received == facts.eligible == len(judged.entries)


def test_the_stamp_changes_with_a_name_and_with_nothing_else(session):
    judged = make_decided(session)
    made = [
        value_of(compose(session, judged.season, DecisionKind.AWARDS, WORDS, 2026, demo=False))
        for _ in range(2)
    ]
    assert stamp_of(made[0]) == stamp_of(made[1])
    renamed = replace(FACTS, rows=(replace(FACTS.rows[0], authors=("H’Hen Nie",)), *FACTS.rows[1:]))
    papers = [(awards_decision(facts, WORDS, 2026),) for facts in (FACTS, renamed)]
    assert stamp_of(papers[0]) != stamp_of(papers[1])


def test_the_words_of_a_draft_are_those_that_the_next_one_begins_with(session):
    judged = make_decided(session)
    make_draft(session, judged.season, kind=DecisionKind.SUBMISSION)
    assert first_words(session, judged.season, DecisionKind.SUBMISSION) == WORDS


def test_the_season_s_documents_are_its_own(session):
    judged, other = make_decided(session), make_decided(session)
    make_draft(session, judged.season, kind=DecisionKind.JURY)
    found = papers_of(session, judged.season.id)
    assert [row.symbol for row in found[DecisionKind.AWARDS]] == ["102/QĐ-BTC"]
    assert [row.draft_id is not None for row in found[DecisionKind.JURY]] == [True]
    foreign = papers_of(session, other.season.id)[DecisionKind.AWARDS][0].decision_id or ""
    assert season_decision(session, other.season.id, foreign) is not None
    assert season_decision(session, judged.season.id, foreign) is None


def test_until_the_inspector_releases_them_results_are_on_no_paper_but_the_desk_s_own(session):
    judged = make_published(session)
    best = prize_facts(session, judged.season).rows[0]
    assert best.title in [row.title for row in ceremony_facts(session, judged.season).rows]
    by = {"origin": Origin.ORGANISER, "confirmed_by": "tests", "confirmed_at": NOON}
    session.add(Setting(season_id=judged.season.id, key=RELEASE, value=BY_INSPECTOR, **by))
    session.flush()
    assert ceremony_facts(session, judged.season).rows == ()
    for kind in (DecisionKind.LETTER, DecisionKind.INVITATION):
        assert isinstance(compose(session, judged.season, kind, WORDS, 2026, demo=False), Refused)
    booklet = Booklet(season_id=judged.season.id, foreword="", signer="", asked_at=NOON, asked_by="tests")
    assert booklet_facts(session, judged.season, booklet, NOON.date()).works == ()
    assert best.title in [row.title for row in prize_facts(session, judged.season).rows]


def test_every_kind_of_document_has_its_name_on_pages():
    assert set(KINDS) == set(DecisionKind)


def test_a_later_decision_on_a_prize_is_among_the_season_s_documents(session):
    judged = make_decided(session)
    award = session.query(Award).filter(Award.tier_id.is_not(None)).first()
    assert award
    facts = decision("150/QĐ-BTC")
    value_of(
        revoke(session, judged.season, award, "Sao chép", facts, version=award.version, **judged.by_head)
    )
    session.flush()
    symbols = [row.symbol for row in papers_of(session, judged.season.id)[DecisionKind.AWARDS]]
    assert symbols == ["102/QĐ-BTC", "150/QĐ-BTC"]


def test_the_decision_on_the_awards_numbers_the_draft_it_was_written_as(session):
    judged = make_judged(session)
    value_of(awards.propose(session, judged.season, **judged.by_office))
    proposal = submitted(session, judged)
    drafted = make_draft(session, judged.season)
    facts = replace(decision(), draft_id=drafted.id)
    value_of(awards.decide(session, judged.season, facts, version=proposal.version, **judged.by_head))
    session.flush()
    assert drafted.decision_id == proposal.decision_id
