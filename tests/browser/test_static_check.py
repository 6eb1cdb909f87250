"""The check page of the static site, opened from a disk without any server: signatures, lists, names."""

from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Browser, Page, expect

from contests.certificates import payload
from contests.certificates.published import script_of
from contests.kernel.signing import PREFIX, PublicKey
from contests.publication.site.facts import SiteFacts
from contests.publication.site.pages import STATIC, drawn, root_files
from tests.factories import NOON

pytestmark = pytest.mark.browser
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
RAW = KEY.public_key().public_bytes_raw()
REGISTER = "TTNND-2026-0001"
NAME = "H’Hen Niê Kđăm"


def sealed(register=REGISTER, *, named=True, key=KEY, raw=RAW) -> str:
    claim = payload.claim_of(
        register, "Giải Nhất", "Máy tưới rau tự động", date(2026, 11, 22), NAME, "7K3M9QWX", named=named, sample=False
    )  # fmt: skip
    message = payload.message(claim, payload.key_id(raw))
    return payload.spoken(message, key.sign(PREFIX + b"certificate\0" + message))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The site as it lies on a disk, with lists in which two numbers do not hold and a name was taken back."""
    root = tmp_path_factory.mktemp("static")
    facts = SiteFacts("o" * 16, "Liên hiệp các Hội KH&KT tỉnh Tuyên Quang", (PublicKey(RAW, NOON, None),), ())
    lists = {
        "keys": [{"id": payload.key_id(RAW).hex(), "key": RAW.hex()}],
        "revoked": ["TTNND-2026-0002"],
        "replaced": {"TTNND-2026-0003": "TTNND-2026-0009"},
        "hidden": ["TTNND-2026-0004"],
    }
    page = drawn("certificates.html", "certificates/index.html", facts, as_of=NOON, revoked=1, replaced=1)
    files = {**root_files(facts), "certificates/index.html": page, "certificates/lists.js": script_of(lists)}
    for name in ("check.js", "ed25519.js"):
        files[f"certificates/{name}"] = (STATIC / "site" / name).read_bytes()
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture
def page(chromium: Browser, folder: Path):
    opened = chromium.new_page()
    yield opened
    opened.close()


def check(page: Page, folder: Path, text: str) -> None:
    page.goto(f"file://{folder}/certificates/index.html?{text}")
    expect(page.locator("#result")).to_be_visible()


def test_a_good_code_shows_whose_it_is(page, folder):
    check(page, folder, sealed())
    expect(page.locator("#verdict")).to_have_text("Giấy chứng nhận hợp lệ")
    expect(page.locator("#holder")).to_have_text(NAME)
    expect(page.locator("#issued")).to_have_text("22/11/2026")
    expect(page.locator("#result")).to_contain_text("Theo danh sách thu hồi ngày 22/11/2026")


def test_a_pasted_address_is_read_too(page, folder):
    page.goto(f"file://{folder}/certificates/index.html")
    page.fill("#seal", f"https://sangtao.example/certificates?{sealed()}")
    page.click("button")
    expect(page.locator("#verdict")).to_have_text("Giấy chứng nhận hợp lệ")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("TTNND-2026-0002", "Giấy chứng nhận đã bị thu hồi"),
        ("TTNND-2026-0003", "Giấy chứng nhận đã được thay thế bằng giấy khác"),
    ],
)
def test_what_no_longer_holds_is_said(page, folder, number, said):
    check(page, folder, sealed(number))
    expect(page.locator("#verdict")).to_have_text(said)


@pytest.mark.parametrize("text", [sealed("TTNND-2026-0004"), sealed(named=False)])
def test_a_name_that_may_not_be_shown_is_not(page, folder, text):
    check(page, folder, text)
    expect(page.locator("#holder")).to_have_text("Hợp lệ, không hiển thị tên")
    expect(page.locator("main")).not_to_contain_text("Niê")


def test_another_hand_s_signature_is_refused(page, folder):
    other = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
    check(page, folder, sealed(key=other))
    expect(page.locator("#verdict")).to_contain_text("Chữ ký không đúng")
    expect(page.locator("#facts")).to_be_hidden()


def test_every_flipped_bit_is_refused_by_the_browser_and_by_our_own_lines(page, folder):
    """All bits of the signed bytes and of the signature, by `own`; a sample of them by the browser's own Ed25519."""
    page.goto(f"file://{folder}/certificates/index.html")
    seal = payload.read(sealed())
    message, signature = list(PREFIX + b"certificate\0" + seal.message), list(seal.signature)
    wrong = page.evaluate(
        """async ([key, message, signature]) => {
            const bytes = (list) => Uint8Array.from(list), whole = [...message, ...signature];
            const split = (list) => [bytes(key), bytes(list.slice(0, message.length)), bytes(list.slice(message.length))];
            const wrong = [];
            if (!Ed25519.own(...split(whole)) || !(await Ed25519.verify(...split(whole)))) wrong.push("whole");
            for (let bit = 0; bit < whole.length * 8; bit += 1) {
                const flipped = whole.slice();
                flipped[bit >> 3] ^= 1 << (bit & 7);
                if (await Ed25519.verify(...split(flipped))) wrong.push(`browser ${bit}`);
                if (bit % 8 === bit / 8 % 8 && Ed25519.own(...split(flipped))) wrong.push(`own ${bit}`);
            }
            return wrong;
        }""",
        [list(RAW), message, signature],
    )
    assert wrong == []


def test_our_own_lines_agree_with_rfc_8032(page, folder):
    page.goto(f"file://{folder}/certificates/index.html")
    vectors = [
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]  # fmt: skip
    given = [[list(bytes.fromhex(part)) for part in vector] for vector in vectors]
    own = "vectors => vectors.map(one => Ed25519.own(...one.map(part => Uint8Array.from(part))))"
    assert page.evaluate(own, given) == [True] * 3


def test_without_the_browser_s_own_the_page_still_answers(page, folder):
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    check(page, folder, sealed())
    expect(page.locator("#verdict")).to_have_text("Giấy chứng nhận hợp lệ")
