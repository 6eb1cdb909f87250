"""Letters reach a mail server, wait while it is away, and never stand in each other's way."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from contests.kernel.outbox import Letter, write
from contests.kernel.sessions import Transactions
from contests.kernel.settings import installation
from tests.factories import NOON
from tests.workers.processes import free_port
from workers.mail import MOST_ATTEMPTS, OPEN, pause_before, send_letters


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server without TLS that keeps what it takes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.taken: list[str] = []


class Counter(socketserver.StreamRequestHandler):
    """One conversation of RFC 5321, as far as it is needed."""

    def handle(self) -> None:
        self.say("220 ready")
        for raw in self.rfile:
            word = raw.split()[0].upper()
            if word == b"EHLO":
                self.say("250 8BITMIME")
            elif word == b"DATA":
                self.say("354 go on")
                self.keep()
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def keep(self) -> None:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw.decode())
        office = self.server
        assert isinstance(office, PostOffice)
        office.taken.append("".join(lines))
        self.say("250 taken")


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        threading.Thread(target=office.serve_forever, daemon=True).start()
        yield office
        office.shutdown()


def at_server(transactions: Transactions, port: int, user: str = "") -> None:
    def verb(session: sa.orm.Session) -> None:
        settings = installation(session)
        settings.mail_host, settings.mail_port, settings.mail_user = "127.0.0.1", port, user
        settings.mail_from = "sangtao@vidu.vn"

    transactions.do(verb)


def wrote(transactions: Transactions, to: str = "anh@vidu.vn", subject: str = "Kết quả sơ loại") -> None:
    transactions.do(lambda session: write(session, to, subject, "Kính gửi Nguyễn Thị Ngọc Ánh,", at=NOON))


def letters(transactions: Transactions) -> list[Letter]:
    with transactions.reading() as session:
        return list(session.scalars(sa.select(Letter).order_by(Letter.to)))


def test_without_a_server_letters_wait(transactions: Transactions) -> None:
    wrote(transactions)
    assert not send_letters(transactions, NOON)
    assert letters(transactions)[0].attempts == 0


def test_a_letter_is_sent_once(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    assert send_letters(transactions, NOON)
    assert not send_letters(transactions, NOON)
    assert len(post_office.taken) == 1
    assert "To: anh@vidu.vn" in post_office.taken[0]
    assert letters(transactions)[0].sent_at == NOON


def test_while_the_server_is_away_a_letter_waits_longer_and_longer(transactions: Transactions) -> None:
    at_server(transactions, free_port())
    wrote(transactions)
    assert send_letters(transactions, NOON)
    assert not send_letters(transactions, NOON + timedelta(seconds=59))
    assert send_letters(transactions, NOON + timedelta(minutes=1))
    assert not send_letters(transactions, NOON + timedelta(minutes=3))
    assert "Error" in letters(transactions)[0].error


def test_the_link_in_a_letter_is_not_kept_once_it_is_sent(
    transactions: Transactions, post_office: PostOffice
) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    send_letters(transactions, NOON)
    assert "Kính gửi Nguyễn" in post_office.taken[0]
    assert letters(transactions)[0].body == ""


def test_after_its_last_attempt_a_letter_is_left(transactions: Transactions) -> None:
    at_server(transactions, free_port())
    wrote(transactions)
    later = NOON + pause_before(MOST_ATTEMPTS)
    assert sum(send_letters(transactions, later) for _ in range(MOST_ATTEMPTS + 3)) == MOST_ATTEMPTS
    assert letters(transactions)[0].body == ""


def test_an_impossible_address_does_not_stop_the_others(
    transactions: Transactions, post_office: PostOffice
) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions, to="a@vidu.vn\nBcc: b@vidu.vn")
    wrote(transactions, to="chi@vidu.vn")
    send_letters(transactions, NOON)
    assert len(post_office.taken) == 1
    assert "chi@vidu.vn" in post_office.taken[0]
    assert letters(transactions)[0].error


def test_a_password_is_not_sent_in_the_open(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1], user="sangtao")
    wrote(transactions)
    send_letters(transactions, NOON)
    assert post_office.taken == []
    assert OPEN in letters(transactions)[0].error
