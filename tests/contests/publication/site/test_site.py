"""The static site: what stands in it, and that it is signed."""

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

from contests.kernel import signing
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.manifests import sha256
from contests.kernel.sessions import value_of
from contests.people.outside import renew_site
from contests.publication import service as publication
from contests.publication.site.sections import MANIFEST, SIGNATURE
from contests.seasons.model import Season
from tests.architecture.walking import inline
from tests.canary.hearing import heard
from tests.contests.publication.site.sites import (
    SHOWN,
    files_of,
    folder,
    make,
    run_all,
    spoken,
)
from tests.factories_awards import make_decided
from workers.site import unfold_all


class TestWhatStandsThere:
    def test_every_public_thing_has_its_page_and_every_link_leads_to_one(self, runtime, judged):
        files = files_of(runtime, judged)
        own = folder(judged)
        assert {
            f"{own}/{name}" for name in ("index.html", "prizes.html", "figures.html", "SHA256SUMS")
        } <= set(files)
        assert sum(path.startswith(f"{own}/works/") for path in files) == 10
        for path, content in files.items():
            if path.endswith(".html"):
                for link in links_of(content.decode()):
                    assert resolved(path, link) in files, f"{path} leads to {link}"

    def test_no_page_has_anything_inline_or_from_elsewhere(self, runtime, judged):
        for path, content in files_of(runtime, judged).items():
            if path.endswith(".html"):
                assert inline(content.decode()) == [], path
                assert b"http://" not in content
                assert b"https://" not in content

    def test_the_list_says_who_agreed_to_be_named_and_how_many_did_not(self, runtime, judged):
        said = json.loads(files_of(runtime, judged)[f"{folder(judged)}/data/prizes.json"])
        assert [(one["authors"], one["authors_not_named"]) for one in said["prizes"]] == [
            ([SHOWN], 0), *[([], 1)] * 9
        ]  # fmt: skip
        assert said["decision"] == {"symbol": "102/QĐ-BTC", "date": "2026-11-21"}

    def test_a_season_that_is_not_open_is_not_there(self, runtime):
        judged = runtime.main.do(make)
        runtime.main.do(lambda s: setattr(s.get_one(Season, judged.season.id), "opened_at", None))
        run_all(runtime)
        assert not any(path.startswith("seasons/") for path in files_of(runtime, judged))

    def test_the_hash_list_is_what_sha256sum_reads(self, runtime, judged):
        files = files_of(runtime, judged)
        sums = dict(
            line.split("  ")[::-1] for line in files[f"{folder(judged)}/SHA256SUMS"].decode().splitlines()
        )
        assert sums["data/prizes.csv"] == sha256(files[f"{folder(judged)}/data/prizes.csv"])


def links_of(page: str) -> list[str]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(
                value for name, value in attrs if name in {"href", "src"} and not value.startswith("#")
            )

    Reader().feed(page)
    return found


def resolved(path: str, link: str) -> str:
    return normpath(join(dirname(path), link))


class TestEmbargo:
    def test_the_list_comes_at_its_moment_and_the_works_at_theirs(self, runtime):
        def verb(session):
            judged = make_decided(session)
            stages = publication.Stages(now() + timedelta(hours=1), now() + timedelta(hours=2))
            value_of(publication.publish(session, judged.season, stages, by=judged.head, at=now()))
            return judged

        judged = runtime.main.do(verb)
        run_all(runtime)
        files = files_of(runtime, judged)
        assert f"{folder(judged)}/index.html" in files
        assert f"{folder(judged)}/prizes.html" not in files
        titles = {entry.title for entry in judged.entries}
        assert heard(spoken(files), titles | {"102/QĐ-BTC"}) == set()
        for hours, works in ((1, 0), (2, 10)):
            runtime.main.do(lambda s, h=hours: move_back(s, judged, h))
            runtime.main.do(lambda s: renew_site(s, judged.organiser.id, by=SYSTEM, at=now()))
            run_all(runtime)
            files = files_of(runtime, judged)
            assert f"{folder(judged)}/prizes.html" in files
            assert sum("/works/" in path for path in files) == works


def move_back(session, judged, hours):
    """As if one hour more had passed."""
    notice = publication.notice_of(session, judged.season.id)
    notice.list_from -= timedelta(hours=1, minutes=1)
    notice.works_from -= timedelta(hours=1, minutes=1)


class TestSignatures:
    def test_every_file_is_in_a_signed_manifest(self, runtime, judged):
        files = files_of(runtime, judged)
        manifests = [path for path in files if path.endswith(MANIFEST)]
        assert len(manifests) == 3
        covered = set()
        for path in manifests:
            base = path.removesuffix(MANIFEST)
            proof = json.loads(files[base + SIGNATURE])
            key, signature = bytes.fromhex(proof["key"]), bytes.fromhex(proof["signature"])
            assert signing.verify(key, "site", files[path], signature)
            said = json.loads(files[path])
            assert all(sha256(files[base + name]) == digest for name, digest in said["files"].items())
            covered |= {base + name for name in said["files"]} | {path, base + SIGNATURE}
        assert covered == set(files)

    def test_the_same_facts_give_the_same_bytes_and_the_same_signatures(self, runtime, judged):
        before = files_of(runtime, judged)
        runtime.main.do(lambda s: renew_site(s, judged.organiser.id, by=SYSTEM, at=now()))
        run_all(runtime)
        assert files_of(runtime, judged) == before

    def test_a_new_key_signs_everything_anew_and_the_old_one_stays_published(self, runtime, judged):
        runtime.main.do(lambda s: signing.rotate(s, judged.organiser.id, by=SYSTEM, at=now()))
        runtime.main.do(lambda s: renew_site(s, judged.organiser.id, by=SYSTEM, at=now()))
        run_all(runtime)
        files = files_of(runtime, judged)
        keys = [one["key"] for one in json.loads(files["keys.json"])]
        assert len(keys) == 2
        assert {json.loads(files[path])["key"] for path in files if path.endswith(SIGNATURE)} == {keys[0]}

    def test_the_program_beside_it_finds_every_change(self, runtime, judged, tmp_path):
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        site = tmp_path / "out" / judged.organiser.id
        assert self.verify(site) == (0, True)
        page = site / folder(judged) / "prizes.html"
        page.write_bytes(page.read_bytes() + b" ")
        assert self.verify(site)[0] == 1
        page.write_bytes(page.read_bytes()[:-1])
        proof = site / folder(judged) / SIGNATURE
        told = json.loads(proof.read_text())
        proof.write_text(json.dumps({**told, "signature": "00" + told["signature"][2:]}))
        assert self.verify(site)[0] == 1

    def verify(self, site):
        ran = subprocess.run(
            [sys.executable, site / "verify.py"], capture_output=True, text=True, check=False
        )
        return ran.returncode, ran.stdout.startswith("OK. Key: ")


class TestOpenData:
    def test_no_cell_begins_a_formula(self, runtime):
        def verb(session):
            judged = make(session)
            judged.entries[0].title = '=HYPERLINK("x")'
            return judged

        judged = runtime.main.do(verb)
        run_all(runtime)
        text = files_of(runtime, judged)[f"{folder(judged)}/data/prizes.csv"].decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert rows[0]["title"] == '\'=HYPERLINK("x")'
        assert rows[0]["authors"] == SHOWN
        assert len(rows) == 10

    def test_the_json_has_exactly_what_its_schema_names(self, runtime, judged):
        files = files_of(runtime, judged)
        said = json.loads(files[f"{folder(judged)}/data/prizes.json"])
        schema = json.loads(files[f"{folder(judged)}/data/prizes.schema.json"])
        assert set(said) == set(schema["required"])
        assert set(said["prizes"][0]) == set(schema["properties"]["prizes"]["items"]["required"])
