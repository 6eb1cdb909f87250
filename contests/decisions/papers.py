"""How official documents are worded around their contents (Nghị định 30/2020/NĐ-CP, Phụ lục III): pure, facts in, paper out."""

from collections.abc import Iterable, Sequence

from contests.decisions.rules import Words
from contests.kernel.documents.official import (
    Appendix,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Part,
    Signature,
)

NBSP = "\N{NO-BREAK SPACE}"
BLANK = NBSP * 8
"""Left open for what is written by hand: a number, a day, a month."""


def decision(
    words: Words,
    year: int,
    *,
    competence: str,
    bases: Sequence[str],
    articles: Sequence[str],
    appendices: Sequence[Appendix] = (),
    demo: bool = False,
) -> OfficialPaper:
    """A decision: who decides, on what grounds, its articles; the lists follow as appendices (mẫu 1.2)."""
    body: list[Part] = [
        Paragraph(competence.upper(), "centre", bold=True),
        *grounds(bases),
        Paragraph("QUYẾT ĐỊNH:", "centre", bold=True),
        *(Paragraph(text, lead=f"Điều {at}.") for at, text in enumerate(articles, 1)),
    ]
    return _paper(words, year, "Quyết định", body, appendices, demo=demo)


def titled(
    words: Words,
    year: int,
    title: str,
    body: Iterable[Part],
    *,
    appendices: Sequence[Appendix] = (),
    demo: bool = False,
) -> OfficialPaper:
    """A paper of any other named kind: a submission, an invitation (mẫu 1.4, 1.6)."""
    return _paper(words, year, title, body, appendices, demo=demo)


def letter(
    words: Words, year: int, body: Iterable[Part], *, appendices: Sequence[Appendix] = (), demo: bool = False
) -> OfficialPaper:
    """A letter: no title, its subject below the number (mẫu 1.5)."""
    return _paper(words, year, "", body, appendices, demo=demo)


def grounds(bases: Sequence[str]) -> list[Part]:
    """The bases as the decree sets them: italic, a line each, a semicolon behind all but the last."""
    rows = [one.strip().rstrip(";.,") for one in bases if one.strip()]
    return [
        Paragraph(f"{_base(row)}{';' if at < len(rows) else '.'}", italic=True)
        for at, row in enumerate(rows, 1)
    ]


def _base(text: str) -> str:
    """ "Căn cứ" before what a season lists as a legal basis; what begins otherwise ("Theo đề nghị …") stays."""
    return text if text.startswith(("Căn cứ", "Theo ", "Xét ", "Thực hiện ")) else f"Căn cứ {text}"


def appendix(
    words: Words, year: int, title: str, body: Iterable[Part], *, landscape: bool = False
) -> Appendix:
    """A list that goes with a decision or a letter, saying with which."""
    kind = "văn bản" if not words.symbol.upper().startswith("QĐ") else "Quyết định"
    note = f"(Kèm theo {kind} số{BLANK}/{words.symbol} {open_day(year)} của {words.agency})"
    return Appendix(title, tuple(body), note=note, landscape=landscape)


def open_day(year: int) -> str:
    """A date whose day and month are written in when the paper is signed."""
    return f"ngày{NBSP * 6}tháng{NBSP * 6}năm{NBSP}{year}"


def _paper(
    words: Words,
    year: int,
    title: str,
    body: Iterable[Part],
    appendices: Sequence[Appendix],
    *,
    demo: bool,
) -> OfficialPaper:
    head = Letterhead(
        words.agency,
        words.superior,
        number=f"Số:{BLANK}/{words.symbol}",
        place_and_date=f"{words.place}, {open_day(year)}",
        about="" if title else f"V/v {_small(words.subject)}",
    )
    return OfficialPaper(
        head,
        title,
        tuple(body),
        subject=words.subject if title else "",
        addressees=words.addressees,
        recipients=words.recipients,
        signatures=(Signature(words.signer_title.upper(), words.signer_name),),
        appendices=tuple(appendices),
        draft=True,
        demo=demo,
    )


def _small(subject: str) -> str:
    """The subject of a letter behind "V/v", where "Về việc" has been said."""
    rest = subject.removeprefix("Về việc ").removeprefix("V/v ")
    return rest if rest != subject else subject[:1].lower() + subject[1:]


def competence(words: Words) -> str:
    """Who decides, as it stands above the bases: the body for which one signs, or the office that the signer holds.

    "TM. BAN TỔ CHỨC" decides as the body; "KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN" as "TRƯỞNG BAN TỔ CHỨC …".
    """
    first = words.signer_title.splitlines()[0].upper()
    agency = words.agency.upper()
    if first.startswith("TM."):
        return agency
    office = first.removeprefix("KT.").removeprefix("TL.").strip()
    shared = office.rpartition(" ")[2]
    rest = agency.removeprefix(f"{shared} ")
    return f"{office} {rest}"


IN_FORCE = "Quyết định này có hiệu lực kể từ ngày ký. {whom} chịu trách nhiệm thi hành Quyết định này."


def two_digits(count: int) -> str:
    """A count as documents write it, so that nobody can put a digit before it: 3 is "03"."""
    return f"{count:02d}"
