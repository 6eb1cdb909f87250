"""Letters reach a mail server, wait while it is away, and never stand in each other's way."""

import socketserver
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from contests.kernel.outbox import Letter, write
from contests.kernel.sessions import Transactions
from contests.kernel.settings import installation
from tests.factories import NOON
from tests.workers.processes import free_port
from workers.mail import LEASE, MOST_ATTEMPTS, OPEN, _note, _take, pause_after, send_letter


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
    assert not send_letter(transactions, NOON)
    assert letters(transactions)[0].attempts == 0


def test_a_letter_is_sent_once(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    assert send_letter(transactions, NOON)
    assert not send_letter(transactions, NOON)
    assert len(post_office.taken) == 1
    assert "To: anh@vidu.vn" in post_office.taken[0]
    assert letters(transactions)[0].sent_at == NOON


def test_while_the_server_is_away_a_letter_waits_longer_and_longer(transactions: Transactions) -> None:
    at_server(transactions, free_port())
    wrote(transactions)
    assert send_letter(transactions, NOON)
    assert not send_letter(transactions, NOON + timedelta(seconds=59))
    assert send_letter(transactions, NOON + timedelta(minutes=1))
    assert not send_letter(transactions, NOON + timedelta(minutes=3))
    assert "Error" in letters(transactions)[0].error


def test_the_link_in_a_letter_is_not_kept_once_it_is_sent(
    transactions: Transactions, post_office: PostOffice
) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    send_letter(transactions, NOON)
    assert "Kính gửi Nguyễn" in post_office.taken[0]
    assert letters(transactions)[0].body == ""


def test_after_its_last_attempt_a_letter_is_left(transactions: Transactions) -> None:
    at_server(transactions, free_port())
    wrote(transactions)
    moments = [NOON + pause * pause_after(MOST_ATTEMPTS) for pause in range(MOST_ATTEMPTS + 3)]
    assert sum(send_letter(transactions, at) for at in moments) == MOST_ATTEMPTS
    assert letters(transactions)[0].body == ""


def test_an_impossible_address_does_not_stop_the_others(
    transactions: Transactions, post_office: PostOffice
) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions, to="a@vidu.vn\nBcc: b@vidu.vn")
    wrote(transactions, to="chi@vidu.vn")
    assert [send_letter(transactions, NOON) for _ in range(3)] == [True, True, False]
    assert len(post_office.taken) == 1
    assert "chi@vidu.vn" in post_office.taken[0]
    assert letters(transactions)[0].error


def test_a_password_is_not_sent_in_the_open(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1], user="sangtao")
    wrote(transactions)
    send_letter(transactions, NOON)
    assert post_office.taken == []
    assert OPEN in letters(transactions)[0].error


def test_two_relays_never_send_one_letter(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1])
    for number in range(6):
        wrote(transactions, subject=f"Thư số {number}")
    ready = threading.Barrier(2)

    def relay() -> int:
        ready.wait()
        return sum(iter(lambda: send_letter(transactions, NOON), False))

    with ThreadPoolExecutor(2) as pool:
        sent = [turn.result() for turn in [pool.submit(relay), pool.submit(relay)]]
    assert sum(sent) == len(post_office.taken) == 6
    assert len({text.split("Subject: ")[1].split("\n")[0] for text in post_office.taken}) == 6


def test_a_letter_being_sent_is_nobody_elses(transactions: Transactions, post_office: PostOffice) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    taken = transactions.do(lambda session: _take(session, NOON))
    assert taken
    assert not send_letter(transactions, NOON + LEASE - timedelta(seconds=1))
    assert send_letter(transactions, NOON + LEASE)
    assert len(post_office.taken) == 1


def test_a_relay_that_lost_its_letter_says_nothing_of_its_failure(
    transactions: Transactions, post_office: PostOffice
) -> None:
    at_server(transactions, post_office.server_address[1])
    wrote(transactions)
    taken = transactions.do(lambda session: _take(session, NOON))
    assert taken
    send_letter(transactions, NOON + LEASE)
    transactions.do(lambda session: _note(session, taken.id, taken.due_at, "TimeoutError", NOON + LEASE))
    (letter,) = letters(transactions)
    assert (letter.sent_at, letter.error) == (NOON + LEASE, "")
