"""What a judge declares: typed from memory, kept row by row, unread at the desk, in the ledger as commitments only."""

from html import unescape

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from contests.kernel.sessions import Transactions, value_of
from contests.kernel.web.runtime import Runtime
from judging import ledger
from judging import service as judging
from judging.declarations import rules
from judging.declarations.declaring import committed_text
from judging.declarations.model import Declared
from judging.declarations.rules import DeclaredFacts
from judging.declarations.terms import DeclaredKind
from tests.factories import NOON
from tests.factories_judging import OWN_UNIT, Made, make_round
from tests.judging.desk import HOME, post, sit_down
from tests.judging.test_rounds import said

KIN = DeclaredFacts(DeclaredKind.KIN, "H’Hen Niê", "cháu gái", "Trường THCS Phan Thiết")
CANARY = "Tra\u0302\u0300n Quo\u0302\u0301c Toa\u0309n"


def test_a_row_is_kept_tidy() -> None:
    typed = DeclaredFacts(DeclaredKind.KIN, f"  {CANARY} ", " em\u00a0trai ", " Trường  THCS ")
    assert typed.tidy() == DeclaredFacts(DeclaredKind.KIN, "Trần Quốc Toản", "em trai", "Trường THCS")
    assert DeclaredFacts(DeclaredKind.PHONE, "0912 345.678").tidy().name == "0912345678"
    assert DeclaredFacts(DeclaredKind.UNIT_NOW, "Sở GDĐT", place="x").tidy().place == ""


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (DeclaredFacts(DeclaredKind.KIN, "", "con gái"), [("0-name", rules.NAMELESS)]),
        (DeclaredFacts(DeclaredKind.PHONE, "không có"), [("0-name", rules.NO_NUMBER)]),
        (DeclaredFacts(DeclaredKind.KIN, "Y Blăm", place="ơ" * 201), [("0-place", rules.TOO_LONG)]),
        (DeclaredFacts(DeclaredKind.KIN, "Y Blăm"), []),
    ],
)
def test_a_row_has_a_name_and_a_length(row: DeclaredFacts, told: list[tuple[str, str]]) -> None:
    assert [(reason.field, reason.message) for reason in rules.faults([row])] == told


def test_a_declaration_has_a_length() -> None:
    assert [str(one) for one in rules.faults([KIN] * (rules.MOST + 1))] == [
        "Mỗi lần khai báo được tối đa 60 dòng. Phần còn lại, đề nghị khai trong lần bổ sung."
    ]
    assert list(rules.faults([KIN] * rules.MOST)) == []


def test_a_judge_declares_after_accepting(session: Session) -> None:
    made = make_round(session, judges=1, ready=False)
    assert said(judging.declare(session, made.judges[0], [KIN], at=NOON)) == [
        "Đề nghị xác nhận nhận nhiệm vụ trước khi khai báo."
    ]


def test_a_later_declaration_is_added_and_says_something(session: Session) -> None:
    made = make_round(session, judges=1)
    value_of(judging.declare(session, made.judges[0], [KIN], at=NOON))
    rows = judging.declared_rows(session, made.round_id)
    assert sorted((row.kind, row.name, row.note, row.place) for row in rows) == [
        (DeclaredKind.KIN, "H’Hen Niê", "cháu gái", "Trường THCS Phan Thiết"),
        (DeclaredKind.UNIT_NOW, OWN_UNIT.name, "", ""),
    ]
    assert said(judging.declare(session, made.judges[0], [], at=NOON)) == ["Chưa ghi nội dung bổ sung nào."]


def test_nothing_of_it_is_in_the_ledger_but_each_row_can_be_proved(session: Session) -> None:
    made = make_round(session, judges=1)
    value_of(judging.declare(session, made.judges[0], [KIN, OWN_UNIT], at=NOON))
    chain = ledger.rows(session, made.round_id)
    for word in (KIN.name, KIN.note, KIN.place, OWN_UNIT.name):
        assert not any(word in str(row.body) for row in chain)
    on_record = {one for row in chain if row.deed == "declared" for one in row.body["declared"]}
    kept = session.scalars(sa.select(Declared)).all()
    proved = {
        ledger.committed(
            row.salt, committed_text(DeclaredFacts(row.kind, row.name, row.note, row.place))
        )
        for row in kept
    }  # fmt: skip
    assert on_record == proved
    assert len(on_record) == 3
    session.execute(sa.delete(Declared))
    assert ledger.verify(ledger.rows(session, made.round_id)) is None


def test_the_sealed_connection_adds_to_it(transactions: Transactions, runtime: Runtime) -> None:
    """And cannot read it back: tests/contests/kernel/attacks.py tries."""
    made = transactions.do(lambda s: make_round(s, judges=1, ready=False))
    who = made.judges[0]
    value_of(runtime.sealed.act(lambda s: judging.accept(s, who, at=NOON)))
    value_of(runtime.sealed.act(lambda s: judging.declare(s, who, [KIN, OWN_UNIT], at=NOON)))
    with transactions.reading() as session:
        assert len(judging.declared_rows(session, made.round_id)) == 2


class TestThePage:
    @pytest.fixture
    def config(self, sqlite_config):
        """What a page shows does not depend on the database."""
        return sqlite_config

    @pytest.fixture
    def fresh(self, client: FlaskClient, runtime: Runtime) -> Made:
        fresh = runtime.main.do(lambda s: make_round(s, ready=False))
        sit_down(client, runtime, fresh.judges[0])
        post(client, "/judge/appointment/accept")
        return fresh

    def test_accepting_and_declaring_opens_the_pieces(self, client, runtime, fresh) -> None:
        fields = {"kin-0-name": CANARY, "kin-0-note": "cháu ruột", "unit_now-0-name": "Trường cũ"}
        assert post(client, "/judge/appointment/declare", fields).location == "/judge/"
        assert "Máy tưới rau số 1" in client.get(HOME).text
        with runtime.main.reading() as session:
            names = [row.name for row in judging.declared_rows(session, fresh.round_id)]
        assert names == ["Trường cũ", "Trần Quốc Toản"]

    def test_what_was_sent_is_counted_and_not_shown_again(self, client, fresh) -> None:
        post(client, "/judge/appointment/declare", {"kin-0-name": "Y Blăm", "pupil-0-name": "Ánh"})
        shown = client.get("/judge/appointment").text
        assert "Đã gửi 1 lần, tổng cộng 2 dòng." in shown
        assert "Y Blăm" not in shown
        assert 'name="nothing"' not in shown

    def test_one_more_row_keeps_what_was_typed(self, client, fresh) -> None:
        typed = {"kin-0-name": "Y Blăm", "unit_now-0-name": "Sở Nội vụ", "nothing": "y", "add": "kin"}
        answer = post(client, "/judge/appointment/declare", typed)
        assert answer.status_code == 200
        assert 'name="kin-1-name"' in answer.text
        for text in ("Y Blăm", "Sở Nội vụ"):
            assert f'value="{text}"' in unescape(answer.text)
        assert client.get(HOME).location == "/judge/appointment"

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "Đề nghị ghi ít nhất một dòng, hoặc đánh dấu nếu không có gì phải khai báo."),
            ({"kin-0-name": " "}, "Đề nghị ghi ít nhất một dòng"),
            (
                {"kin-0-name": "Y Blăm", "nothing": "y"},
                "Đã ghi nội dung khai báo thì không đánh dấu mục này.",
            ),
            ({"kin-0-note": "cháu"}, "Dòng có nội dung thì phải ghi tên."),
            ({"phone-0-name": "x"}, "Số điện thoại gồm 8 đến 15 chữ số"),
            ({"partner-0-name": "ơ" * 201}, "Nội dung dài 201 ký tự, tối đa là 200."),
        ],
    )
    def test_it_says_something_or_says_nothing(self, client, fresh, fields, sentence) -> None:
        answer = post(client, "/judge/appointment/declare", fields)
        assert answer.status_code == 422
        assert sentence in unescape(answer.text)
        for text in fields.values():
            assert text.strip() in answer.text

    def test_there_is_nothing_to_choose_from(self, client, fresh) -> None:
        shown = client.get("/judge/appointment").text
        assert 'name="kin-0-name"' in shown
        assert not any(tag in shown for tag in ("<select", "<datalist", "list="))
        boxes = [
            part.partition(">")[0]
            for part in shown.split("<input")[1:]
            if 'type="text"' in part.partition(">")[0]
        ]
        assert len(boxes) >= 12
        assert all('autocomplete="off"' in box for box in boxes)
