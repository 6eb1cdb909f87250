"""Three readings of a sheet, as hypothesis finds them: nothing typed is lost, nothing is decided for anybody."""

from hypothesis import assume, given
from hypothesis import strategies as st

from judging.marks.merging import COMMENT, Contents, clashes, differing, merged

CRITERIA = ("moi", "apdung", "hieuqua")
MARKS = st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 3))
SHEETS = st.builds(Contents, MARKS, st.sampled_from(["", "Khá", "Cần xem lại nguồn điện"]))


@given(SHEETS, SHEETS, SHEETS)
def test_without_a_clash_both_sides_changes_are_there(
    base: Contents, mine: Contents, stored: Contents
) -> None:
    assume(not clashes(base, mine, stored, CRITERIA))
    whole = merged(base, mine, stored, CRITERIA)
    for side in (mine, stored):
        for key in differing(base, side, CRITERIA):
            assert whole.at(key) == side.at(key)
    untouched = {*CRITERIA, COMMENT} - {*differing(base, mine, CRITERIA), *differing(base, stored, CRITERIA)}
    assert all(whole.at(key) == base.at(key) for key in untouched)


@given(SHEETS, SHEETS, SHEETS)
def test_a_clash_is_what_both_changed_to_something_else(
    base: Contents, mine: Contents, stored: Contents
) -> None:
    both = set(differing(base, mine, CRITERIA)) & set(differing(base, stored, CRITERIA))
    expected = both & set(differing(mine, stored, CRITERIA))
    assert set(clashes(base, mine, stored, CRITERIA)) == expected


@given(SHEETS, SHEETS)
def test_only_one_side_changed_is_no_clash(base: Contents, mine: Contents) -> None:
    assert clashes(base, mine, base, CRITERIA) == []
    assert differing(merged(base, mine, base, CRITERIA), mine, CRITERIA) == []
