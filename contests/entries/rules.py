"""What an entry lacks before it may be sent, and when it may be changed, sent or taken back. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from contests.entries.filed import Asked as Asked
from contests.entries.filed import AuthorFacts as AuthorFacts
from contests.entries.filed import DivisionAsked as DivisionAsked
from contests.entries.filed import EntryFacts as EntryFacts
from contests.entries.filed import Filed as Filed
from contests.entries.filed import ItemAsked as ItemAsked
from contests.entries.filed import Times as Times
from contests.entries.terms import Applicant, AuthorRole, EntryState, Part
from contests.kernel.errors import Reason
from contests.kernel.text import N_
from contests.people.disclosure import ADULT, age, who_must_consent
from contests.people.terms import Consenter, ConsentPurpose

WHOLE = 100
EARLIEST_BIRTH = date(1900, 1, 1)


UNIT_CLOSED = N_("Đơn vị này đã sáp nhập hoặc giải thể. Đề nghị nộp hồ sơ dưới tên đơn vị hiện nay.")
NOT_TAKING = N_("Mùa thi không trong thời gian nhận hồ sơ, nên hồ sơ không sửa hoặc nộp được nữa.")
LATE = N_("Đã quá hạn bổ sung hồ sơ. Đề nghị liên hệ Ban Thư ký.")
SHUT = {
    EntryState.SUBMITTED: N_(
        "Hồ sơ đã nộp nên không sửa được. Nếu cần sửa, đề nghị Ban Thư ký trả lại để bổ sung."
    ),
    EntryState.ELIGIBLE: N_("Hồ sơ đã qua sơ loại nên không sửa được nữa."),
    EntryState.REJECTED: N_("Hồ sơ không đủ điều kiện nên không sửa được nữa."),
    EntryState.WITHDRAWN: N_("Hồ sơ đã rút nên không sửa được nữa."),
}


def gaps(filed: Filed, asked: Asked, on: date) -> list[Reason]:
    """Everything an entry lacks, all at once, in the order of a regulation: who, what, dossier, declaration."""
    return [
        *_team_gaps(filed, asked),
        *_birth_gaps(filed, asked),
        *(gap for author in filed.authors for gap in _author_gaps(author, on)),
        *_fact_gaps(filed.facts),
        *_year_gaps(filed.facts.made_in, asked.made_since, on),
        *_dossier_gaps(filed.files, asked.items),
        *_declaration_gaps(filed.declared),
    ]


def part_of(reason: Reason) -> Part:
    """The part of an entry in which a gap is put right."""
    name = reason.field or ""
    if name.startswith("item-"):
        return Part.DOSSIER
    return {"authors": Part.AUTHORS, "declared": Part.SENDING}.get(name, Part.FACTS)


def _team_gaps(filed: Filed, asked: Asked) -> Iterator[Reason]:
    authors = filed.authors
    if not authors:
        yield _of_authors(N_("Hồ sơ phải có ít nhất một tác giả."))
        return
    if len(authors) > asked.team_max:
        yield _of_authors(N_("Một giải pháp có tối đa %(most)s tác giả."), most=asked.team_max)
    if sum(author.role is AuthorRole.LEAD for author in authors) != 1:
        yield _of_authors(N_("Hồ sơ phải có đúng một tác giả chủ trì."))
    if (total := sum(author.share for author in authors)) != WHOLE:
        yield _of_authors(
            N_("Tỷ lệ đóng góp của các tác giả cộng lại là %(total)s%%, phải là 100%%."), total=total
        )
    yield from _applicant_gaps(filed.facts.applicant, len(authors))


def _applicant_gaps(applicant: Applicant, count: int) -> Iterator[Reason]:
    if applicant is Applicant.INDIVIDUAL and count > 1:
        yield Reason(
            N_("Dự thi cá nhân chỉ có một tác giả. Đề nghị chọn “Nhóm tác giả” hoặc bớt tác giả."),
            "applicant",
        )
    if applicant is Applicant.TEAM and count < 2:
        yield Reason(
            N_("Nhóm tác giả có từ hai người. Đề nghị chọn “Cá nhân” hoặc thêm tác giả."), "applicant"
        )


def _birth_gaps(filed: Filed, asked: Asked) -> Iterator[Reason]:
    """Every author's birth date lies in the table that was chosen, or in the only one that holds them all."""
    births = [(author.name, author.born_on) for author in filed.authors if author.born_on is not None]
    if not asked.divisions or not births or len(births) < len(filed.authors):
        return
    chosen = _division_by_id(asked.divisions, filed.facts.division_id)
    if chosen is None and len(asked.divisions) == 1:
        chosen = asked.divisions[0]
    if chosen is not None:
        yield from _outside(chosen, births)
    elif division_for(filed.facts.division_id, [born for _, born in births], asked.divisions) is None:
        yield Reason(N_("Đề nghị chọn bảng thi phù hợp với ngày sinh của các tác giả."), "division_id")


def _outside(division: DivisionAsked, births: Iterable[tuple[str, date]]) -> Iterator[Reason]:
    for name, born_on in births:
        if not division.holds(born_on):
            yield _of_authors(
                N_("%(name)s sinh ngày %(born)s, ngoài độ tuổi của “%(division)s” (%(window)s)."),
                name=name, born=_shown(born_on), division=division.name, window=_window(division),
            )  # fmt: skip


def _window(division: DivisionAsked) -> str:
    ends = (division.born_from, division.born_until)
    return " – ".join(_shown(end) if end else "…" for end in ends)


def division_for(
    chosen_id: str | None, births: Sequence[date], divisions: Sequence[DivisionAsked]
) -> DivisionAsked | None:
    """The age table of an entry: the chosen one, else the only one that holds every birth date, else None."""
    if chosen := _division_by_id(divisions, chosen_id):
        return chosen
    holding = [one for one in divisions if all(one.holds(born) for born in births)]
    return holding[0] if len(holding) == 1 else None


def _division_by_id(divisions: Sequence[DivisionAsked], wanted: str | None) -> DivisionAsked | None:
    return next((one for one in divisions if one.id == wanted), None)


def _author_gaps(author: AuthorFacts, on: date) -> Iterator[Reason]:
    name = author.name
    if author.born_on is None:
        yield _of_authors(N_("Còn thiếu ngày sinh của %(name)s."), name=name)
    elif not EARLIEST_BIRTH <= author.born_on <= on:
        yield _of_authors(N_("Ngày sinh của %(name)s không đúng. Đề nghị kiểm tra lại."), name=name)
        return
    if not author.occupation:
        yield _of_authors(N_("Còn thiếu lớp, trường hoặc chức vụ, nơi công tác của %(name)s."), name=name)
    if _is_minor(author, on) and not author.guardian_name:
        yield _of_authors(N_("Còn thiếu người giám hộ của %(name)s (dưới 18 tuổi)."), name=name)
    yield from _consent_gaps(author, on)


def _is_minor(author: AuthorFacts, on: date) -> bool:
    return author.born_on is not None and age(author.born_on, on) < ADULT


def _consent_gaps(author: AuthorFacts, on: date) -> Iterator[Reason]:
    """Consent to take part: of the person, of a child's guardian, of both from seven to eighteen."""
    if author.born_on is None:
        return
    for giver in sorted(who_must_consent(author.born_on, on)):
        if (ConsentPurpose.TAKE_PART, giver) not in author.consents:
            yield _of_authors(_CONSENTS[giver], name=author.name)


_CONSENTS = {
    Consenter.SELF: N_("Còn thiếu sự đồng ý tham gia của %(name)s."),
    Consenter.GUARDIAN: N_("Còn thiếu sự đồng ý của người giám hộ cho %(name)s tham gia."),
}
_NEEDED = {
    "title": N_("Còn thiếu tên giải pháp."),
    "field_id": N_("Còn thiếu lĩnh vực dự thi."),
    "summary": N_("Còn thiếu phần tóm tắt giải pháp."),
    "novelty": N_("Còn thiếu phần tính mới, tính sáng tạo."),
    "application": N_("Còn thiếu phần khả năng áp dụng."),
    "effect": N_("Còn thiếu phần hiệu quả."),
}


def _fact_gaps(facts: EntryFacts) -> Iterator[Reason]:
    for name, message in _NEEDED.items():
        if not getattr(facts, name):
            yield Reason(message, name)


def _year_gaps(made_in: int | None, made_since: int | None, on: date) -> Iterator[Reason]:
    if made_in is None:
        if made_since is not None:
            yield Reason(N_("Còn thiếu năm tạo ra hoặc áp dụng giải pháp."), "made_in")
    elif made_in > on.year:
        yield Reason(N_("Năm tạo ra giải pháp chưa tới. Đề nghị kiểm tra lại."), "made_in")
    elif made_since is not None and made_in < made_since:
        yield Reason(N_("Chỉ nhận giải pháp tạo ra từ năm %(year)s."), "made_in", values={"year": made_since})


def _dossier_gaps(files: Mapping[str, int], items: Iterable[ItemAsked]) -> Iterator[Reason]:
    for item in items:
        if item.required and not files.get(item.id):
            yield Reason(
                N_("Còn thiếu: %(title)s."), f"item-{item.id}", item.article or None, {"title": item.title}
            )


def _declaration_gaps(declared: bool) -> Iterator[Reason]:
    if not declared:
        yield Reason(N_("Còn thiếu cam đoan của tác giả. Đề nghị đọc và đánh dấu trước khi nộp."), "declared")


def _of_authors(message: str, **values: str | int) -> Reason:
    return Reason(message, "authors", None, values)


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def may_edit(times: Times, part: str, at: datetime) -> Reason | None:
    """Why a part may not be changed now; `part` is a key of OPEN_PARTS or the code of a dossier item."""
    if shut := may_send(times, at):
        return shut
    if times.state is not EntryState.DRAFT and part not in times.open_parts:
        return Reason(N_("Ban Thư ký chỉ đề nghị bổ sung những mục đã nêu; mục này không mở để sửa."))
    return None


def may_send(times: Times, at: datetime) -> Reason | None:
    """Why an entry may not be sent now: a draft within the season's window, a returned one until its own day.

    An eligible one with open parts goes up a level and may be improved until that day too.
    """
    if times.state is EntryState.DRAFT:
        return None if times.taking else Reason(NOT_TAKING)
    if times.state is EntryState.RETURNED or (times.state is EntryState.ELIGIBLE and times.open_parts):
        late = times.supplement_until is not None and times.supplement_until < at
        return Reason(LATE) if late else None
    return Reason(SHUT[times.state])


def may_withdraw(state: EntryState) -> Reason | None:
    """Why an entry may not be taken back: only what was sent and not yet judged upon may."""
    if state in (EntryState.SUBMITTED, EntryState.RETURNED):
        return None
    return Reason(N_("Chỉ rút được hồ sơ đã nộp và chưa có kết quả sơ loại."))


def may_discard(state: EntryState) -> Reason | None:
    """Why an entry may not be deleted: only a draft that was never sent may."""
    if state is EntryState.DRAFT:
        return None
    return Reason(N_("Chỉ bỏ được hồ sơ đang soạn, chưa nộp lần nào. Hồ sơ đã nộp thì rút hồ sơ."))
