"""A season's report as prose, in the shape that provincial unions print: sentences with figures, tables, open blanks. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contests.entries.receipt import place_of
from contests.kernel.calendar import today
from contests.kernel.figures import million
from contests.reports.aftermath import SAID, Followed, HonourCount
from contests.reports.figures import SeasonFigures
from contests.reports.grid import Grid
from contests.reports.grids import edition_label, figures_of, season_grids
from contests.reports.rules import ASKED
from contests.reports.saying import Blank, Said, Told, blank, say
from contests.reports.story import Document, Story
from contests.reports.terms import Measure
from contests.seasons.terms import Level

COUNTED_TOO = ("base_received", "sponsored", "raised")
"""What the office types only where the software does not count it."""
GOLDEN = "{golden_proposed} công trình được đề nghị ghi Sách vàng Sáng tạo Việt Nam, {golden_recorded} công trình được ghi."
ANNEXED = ("divisions", "genders", "kinds", "regions", "units")
"""Tables that follow the text as an appendix."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 or 2."""

    text: str
    level: int = 1


Piece = Heading | Said | Grid


@dataclass(frozen=True, slots=True)
class Prose:
    """A report in the order of its pages; `annexed` are the tables of its appendix, `place` where papers are dated, or ""."""

    title: str
    organiser: str
    place: str
    pieces: tuple[Piece, ...]
    annexed: tuple[Grid, ...]

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Everything that is still to be filled in, each once, in the order of the text."""
        said = (piece for piece in self.pieces if isinstance(piece, Said))
        return tuple({one.key: one for piece in said for one in piece.blanks}.values())


def season_prose(figures: SeasonFigures, story: Story) -> Prose:
    """The whole report of a season."""
    told, grids = _told(figures, story), season_grids(figures)
    pieces = (
        *_organising(story, told),
        *_results(figures, story, told, grids),
        *_budget(told, grids),
        *_afterwards(figures, told),
        *_words(figures),
    )
    kept = tuple(piece for piece in pieces if piece is not None)
    return Prose(
        story.title,
        story.organiser,
        place_of(story.address),
        kept,
        tuple(grids[key] for key in ANNEXED if key in grids),
    )


def _told(figures: SeasonFigures, story: Story) -> dict[str, Told]:
    """Every value that a sentence may name: the season's figures, the jury, and what the office types."""
    own = {one.key: Told(one.label, one.value, one.measure) for one in figures_of(figures)}
    money = {
        key: Told(own[key].label, own[key].value, Measure.MILLION)
        for key in ("allocated", "used", "returned")
    }
    judges = {"judges": Told("Số giám khảo", story.judges, Measure.PEOPLE)}
    counted = {key for key in COUNTED_TOO if own[key].value is not None}
    return own | money | judges | {key: _typed(figures, key) for key in ASKED if key not in counted}


def _typed(figures: SeasonFigures, key: str) -> Told:
    value = figures.typed.get(key)
    number, dropped = (value.number, value.left_out) if value else (None, False)
    return Told(ASKED[key].label, number, ASKED[key].measure or Measure.COPIES, typed=True, dropped=dropped)


def _organising(story: Story, told: Mapping[str, Told]) -> Iterator[Piece | None]:
    yield Heading("I. CÔNG TÁC TỔ CHỨC")
    bases = f", căn cứ {'; '.join(story.legal_bases)}" if story.legal_bases else ""
    yield Said(f"{story.title} do {story.organiser} tổ chức{bases}.")
    yield _window(story)
    if story.extended_by:
        yield Said(f"Thời hạn được gia hạn theo {_listed(f'Văn bản số {one}' for one in story.extended_by)}.")
    yield say("Ban Tổ chức đã phát hành {leaflets} tờ rơi tuyên truyền.", told)
    yield say("Báo, đài và các cổng thông tin đã đăng {news} tin, bài về cuộc thi.", told)


def _window(story: Story) -> Said:
    first, last = story.registration_from, story.registration_until
    if first is None or last is None:
        return blank("window", "Thời gian nhận hồ sơ")
    return Said(f"Hồ sơ được nhận từ ngày {today(first):%d/%m/%Y} đến ngày {today(last):%d/%m/%Y}.")


def _results(
    figures: SeasonFigures, story: Story, told: Mapping[str, Told], grids: Mapping[str, Grid]
) -> Iterator[Piece | None]:
    yield Heading("II. KẾT QUẢ")
    yield Heading("1. Hồ sơ dự thi", 2)
    if figures.level is not Level.BASE:
        yield say("Ở cấp cơ sở có {base_received} hồ sơ dự thi.", told)
    yield say("Ban Tổ chức tiếp nhận {received} hồ sơ của {authors} tác giả thuộc {units} đơn vị.", told)
    yield say("Có {women} tác giả khai giới tính nữ.", told)
    yield _change(figures)
    yield grids.get("fields")
    yield Heading("2. Sơ loại và chấm thi", 2)
    by = f" theo {_named(story.eligible)}" if story.eligible else ""
    yield say(f"Qua sơ loại, {{eligible}} hồ sơ đủ điều kiện dự thi{by}.", told)
    yield say("Hội đồng giám khảo gồm {judges} người; {final} hồ sơ vào chung khảo.", told)
    yield Heading("3. Giải thưởng", 2)
    yield _prizes(figures, story, told)
    yield say("Tổng tiền thưởng là {prize_money}.", told)
    yield _specials(figures)
    yield from (grids.get(key) for key in ("tiers", "tier_fields"))
    yield Heading("4. Đề cử và kết quả ở cấp trên", 2)
    yield _nominated(figures, story, told)
    yield grids.get("levels")
    if "editions" in grids:
        yield Heading("5. So với các lần trước", 2)
        yield grids["editions"]


def _change(figures: SeasonFigures) -> Said | None:
    """How many more or fewer entries than last time."""
    if not figures.earlier:
        return None
    last = figures.earlier[0]
    more = figures.counts.received - last.counts.received
    words = f"tăng {more} hồ sơ" if more > 0 else f"giảm {-more} hồ sơ" if more else "bằng số hồ sơ"
    return Said(f"So với {_small(edition_label(last))}, {words}.")


def _prizes(figures: SeasonFigures, story: Story, told: Mapping[str, Told]) -> Said | None:
    by = f"Theo {_named(story.awards)}, " if story.awards else ""
    given = [f"{tier.count} {tier.name}" for tier in figures.tiers if tier.count]
    tiers = f", gồm {_listed(given)}" if given else ""
    return say(_capital(f"{by}{{prized}} hồ sơ đạt giải{_safe(tiers)}."), told)


def _specials(figures: SeasonFigures) -> Said | None:
    given = [f"{one.name} ({one.count})" for one in figures.after.specials]
    return Said(f"Các giải khác: {_listed(given)}.") if given else None


def _nominated(figures: SeasonFigures, story: Story, told: Mapping[str, Told]) -> Said | None:
    by = f" theo {_listed(f'Công văn số {one.symbol}' for one in story.letters)}" if story.letters else ""
    upper = figures.upper
    prizes = f" ({_listed(f'{count} {name}' for name, count in upper.tiers)})" if upper.tiers else ""
    waits = f"; {upper.waiting} hồ sơ chờ kết quả" if upper.waiting and upper.prizes is not None else ""
    sentence = "Ban Tổ chức đã đề cử {nominated} hồ sơ dự thi ở cấp trên" + _safe(by)
    return say(sentence + ", đạt {upper} giải" + _safe(prizes + waits) + ".", told)


def _budget(told: Mapping[str, Told], grids: Mapping[str, Grid]) -> Iterator[Piece | None]:
    yield Heading("III. KINH PHÍ")
    back = told["returned"].value
    if back is not None and back < 0:
        over = Told("Kinh phí chi vượt", -back, Measure.MILLION)
        yield say("Kinh phí được cấp {allocated}, đã chi {used}, chi vượt {over}.", {**told, "over": over})
    else:
        yield say("Kinh phí được cấp {allocated}, đã chi {used}, trả lại {returned}.", told)
    yield grids["money"]


def _afterwards(figures: SeasonFigures, told: Mapping[str, Told]) -> Iterator[Piece | None]:
    yield Heading("IV. SAU LỄ TRAO GIẢI")
    yield say("Kỷ yếu các giải pháp đạt giải được in {booklets} bản.", told)
    yield from _honours(figures, told)
    yield say("{sponsored} giải pháp đạt giải có nhà tài trợ hoặc đơn vị đặt hàng sản xuất.", told)
    yield say("Kinh phí tài trợ vận động được là {raised}.", told)
    yield from (Said(_followed(one)) for one in figures.after.followed)


def _honours(figures: SeasonFigures, told: Mapping[str, Told]) -> Iterator[Piece | None]:
    """Counted where the season lists its honours; else as the office types them."""
    yield from (Said(_honour(one)) for one in figures.after.honours)
    if not figures.after.honours:
        yield say("Có {labour_honours} tác giả được tặng Bằng Lao động sáng tạo.", told)
        yield say(GOLDEN, told)


def _honour(one: HonourCount) -> str:
    who = "giải pháp" if one.to_works else "tác giả"
    waits = f", {one.waiting} {who} chờ kết quả" if one.waiting else ""
    return f"{one.name}: đề nghị {one.proposed} {who}, {one.given} {who} đã được tặng{waits}."


def _followed(one: Followed) -> str:
    amount = f", {million(one.amount)} triệu đồng" if one.amount else ""
    return f"“{one.title}”: {SAID[one.kind]}, {one.partner}{amount}."


def _words(figures: SeasonFigures) -> Iterator[Piece | None]:
    """What people write: each as it was typed, a blank where nothing was."""
    for number, key in (("V", "remarks"), ("VI", "proposals")):
        value, label = figures.typed.get(key), ASKED[key].label
        if value is None or not value.left_out:
            yield Heading(f"{number}. {label.upper()}")
            yield Said(value.text) if value and value.text else blank(key, label)


def _named(document: Document) -> str:
    return f"Quyết định số {document.symbol} ngày {document.issued_on:%d/%m/%Y}"


def _listed(words: Iterator[str] | list[str]) -> str:
    """ "a", "a và b", "a, b và c"."""
    *first, last = words
    return f"{', '.join(first)} và {last}" if first else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _safe(text: str) -> str:
    """Braces in data are no places of ours."""
    return text.replace("{", "(").replace("}", ")")
