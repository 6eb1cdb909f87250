"""What pre-screening may say of an entry, when it may be taken back, and when the list may be closed. Pure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

from contests.entries.terms import EntryState
from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.screening.terms import ReasonCode

LONGEST_SUPPLEMENT = timedelta(days=90)
CLOSED = N_("Danh sách đủ điều kiện đã chốt nên kết quả sơ loại không thay đổi được nữa.")
WAITING = frozenset({EntryState.SUBMITTED, EntryState.RETURNED})
"""What pre-screening still owes an answer."""
JUDGED = frozenset({EntryState.ELIGIBLE, EntryState.REJECTED, EntryState.RETURNED})
"""What a verdict has made of an entry and undoing it would take back."""


def may_judge(state: EntryState, closed: bool) -> Reason | None:
    """Why an entry may not be judged upon now."""
    if closed:
        return Reason(CLOSED)
    if state in WAITING:
        return None
    return Reason(N_("Hồ sơ này không còn chờ sơ loại. Đề nghị xem lại tình trạng hồ sơ."))


def may_pass(state: EntryState, closed: bool) -> Reason | None:
    """Why an entry may not be found eligible: a returned one has to come back first, or be taken back."""
    if not closed and state is EntryState.RETURNED:
        return Reason(N_("Hồ sơ đang ở đơn vị để bổ sung. Đề nghị chờ nộp lại hoặc hoàn tác việc trả lại."))
    return may_judge(state, closed)


def may_undo(state: EntryState, closed: bool) -> Reason | None:
    """Why there is no verdict to take back."""
    if closed:
        return Reason(CLOSED)
    return None if state in JUDGED else Reason(N_("Hồ sơ này chưa có kết quả sơ loại để hoàn tác."))


def rejection_objections(reason: ReasonCode | None, note: str) -> Iterator[Reason]:
    """What a rejection lacks: its reason by the regulation, and words where that says too little."""
    if reason is None:
        yield Reason(N_("Đề nghị chọn lý do theo thể lệ."), "reason")
    elif reason is ReasonCode.OTHER and not note:
        yield Reason(N_("Chọn “Lý do khác” thì phải ghi rõ lý do."), "note")


def return_objections(
    items: Collection[str], known: Collection[str], note: str, due_at: datetime | None, at: datetime
) -> Iterator[Reason]:
    """What a return lacks: what is asked for, in words, and until when."""
    if not items:
        yield Reason(N_("Đề nghị chọn ít nhất một mục cần bổ sung."), "items")
    elif not set(items) <= set(known):
        yield Reason(N_("Có mục không thuộc hồ sơ của mùa thi này. Đề nghị chọn lại."), "items")
    if not note:
        yield Reason(N_("Đề nghị ghi rõ cần bổ sung những gì."), "note")
    if due_at is None:
        yield Reason(N_("Đề nghị nhập hạn bổ sung."), "due_at")
    elif due_at <= at:
        yield Reason(N_("Hạn bổ sung phải ở sau thời điểm hiện tại."), "due_at")
    elif due_at - at > LONGEST_SUPPLEMENT:
        yield Reason(
            N_("Hạn bổ sung không quá %(days)s ngày. Đề nghị kiểm tra lại."),
            "due_at",
            values={"days": LONGEST_SUPPLEMENT.days},
        )


def closing_objections(counts: Mapping[EntryState, int], closed: bool) -> Iterator[Reason]:
    """Why the list of eligible entries may not be closed now."""
    if closed:
        yield Reason(N_("Danh sách đủ điều kiện đã được chốt."))
    if waiting := counts.get(EntryState.SUBMITTED, 0):
        yield Reason(N_("Còn %(count)s hồ sơ chờ sơ loại."), values={"count": waiting})
    if returned := counts.get(EntryState.RETURNED, 0):
        yield Reason(
            N_(
                "Còn %(count)s hồ sơ đang trả lại để bổ sung. Hồ sơ quá hạn: đề nghị kết luận không đủ điều kiện."
            ),
            values={"count": returned},
        )
    if not counts.get(EntryState.ELIGIBLE, 0):
        yield Reason(N_("Chưa có hồ sơ nào đủ điều kiện."))
