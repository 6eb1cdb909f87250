"""What an entry lacks, said all at once; when it is open. No database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.entries import rules
from contests.entries.rules import Asked, DivisionAsked, EntryFacts, Filed, ItemAsked, Times
from contests.entries.terms import Applicant, AuthorRole, EntryState, Part
from contests.people.terms import Consenter, ConsentPurpose
from tests.contests.entries.drawn import BOTH, PARTNER, PUPIL
from tests.factories import NOON

TODAY = date(2026, 11, 22)
ITEM = ItemAsked("i1", "PHIEU", "Phiếu đăng ký dự thi", True, "Điều 6")
TABLE = DivisionAsked("d1", "Bảng chung", date(2007, 8, 1), date(2020, 7, 31))
ASKED = Asked([ITEM], [TABLE], team_max=5)
FACTS = EntryFacts("Máy tưới rau", "f1", Applicant.INDIVIDUAL, None, "a", "b", "c", "d", 2026)
WHOLE = Filed(FACTS, [PUPIL], {"i1": 1}, declared=True)


def said(filed: Filed, asked: Asked = ASKED) -> list[str]:
    return [str(gap) for gap in rules.gaps(filed, asked, TODAY)]


def of_author(**changes: object) -> list[str]:
    return said(replace(WHOLE, authors=[replace(PUPIL, **changes)]))  # type: ignore[arg-type]


def test_a_whole_entry_lacks_nothing() -> None:
    assert said(WHOLE) == []


def test_an_empty_entry_is_told_everything_at_once() -> None:
    nothing = Filed(EntryFacts("", "", Applicant.INDIVIDUAL))
    gaps = rules.gaps(nothing, ASKED, TODAY)
    assert [gap.field for gap in gaps] == [
        "authors", "title", "field_id", "summary", "novelty", "application", "effect", "item-i1", "declared",
    ]  # fmt: skip
    assert {rules.part_of(gap) for gap in gaps} == set(Part)


def test_a_missing_item_names_the_article_that_asks_for_it() -> None:
    (gap,) = rules.gaps(replace(WHOLE, files={}), ASKED, TODAY)
    assert (str(gap), gap.article) == ("Còn thiếu: Phiếu đăng ký dự thi.", "Điều 6")


def test_an_item_that_is_not_required_may_be_absent() -> None:
    asked = replace(ASKED, items=[replace(ITEM, required=False)])
    assert said(replace(WHOLE, files={}), asked) == []


@given(st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_shares_are_refused_exactly_when_they_do_not_add_to_a_hundred(shares: list[int]) -> None:
    people = [replace(PUPIL, share=share, role=_role(place)) for place, share in enumerate(shares)]
    facts = replace(FACTS, applicant=Applicant.TEAM if len(shares) > 1 else Applicant.INDIVIDUAL)
    gaps = said(replace(WHOLE, facts=facts, authors=people))
    assert (
        gaps == [] if sum(shares) == 100 else [gap for gap in gaps if f"{sum(shares)}%" in gap] == gaps != []
    )


def _role(place: int) -> AuthorRole:
    return AuthorRole.CO_AUTHOR if place else AuthorRole.LEAD


@given(st.sets(st.sampled_from(["title", "summary", "novelty", "application", "effect"])))
def test_each_empty_text_is_named_and_no_other(empty: set[str]) -> None:
    facts = replace(FACTS, **dict.fromkeys(empty, ""))  # type: ignore[arg-type]  # all of them are texts
    assert {gap.field for gap in rules.gaps(replace(WHOLE, facts=facts), ASKED, TODAY)} == empty


@pytest.mark.parametrize("roles", [(), (0, 0)])
def test_there_is_exactly_one_lead(roles: tuple[int, ...]) -> None:
    people = [replace(PUPIL, share=50, role=_role(0 if place in roles or roles else 1)) for place in range(2)]
    facts = replace(FACTS, applicant=Applicant.TEAM)
    assert "Hồ sơ phải có đúng một tác giả chủ trì." in said(replace(WHOLE, facts=facts, authors=people))


def test_a_team_is_not_larger_than_the_season_allows() -> None:
    people = [replace(PUPIL, share=60), PARTNER]
    facts = replace(FACTS, applicant=Applicant.TEAM)
    filed = replace(WHOLE, facts=facts, authors=people)
    assert said(filed) == []
    assert said(filed, replace(ASKED, team_max=1)) == ["Một giải pháp có tối đa 1 tác giả."]


def test_one_person_is_no_team_and_two_are_no_individual() -> None:
    alone = replace(WHOLE, facts=replace(FACTS, applicant=Applicant.TEAM))
    pair = replace(WHOLE, authors=[replace(PUPIL, share=60), PARTNER])
    assert "từ hai người" in said(alone)[0]
    assert "chỉ có một tác giả" in said(pair)[0]


@pytest.mark.parametrize("born", [date(2007, 8, 1), date(2020, 7, 31)])
def test_both_ends_of_the_birth_window_are_in(born: date) -> None:
    assert not any("ngoài độ tuổi" in gap for gap in of_author(born_on=born))


@pytest.mark.parametrize("born", [date(2007, 7, 31), date(2020, 8, 1)])
def test_a_day_outside_the_birth_window_is_out_and_says_so(born: date) -> None:
    assert any(
        f"H’Hen Niê sinh ngày {born:%d/%m/%Y}, ngoài độ tuổi của “Bảng chung” (01/08/2007 – 31/07/2020)."
        == gap
        for gap in of_author(born_on=born)
    )


def test_every_author_is_looked_at() -> None:
    people = [replace(PUPIL, share=60), replace(PARTNER, born_on=date(2006, 1, 1))]
    facts = replace(FACTS, applicant=Applicant.TEAM)
    assert "Đặng Trần Côn" in said(replace(WHOLE, facts=facts, authors=people))[0]


def test_of_several_tables_the_only_one_that_holds_all_is_taken() -> None:
    small = DivisionAsked("nho", "Bảng A", date(2015, 1, 1), None)
    large = DivisionAsked("lon", "Bảng B", None, date(2014, 12, 31))
    assert rules.division_for(None, [date(2013, 5, 1)], [small, large]) == large
    assert rules.division_for(None, [date(2013, 5, 1), date(2016, 1, 1)], [small, large]) is None
    assert rules.division_for("nho", [date(2013, 5, 1)], [small, large]) == small
    assert said(WHOLE, replace(ASKED, divisions=[small, replace(small, id="khac")])) == [
        "Đề nghị chọn bảng thi phù hợp với ngày sinh của các tác giả."
    ]


def test_a_birth_date_is_needed_and_lies_in_the_past() -> None:
    assert of_author(born_on=None) == ["Còn thiếu ngày sinh của H’Hen Niê."]
    assert "Ngày sinh của H’Hen Niê không đúng. Đề nghị kiểm tra lại." in of_author(born_on=date(2027, 1, 1))


def test_a_minor_has_a_guardian_and_an_adult_needs_none() -> None:
    assert of_author(guardian_name="") == ["Còn thiếu người giám hộ của H’Hen Niê (dưới 18 tuổi)."]
    adult = of_author(
        guardian_name="", born_on=date(2007, 8, 1), consents={(ConsentPurpose.TAKE_PART, Consenter.SELF)}
    )
    assert adult == []


@pytest.mark.parametrize(
    ("born", "needed"),
    [
        (date(2013, 5, 1), {Consenter.SELF, Consenter.GUARDIAN}),
        (date(2019, 11, 23), {Consenter.GUARDIAN}),
        (date(2008, 11, 22), {Consenter.SELF}),
    ],
)
def test_who_must_consent_depends_on_the_age_on_the_day(born: date, needed: set[Consenter]) -> None:
    assert (
        of_author(born_on=born, consents=frozenset((ConsentPurpose.TAKE_PART, one) for one in needed)) == []
    )
    for missing in needed:
        less = frozenset((ConsentPurpose.TAKE_PART, one) for one in needed - {missing})
        assert len(of_author(born_on=born, consents=less)) == 1


def test_a_consent_to_publish_is_no_consent_to_take_part() -> None:
    assert (
        len(of_author(consents=frozenset((ConsentPurpose.PUBLISH_NAME, giver) for giver in Consenter))) == 2
    )
    assert of_author(consents=BOTH) == []


@pytest.mark.parametrize(("year", "count"), [(None, 1), (2020, 1), (2021, 0), (2026, 0), (2027, 1)])
def test_the_look_back_year_is_held_where_the_season_has_one(year: int | None, count: int) -> None:
    filed = replace(WHOLE, facts=replace(FACTS, made_in=year))
    assert len(said(filed, replace(ASKED, made_since=2021))) == count


def test_without_a_declaration_nothing_is_sent() -> None:
    assert [gap.field for gap in rules.gaps(replace(WHOLE, declared=False), ASKED, TODAY)] == ["declared"]


def test_a_draft_is_open_as_long_as_the_season_takes_entries() -> None:
    assert rules.may_edit(Times(EntryState.DRAFT, True), "TM", NOON) is None
    assert rules.may_send(Times(EntryState.DRAFT, False), NOON) is not None


def test_a_returned_entry_opens_what_was_asked_until_its_day() -> None:
    times = Times(EntryState.RETURNED, False, NOON, ["TM"])
    assert rules.may_edit(times, "TM", NOON) is None
    assert "không mở" in str(rules.may_edit(times, "PHIEU", NOON))
    assert "quá hạn" in str(rules.may_edit(times, "TM", NOON + timedelta(seconds=1)))


@pytest.mark.parametrize(
    "state", [EntryState.SUBMITTED, EntryState.ELIGIBLE, EntryState.REJECTED, EntryState.WITHDRAWN]
)
def test_what_was_sent_or_judged_is_shut(state: EntryState) -> None:
    assert rules.may_edit(Times(state, True), "TM", NOON) is not None
    assert rules.may_send(Times(state, True), NOON) is not None


@pytest.mark.parametrize("state", EntryState)
def test_only_what_was_sent_and_waits_may_be_taken_back(state: EntryState) -> None:
    assert (rules.may_withdraw(state) is None) == (state in {EntryState.SUBMITTED, EntryState.RETURNED})
