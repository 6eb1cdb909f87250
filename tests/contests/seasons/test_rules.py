import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from contests.seasons.parts import DivisionPart, ItemPart, TierPart
from contests.seasons.rules import (
    Dates,
    Milestones,
    dates_of,
    extension_faults,
    fixed,
    gaps_before_opening,
    kept_out_of_archive,
    phase,
    steps,
    takes_entries,
)
from contests.seasons.terms import ContestKind, Part, Phase, StepState
from tests.contests.seasons.sample import ALL_KEYS, UNTIL, WHOLE, changed
from tests.factories import NOON

DAY = timedelta(days=1)
OPEN = Milestones(opened_at=NOON - DAY, registration_from=NOON, registration_until=NOON + DAY)


def reached(*done: str) -> Milestones:
    acts: dict[str, Any] = dict.fromkeys(done, True)
    return dataclasses.replace(OPEN, **acts)


def gaps(**changes: Any) -> list[tuple[str | None, str]]:
    season = changed(WHOLE, changes)
    return [(gap.field, str(gap)) for gap in gaps_before_opening(season, ALL_KEYS)]


def test_a_season_being_prepared_is_in_its_launch_whatever_the_calendar_says() -> None:
    draft = dataclasses.replace(OPEN, opened_at=None)
    assert phase(draft, NOON) is phase(draft, NOON + 9 * DAY) is Phase.LAUNCH


def test_registration_begins_and_ends_on_the_second() -> None:
    second = timedelta(seconds=1)
    assert phase(OPEN, NOON - second) is Phase.LAUNCH
    assert phase(OPEN, NOON) is Phase.REGISTRATION
    assert phase(OPEN, NOON + DAY - second) is Phase.REGISTRATION
    assert phase(OPEN, NOON + DAY) is Phase.SCREENING
    assert takes_entries(OPEN, NOON)
    assert not takes_entries(OPEN, NOON + DAY)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], Phase.SCREENING),
        (["screened"], Phase.SEALING),
        (["screened", "sealed"], Phase.JUDGING),
        (["screened", "sealed", "judged"], Phase.OPENING),
        (["screened", "sealed", "judged", "envelopes_opened"], Phase.AWARDS),
        (["screened", "sealed", "judged", "envelopes_opened", "decided"], Phase.PUBLICATION),
        (["screened", "sealed", "judged", "envelopes_opened", "decided", "published"], Phase.CERTIFICATES),
    ],
)
def test_each_act_brings_the_next_step(done: list[str], expected: Phase) -> None:
    facts = reached(*done)
    assert phase(facts, NOON + 5 * DAY) is expected


def test_screening_that_was_closed_early_ends_registration() -> None:
    assert phase(dataclasses.replace(OPEN, screened=True), NOON) is Phase.SEALING


def test_nominating_before_the_certificates_does_not_skip_them() -> None:
    done = ("screened", "sealed", "judged", "envelopes_opened", "decided", "published", "nominated")
    facts = reached(*done)
    assert phase(facts, NOON + 5 * DAY) is Phase.CERTIFICATES
    assert phase(dataclasses.replace(facts, certified=True), NOON + 5 * DAY) is Phase.REPORT


@pytest.mark.parametrize(
    ("changes", "awaits_results", "said"),
    [
        ({"published": True}, True, ""),
        ({"decided": True}, True, "chưa công bố kết quả"),
        ({"registration_until": NOON}, False, ""),
        ({"registration_until": NOON}, True, "chưa công bố kết quả"),
        ({"registration_until": NOON + timedelta(minutes=1)}, False, "chưa hết hạn nộp hồ sơ"),
    ],
)
def test_a_season_is_archived_after_its_results_or_when_nobody_came(changes, awaits_results, said) -> None:
    reason = kept_out_of_archive(dataclasses.replace(OPEN, **changes), NOON, awaits_results=awaits_results)
    assert (reason is not None and said in reason.message) if said else reason is None


def test_an_archived_season_has_every_step_behind_it() -> None:
    facts = dataclasses.replace(OPEN, archived_at=NOON)
    assert phase(facts, NOON) is Phase.DONE
    assert {step.state for step in steps(facts, NOON)} == {StepState.DONE}


def test_the_step_bar_has_one_current_step() -> None:
    bar = steps(OPEN, NOON)
    assert [step.phase for step in bar] == list(Phase)[:-1]
    assert [step.state for step in bar[:3]] == [StepState.DONE, StepState.CURRENT, StepState.AHEAD]


def test_a_whole_and_confirmed_season_lacks_nothing() -> None:
    assert gaps() == []


def test_every_unconfirmed_value_is_named() -> None:
    named = gaps_before_opening(WHOLE, ALL_KEYS - {"team_max", "rubric"})
    assert [str(gap) for gap in named] == [
        "Chưa xác nhận: Thang điểm.",
        "Chưa xác nhận: Số tác giả tối đa của một giải pháp.",
    ]
    assert {gap.field for gap in named} == {Part.SETTINGS}


NOTHING_BESIDE: dict[str, object] = {"special_prizes": (), "honours": ()}
"""Without what rests on the codes of tiers."""


@pytest.mark.parametrize(
    ("changes", "part", "sentence"),
    [
        ({"title": ""}, Part.GENERAL, "Chưa có tên mùa thi."),
        ({"years": ""}, Part.GENERAL, "Chưa ghi năm tổ chức."),
        ({"rules": ""}, Part.GENERAL, "Chưa có nội dung thể lệ."),
        ({"legal_bases": ()}, Part.LEGAL, "Chưa có căn cứ pháp lý nào."),
        ({"registration_from": None}, Part.DATES, "Chưa có ngày bắt đầu nhận hồ sơ."),
        ({"registration_until": None}, Part.DATES, "Chưa có hạn nộp hồ sơ."),
        ({"supplement_until": None}, Part.DATES, "Chưa có hạn bổ sung hồ sơ."),
        ({"judging_until": None}, Part.DATES, "Chưa có hạn chấm thi."),
        (
            {"registration_from": WHOLE.registration_until},
            Part.DATES,
            "Hạn nộp hồ sơ phải sau ngày bắt đầu nhận hồ sơ.",
        ),
        (
            {"supplement_until": WHOLE.registration_from},
            Part.DATES,
            "Hạn bổ sung không được trước hạn nộp hồ sơ.",
        ),
        (
            {"judging_until": WHOLE.registration_until},
            Part.DATES,
            "Hạn chấm thi không được trước hạn bổ sung hồ sơ.",
        ),
        ({"ceremony_on": date(2027, 1, 1)}, Part.DATES, "Ngày trao giải không được trước hạn chấm thi."),
        ({"fields": ()}, Part.FIELDS, "Chưa có lĩnh vực dự thi nào."),
        ({"divisions": ()}, Part.DIVISIONS, "Chưa có bảng theo ngày sinh của thí sinh."),
        (
            {"divisions": (DivisionPart("A", "Bảng A", None, date(2015, 1, 1)),)},
            Part.DIVISIONS,
            "Bảng A chưa đủ ngày sinh từ và ngày sinh đến.",
        ),
        ({"items": ()}, Part.DOSSIER, "Chưa có thành phần hồ sơ nào."),
        (
            {"items": (ItemPart("PHIEU", "Phiếu"),)},
            Part.DOSSIER,
            "Chưa có thành phần hồ sơ nào được chuyển cho giám khảo.",
        ),
        ({"criteria": ()}, Part.RUBRIC, "Thang điểm chưa có tiêu chí nào."),
        ({"tiers": (), **NOTHING_BESIDE}, Part.TIERS, "Chưa có hạng giải nào."),
        (
            {"tiers": (TierPart("A", "Giải A", 2, None, None),), **NOTHING_BESIDE},
            Part.TIERS,
            "Giải A chưa có mức tiền thưởng.",
        ),
        (
            {"tiers": (TierPart("A", "Giải A", None, None, 5),), **NOTHING_BESIDE},
            Part.TIERS,
            "Giải A chưa có số lượng, điểm tối thiểu hoặc tỷ lệ phiếu.",
        ),
    ],
)
def test_each_gap_is_named_with_the_part_where_it_is_put_right(
    changes: dict[str, object], part: Part, sentence: str
) -> None:
    assert gaps(**changes) == [(part, sentence)]


def test_all_gaps_come_at_once() -> None:
    empty = gaps(title="", legal_bases=(), fields=(), criteria=())
    assert len(empty) == 4


def test_a_tier_that_is_not_given_needs_no_money() -> None:
    assert gaps(tiers=(TierPart("DB", "Giải Đặc biệt", 0), *WHOLE.tiers)) == []


def test_adults_need_no_age_table() -> None:
    assert gaps(kind=ContestKind.TECHNICAL, divisions=()) == []


def test_a_maximum_between_two_steps_is_a_gap() -> None:
    odd = dataclasses.replace(WHOLE.criteria[0], most_quarters=41)
    assert [part for part, _ in gaps(criteria=(odd,))] == [Part.RUBRIC]


def test_fewer_judges_than_the_least_number_of_sheets_is_a_gap() -> None:
    few = tuple(
        dataclasses.replace(s, value="2") if s.key == "judges_per_panel" else s for s in WHOLE.settings
    )
    assert gaps(settings=few) == [
        (Part.SETTINGS, "Số phiếu điểm tối thiểu không được lớn hơn số giám khảo mỗi tổ.")
    ]


def test_before_opening_everything_may_change_and_after_archiving_nothing() -> None:
    for part in Part:
        assert fixed(part, opened=False, archived=False, in_use=False) is None
        assert fixed(part, opened=True, archived=True, in_use=False) is not None


def test_an_opened_season_with_entries_keeps_its_rubric_and_fields() -> None:
    kept = {part for part in Part if fixed(part, opened=True, archived=False, in_use=True)}
    assert kept == set(Part) - {Part.GENERAL, Part.LEGAL, Part.HONOURS, Part.FEES}
    assert fixed(Part.RUBRIC, opened=True, archived=False, in_use=False) is None


def test_dates_of_an_opened_season_move_by_a_decision_only() -> None:
    assert "quyết định gia hạn" in str(fixed(Part.DATES, opened=True, archived=False, in_use=False))


def test_an_extension_never_shortens_registration() -> None:
    old = dates_of(WHOLE)
    later = dataclasses.replace(old, registration_until=UNTIL + DAY)
    assert list(extension_faults(old, later, screened=False)) == []
    assert [reason.field for reason in extension_faults(old, later, screened=True)] == ["registration_until"]
    assert [reason.field for reason in extension_faults(later, old, screened=False)] == ["registration_until"]
    assert [r.field for r in extension_faults(old, Dates(), screened=False)] == [
        "registration_from",
        "registration_until",
        "supplement_until",
        "judging_until",
        "registration_from",
    ]
