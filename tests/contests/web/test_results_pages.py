"""What the public reads of results and certificates, and what it does not before publication."""

import pytest

from contests.certificates import service as certificates
from contests.certificates.model import Certificate
from contests.certificates.service import IssueFacts
from contests.entries.model import Author, Entry
from contests.kernel.codes import spelled
from contests.kernel.sessions import value_of
from contests.people.model import Consent
from contests.publication import service as publication
from tests.factories import NOON
from tests.factories_awards import consent_to_names, make_decided, make_published

NAME = "Nguyễn Thị Ngọc Ánh"


@pytest.fixture
def config(sqlite_config):
    return sqlite_config


def decided(session):
    judged = make_decided(session)
    consent_to_names(session, judged.entries[0])
    return judged


def addresses(judged) -> list[str]:
    return [
        "/",
        "/results",
        f"/results/{judged.season.id}",
        f"/results/{judged.season.id}/{judged.entries[0].id}",
    ]


def test_nothing_of_a_result_is_public_before_publication_and_all_of_it_afterwards(runtime, client):
    judged = runtime.main.do(decided)
    title = judged.entries[0].title
    before = [client.get(url) for url in addresses(judged)]
    assert [answer.status_code for answer in before] == [200, 200, 404, 404]
    assert not any(
        word in answer.text for answer in before for word in (title, NAME, "Giải Nhất", "101/QĐ-BTC")
    )
    assert judged.season.title not in before[1].text
    runtime.main.act(lambda s: publication.publish(s, judged.season, **judged.by_head))
    after = [client.get(url) for url in addresses(judged)]
    assert [answer.status_code for answer in after] == [200] * 4
    assert all(judged.season.title in answer.text for answer in after)
    assert all(title in answer.text and NAME in answer.text for answer in after[2:])


def test_the_seasons_page_leads_to_its_prize_list_once_it_is_published(runtime, client):
    judged = runtime.main.do(decided)
    season, prizes = f"/seasons/{judged.season.id}", f"/results/{judged.season.id}"
    assert prizes not in client.get(season).text
    runtime.main.act(lambda s: publication.publish(s, judged.season, **judged.by_head))
    assert f'href="{prizes}"' in client.get(season).text
    assert client.get(prizes).status_code == 200


def test_who_has_not_agreed_is_not_named_anywhere(runtime, client):
    judged = runtime.main.do(make_published)
    for url in addresses(judged)[2:]:
        text = client.get(url).text
        assert "Tác giả (không công bố tên)" in text
        assert NAME not in text


def test_an_entry_without_a_prize_has_no_public_page(runtime, client):
    judged = runtime.main.do(make_published)
    assert client.get(f"/results/{judged.season.id}/{judged.entries[11].id}").status_code == 404
    assert judged.entries[11].title not in client.get(f"/results/{judged.season.id}").text


@pytest.mark.parametrize("count", [1, 50])
def test_the_public_pages_ask_few_questions_whatever_their_size(runtime, client, count_queries, count):
    judged = runtime.main.do(lambda s: make_published(s, [9990 - at for at in range(count)]))
    for url in addresses(judged):
        count_queries.clear()
        assert client.get(url).status_code == 200
        assert len(count_queries) <= 6, url  # one of them begins the snapshot


@pytest.fixture
def judged(runtime):
    return runtime.main.do(make_published)


@pytest.fixture
def issued(runtime, judged) -> list[Certificate]:
    facts = IssueFacts("Tuyên Quang", NOON.date())
    value_of(runtime.main.act(lambda s: certificates.issue(s, judged.season, facts, **judged.by_office)))
    with runtime.main.reading() as session:
        return session.query(Certificate).order_by(Certificate.number).all()


def check(client, register, code=None):
    query = {"register": register, **({} if code is None else {"code": code})}
    return client.get("/certificates", query_string=query)


def test_the_number_alone_says_that_it_holds_and_no_name(client, issued):
    text = check(client, issued[-1].register).text
    assert "Giấy chứng nhận còn hiệu lực" in text
    assert issued[-1].recipient not in text
    assert issued[-1].work not in text


def test_a_number_typed_carelessly_is_understood(client, issued):
    assert "còn hiệu lực" in check(client, " ttnnd 2026 0001 ").text


def agreed(runtime, one: Certificate) -> None:
    """Whom the certificate names agrees to be named."""
    runtime.main.do(
        lambda s: consent_to_names(s, s.get_one(Entry, s.get_one(Author, one.author_id).entry_id))
    )


def withdrawn(runtime) -> None:
    """Everyone takes the consent back."""
    runtime.main.do(lambda s: s.query(Consent).update({"withdrawn_at": NOON}) and None)


def test_number_and_code_say_whose_it_is_what_for_and_when(runtime, client, issued):
    one = issued[-1]
    agreed(runtime, one)
    text = check(client, one.register, spelled(one.code).lower()).text
    assert all(word in text for word in (one.recipient, one.work, one.prize, "22/11/2026"))


def test_the_address_in_the_qr_code_says_the_same(runtime, client, issued):
    one = issued[-1]
    agreed(runtime, one)
    for address in (f"/certificates/?{one.seal}", f"/certificates/{one.register}/{one.code}"):
        text = client.get(address).text
        assert one.recipient in text
        assert "Giấy chứng nhận còn hiệu lực" in text


def test_who_took_the_consent_back_is_not_named_and_the_paper_holds(runtime, client, issued):
    one = issued[-1]
    agreed(runtime, one)
    withdrawn(runtime)
    for address in (f"/certificates/?{one.seal}", f"/certificates/{one.register}/{one.code}"):
        text = client.get(address).text
        assert "Giấy chứng nhận còn hiệu lực" in text
        assert "Không hiển thị tên" in text
        assert one.recipient not in text


def test_a_code_that_nobody_here_signed_is_refused_in_words(client, issued):
    seal = issued[0].seal
    wrong = seal[:20] + ("A" if seal[20] != "A" else "B") + seal[21:]
    for text in (wrong, seal.lower(), "linh-tinh", "A" * 3000):
        answer = client.get(f"/certificates/?{text}")
        assert answer.status_code == 422
        assert "Mã QR này không do Ban Tổ chức ký" in answer.text
        assert issued[0].work not in answer.text


def test_the_address_without_a_code_asks_for_the_number(client, issued):
    assert "Số vào sổ" in client.get("/certificates/").text


@pytest.mark.parametrize("register", ["TTNND-2026-9999", "linh tinh", "TTNND-2026-0001' OR 1=1"])
def test_a_wrong_number_gets_one_sentence(client, issued, register):
    answer = check(client, register)
    assert answer.status_code == 422
    assert "Không có giấy chứng nhận nào khớp với thông tin này." in answer.text


def test_anothers_code_gets_the_same_sentence_as_a_wrong_number(client, issued):
    answer = check(client, issued[0].register, issued[1].code)
    assert "Không có giấy chứng nhận nào khớp với thông tin này." in answer.text
    assert issued[0].recipient not in answer.text
    assert issued[1].recipient not in answer.text


def test_a_mistyped_code_is_told_apart(client, issued):
    code = issued[0].code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    answer = check(client, issued[0].register, wrong)
    assert answer.status_code == 422
    assert "có ký tự gõ nhầm hoặc thiếu" in answer.text
    assert f'value="{wrong}"' in answer.text
    assert client.get(f"/certificates/{issued[0].register}/{wrong}").status_code == 422


def test_an_empty_or_endless_number_is_refused_in_words(client, issued):
    assert "Đề nghị nhập mục này." in check(client, "").text
    assert "tối đa là 40" in check(client, "T" * 500).text


def test_a_revoked_certificate_says_so_with_and_without_the_code(runtime, client, judged, issued):
    one = issued[0]
    runtime.main.act(lambda s: certificates.revoke(s, s.merge(one), "Sao chép", **judged.by_office))
    for answer in (check(client, one.register), check(client, one.register, one.code)):
        assert "Giấy chứng nhận đã bị thu hồi" in answer.text
        assert "Giấy chứng nhận còn hiệu lực" not in answer.text
        assert "Sao chép" not in answer.text


def test_a_replaced_certificate_names_its_successor_to_who_holds_it(runtime, client, judged, issued):
    one = issued[0]
    runtime.main.act(
        lambda s: certificates.replace(s, s.merge(one), "Y Blăm", "", "Sai tên", **judged.by_office)
    )
    assert "TTNND-2026-0011" not in check(client, one.register).text
    text = check(client, one.register, one.code).text
    assert "đã được thay thế" in text
    assert "TTNND-2026-0011" in text
