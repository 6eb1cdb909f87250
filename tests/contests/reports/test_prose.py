"""The report as prose: its sentences say the figures, and no blank stays unseen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.kernel.access import Role
from contests.kernel.sessions import value_of
from contests.reports import service
from contests.reports.figures import Money
from contests.reports.papers import season_paper
from contests.reports.prose import season_prose
from contests.reports.queries import season_figures
from contests.reports.rules import ASKED, ValueFacts
from contests.reports.saying import DOTS, Said, Told, say
from contests.reports.story import Document, Story, season_story
from contests.reports.terms import Measure
from tests.factories import NOON, make_actor, make_organiser
from tests.factories_reports import (  # fmt: skip
    BAC_GIANG_AWARD,
    BAC_GIANG_FIRST_AWARD,
    BAC_GIANG_YOUTH,
    TUYEN_QUANG_YOUTH,
    make_printed,
)

TOLD = {
    "many": Told("Số tờ rơi", 1200, Measure.COPIES),
    "none": Told("Số tin, bài", None, Measure.COPIES, typed=True),
    "left": Told("Sách vàng", None, Measure.COPIES, typed=True, dropped=True),
    "money": Told("Tiền thưởng", 5_500_000, Measure.DONG),
    "budget": Told("Kinh phí", 156_900_000, Measure.MILLION),
}


class TestASentence:
    def test_says_its_figures_as_papers_do(self):
        assert say("{many} tờ, {money}, {budget}.", TOLD) == Said(
            "1.200 tờ, 5.500.000 đồng (Năm triệu năm trăm nghìn đồng), 156,9 triệu đồng."
        )

    def test_leaves_a_blank_that_says_what_belongs_there(self):
        said = say("Đã đăng {none} tin.", TOLD)
        assert said.text == f"Đã đăng {DOTS} (chưa có số liệu: số tin, bài) tin."
        assert [(one.key, one.label, one.typed) for one in said.blanks] == [("none", "Số tin, bài", True)]

    def test_is_left_out_with_a_value_that_the_office_leaves_out(self):
        assert say("{many} và {left}.", TOLD) is None

    @given(st.lists(st.sampled_from(["many", "none", "money", "budget"]), min_size=1))
    def test_has_as_many_dots_as_missing_places_and_lists_each(self, keys):
        said = say(" ".join(f"{{{key}}}" for key in keys), TOLD)
        assert said.text.count(DOTS) == keys.count("none")
        assert [one.key for one in said.blanks] == ["none"] * ("none" in keys)


def prose_of(session, season):
    return season_prose(season_figures(session, season), season_story(session, season))


def text_of(prose):
    return "\n".join(piece.text for piece in prose.pieces if isinstance(piece, Said))


@pytest.fixture
def union(session):
    organiser = make_organiser(session, "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Bắc Giang")
    organiser.address = "Số 1 đường Nguyễn Văn Cừ, tỉnh Bắc Giang"
    return organiser


def test_the_science_award_is_told_with_its_figures(session, union):
    make_printed(session, union, BAC_GIANG_FIRST_AWARD)
    text = text_of(prose_of(session, make_printed(session, union, BAC_GIANG_AWARD)))
    assert "Ban Tổ chức tiếp nhận 64 hồ sơ" in text
    assert "So với lần thứ 1 (2015), tăng 34 hồ sơ." in text
    assert "24 hồ sơ đạt giải, gồm 4 Giải A, 4 Giải B, 7 Giải C và 9 Giải Khuyến khích." in text


def test_nominations_and_what_came_back(session, union):
    text = text_of(prose_of(session, make_printed(session, union, BAC_GIANG_YOUTH)))
    assert "đã đề cử 12 hồ sơ dự thi ở cấp trên theo Công văn số 316/CV-YOUTH, đạt 3 giải" in text
    assert "(1 Giải Nhì, 1 Giải Ba và 1 Giải Khuyến khích)" in text


def test_the_budget_says_the_right_remainder_where_the_printed_report_slipped(session, union):
    season = make_printed(session, union, TUYEN_QUANG_YOUTH)
    text = text_of(prose_of(session, season))
    assert "được cấp 180 triệu đồng, đã chi 156,9 triệu đồng, trả lại 23,1 triệu đồng." in text
    assert "19,3" not in text


def test_a_budget_that_was_overspent_says_by_how_much(session, union):
    season = make_printed(session, union, replace(BAC_GIANG_AWARD, money=(100_000_000, 112_500_000)))
    assert "chi vượt 12,5 triệu đồng" in text_of(prose_of(session, season))
    assert Money(100_000_000, 112_500_000).returned == -12_500_000


def test_the_two_blanks_of_bac_giang_are_seen_and_go_when_they_are_typed(session, union):
    season = make_printed(session, union, BAC_GIANG_YOUTH)
    office = {"by": make_actor(session, Role.SECRETARY, union), "at": NOON}
    before = prose_of(session, season)
    assert {"leaflets", "labour_honours"} <= {one.key for one in before.blanks}
    value_of(service.type_value(session, season, "leaflets", ValueFacts(3000), turn=0, **office))
    value_of(
        service.type_value(session, season, "labour_honours", ValueFacts(left_out=True), turn=0, **office)
    )
    after = prose_of(session, season)
    assert not {"leaflets", "labour_honours"} & {one.key for one in after.blanks}
    assert "đã phát hành 3.000 tờ rơi" in text_of(after)
    assert "Bằng Lao động sáng tạo" not in text_of(after)


@pytest.mark.parametrize("decided", [False, True])
def test_every_row_of_dots_is_listed_at_the_head_of_the_paper(session, union, decided):
    prose = prose_of(session, make_printed(session, union, BAC_GIANG_YOUTH, decided=decided))
    paper = season_paper(prose, 2020)
    head = [part.text for part in paper.body[: len(prose.blanks) + 2]]
    assert head[0] == f"CẦN ĐIỀN TRƯỚC KHI KÝ ({len(prose.blanks) + 1} mục)"
    missing = [label.split(")")[0] for label in text_of(prose).split("(chưa có số liệu: ")[1:]]
    assert len(missing) == text_of(prose).count(DOTS) > 0
    listed = {line.partition(". ")[2].rstrip(".").lower() for line in head[1:]}
    assert {label.lower() for label in missing} <= listed


def test_a_report_without_blanks_lists_only_what_is_written_at_the_signing(session, union):
    season = make_printed(session, union, replace(BAC_GIANG_YOUTH, money=(1_000_000, 900_000)))
    office = {"by": make_actor(session, Role.SECRETARY, union), "at": NOON}
    for key in ASKED:
        value_of(service.type_value(session, season, key, ValueFacts(left_out=True), turn=0, **office))
    season.registration_from = None
    prose = prose_of(session, season)
    assert [one.key for one in prose.blanks] == ["window", "judges"]


STORY = Story(
    organiser="Liên hiệp hội", address="", title="Hội thi {sáng tạo} 100%", legal_bases=("Quyết định 30/2018",),
    registration_from=None, registration_until=None, ceremony_on=None, extended_by=("5/CV-LHH", "9/CV-LHH"),
    eligible=Document("7/QĐ-BTC", date(2021, 5, 1)), awards=None, letters=(), judges=7,
)  # fmt: skip


def test_what_people_named_is_no_place_of_ours(session, union):
    figures = season_figures(session, make_printed(session, union, BAC_GIANG_AWARD))
    tiers = tuple(replace(tier, name=f"Giải {{{tier.name}}} 100%") for tier in figures.tiers)
    text = text_of(season_prose(replace(figures, tiers=tiers), STORY))
    assert "Hội thi {sáng tạo} 100% do Liên hiệp hội tổ chức, căn cứ Quyết định 30/2018." in text
    assert "4 Giải (Giải A) 100%" in text
    assert "gia hạn theo Văn bản số 5/CV-LHH và Văn bản số 9/CV-LHH." in text
    assert "theo Quyết định số 7/QĐ-BTC ngày 01/05/2021" in text
    assert "Hội đồng giám khảo gồm 7 người" in text


def test_the_paper_is_a_draft_of_the_union_dated_at_its_place(session, union):
    paper = season_paper(prose_of(session, make_printed(session, union, BAC_GIANG_AWARD)), 2020)
    assert paper.draft
    assert paper.letterhead.agency == union.name
    assert paper.letterhead.place_and_date.startswith("Bắc Giang, ngày")
    assert [appendix.label for appendix in paper.appendices] == ["Phụ lục"]
