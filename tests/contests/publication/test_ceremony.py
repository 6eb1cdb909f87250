"""The ceremony's papers: the lowest tier first, equals by number, every name as it was registered, everybody once."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from contests.awards.queries import prized_rows
from contests.kernel.documents import official, word
from contests.publication.ceremony import CalledRow, CeremonyFacts, invitations, receiving_list, script
from contests.publication.ceremony_facts import ceremony_facts
from tests.contests.kernel.documents.reading import VIETNAMESE, solid, text
from tests.factories import NAMES
from tests.factories_awards import make_decided, make_judged, make_published
from tests.factories_decisions import WORDS

TIERS = ("Giải Khuyến khích", "Giải Ba", "Giải Nhì", "Giải Nhất")


def called(*rows: tuple[str, str, str]) -> CeremonyFacts:
    """A ceremony of (tier, author, unit)."""
    made = (
        CalledRow(tier, f"Giải pháp {at}", (name,), unit, unit) for at, (tier, name, unit) in enumerate(rows)
    )
    return CeremonyFacts("Cuộc thi lần thứ 17", "Ban Tổ chức", "Liên hiệp hội", "", tuple(made))


def test_the_lowest_tier_is_called_first_and_the_best_rank_last(session):
    judged = make_published(session)
    rows = ceremony_facts(session, judged.season).rows
    best = prized_rows(session, judged.season.id)
    assert list(dict.fromkeys(row.tier for row in rows)) == list(TIERS)
    assert rows[-1].title == best[0].title
    assert len(rows) == len(best)


def test_nobody_is_called_before_the_decision(session):
    undecided, decided = make_judged(session), make_decided(session)
    assert ceremony_facts(session, undecided.season).rows == ()
    assert ceremony_facts(session, decided.season).rows != ()


def test_script_and_list_name_everybody_in_the_order_of_the_calls():
    facts = called(*((tier, name, "Trường A") for tier, name in zip(TIERS, NAMES, strict=False)))
    for paper in (script(facts), receiving_list(facts)):
        read = text(official.to_bytes(paper))
        places = [read.index(tier) for tier in ("Khuyến khích", "Giải Ba", "Giải Nhì", "Giải Nhất")]
        assert places == sorted(places)
        for name in NAMES[:4]:
            assert name in read


def test_each_unit_gets_one_invitation_that_names_its_own_authors_only():
    facts = called(
        ("Giải Ba", "H’Hen Niê", "Trường A"), ("Giải Nhì", "Y Blăm", "Trường B"), ("Giải Nhất", "Đặng Trần Côn", "Trường A")
    )  # fmt: skip
    first, second = (text(official.to_bytes(one)) for one in invitations(facts, WORDS, 2027))
    assert ["Trường A" in first, "H’Hen Niê" in first, "Đặng Trần Côn" in first] == [True] * 3
    assert ["Trường B" in second, "Y Blăm" in second] == [True] * 2
    assert "Y Blăm" not in first
    assert "H’Hen Niê" not in second
    assert "Thời gian: 8 giờ 00" in first


names = st.lists(
    st.text(st.sampled_from(VIETNAMESE + "abcdeghiklmnopqrstuvxy’"), min_size=1, max_size=12),
    min_size=1,
    max_size=6,
)


@given(names)
@settings(deadline=None, max_examples=40)
def test_every_name_stands_in_the_text_of_both_files_as_it_was_registered(words):
    name = " ".join(words)
    paper = receiving_list(called(("Giải Nhất", name, "Trường A")))
    assert name.replace(" ", "") in solid(official.to_bytes(paper))
    assert name.encode() in _document(word.to_bytes(paper))


def _document(made: bytes) -> bytes:
    with ZipFile(BytesIO(made)) as file:
        return file.read("word/document.xml")
