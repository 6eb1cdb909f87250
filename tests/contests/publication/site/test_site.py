"""The static site: what stands in it, that it is signed, and that a change touches only what it must."""

import csv
import io
import json
import subprocess
import sys
import unicodedata
from datetime import timedelta
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
import sqlalchemy as sa

from contests.entries.model import Author
from contests.kernel import jobs, signing
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.manifests import sha256
from contests.kernel.sessions import value_of
from contests.kernel.storage import LocalStorage, StorageFault
from contests.kernel.text import fold
from contests.people.consents import withdraw_consent
from contests.people.model import Consent, Person
from contests.people.outside import JOB, renew_site
from contests.people.outside_model import Site
from contests.publication import service as publication
from contests.publication.site.building import area_of, index_at
from contests.publication.site.folder import unfold
from contests.publication.site.sections import MANIFEST, SIGNATURE
from contests.publication.site.standing import ask_when_due, sites_due
from contests.seasons.model import Season
from tests.architecture.walking import inline
from tests.canary.hearing import canaries_of, heard
from tests.factories import NOON
from tests.factories_awards import consent_to_names, make_decided, make_published
from workers.site import unfold_all
from workers.tasks import FUNCTIONS

SHOWN = "Nguyễn Thị Ngọc Ánh"


def make(session):
    """A published season in which the first laureate may be named, and nobody else."""
    judged = make_published(session)
    consent_to_names(session, judged.entries[0])
    return judged


@pytest.fixture
def judged(runtime):
    judged = runtime.main.do(make)
    run_all(runtime)
    return judged


def run_all(runtime):
    """Every job that waits, as the worker would."""
    with runtime.main.reading() as session:
        waiting = jobs.waiting(session, now())
    for job_id in waiting:
        assert jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    with runtime.main.reading() as session:
        failed = sa.select(jobs.Job.error).where(jobs.Job.error != "")
        assert session.scalars(failed).all() == []


def files_of(runtime, judged) -> dict[str, bytes]:
    with runtime.main.reading() as session:
        site = session.scalars(sa.select(Site).filter_by(organiser_id=judged.organiser.id)).one()
    index = index_at(runtime.storage, judged.organiser.id, site.index)
    area = area_of(judged.organiser.id)
    return {path: runtime.storage.read(key, area=area) for path, key in index.items()}


def folder(judged) -> str:
    return f"seasons/{judged.season.id}"


def names_in(runtime, judged):
    """The names of all authors, whoever they are."""
    with runtime.main.reading() as session:
        own = sa.select(Person.full_name).join(Author, Author.person_id == Person.id)
        return canaries_of(
            session.scalars(own.where(Author.entry_id.in_([one.id for one in judged.entries]))).all()
        )


def spoken(files) -> bytes:
    return b"\n".join(content for path, content in files.items() if not path.startswith("vendor/"))


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


class TestNames:
    def test_who_agreed_is_found_and_nobody_else_in_any_spelling(self, runtime, judged):
        names = names_in(runtime, judged)
        found = heard(spoken(files_of(runtime, judged)), names)
        assert found == {SHOWN}
        assert len(names) > 5

    @pytest.mark.parametrize("form", ["NFC", "NFD", "folded"])
    def test_a_planted_name_would_be_heard(self, runtime, judged, form):
        (name, *_) = sorted(names_in(runtime, judged) - {SHOWN})
        planted = fold(name) if form == "folded" else unicodedata.normalize(form, name)
        files = {**files_of(runtime, judged), "x.html": f"<p>{planted}</p>".encode()}
        assert heard(spoken(files), {name}) == {name}

    def test_a_withdrawal_asks_for_the_rebuild_in_its_own_transaction_and_the_name_is_gone(
        self, runtime, judged
    ):
        self.withdraw(runtime, judged)
        with runtime.main.reading() as session:
            waiting = sa.select(jobs.Job).where(jobs.Job.kind == JOB, jobs.Job.state == jobs.JobState.QUEUED)
            assert len(session.scalars(waiting).all()) == 1
        run_all(runtime)
        assert heard(spoken(files_of(runtime, judged)), {SHOWN}) == set()
        area = area_of(judged.organiser.id)
        kept = b"\n".join(runtime.storage.read(key, area=area) for key in runtime.storage.keys(area))
        assert SHOWN.encode() not in kept

    def test_a_withdrawal_that_is_rolled_back_asks_for_nothing(self, runtime, judged):
        with runtime.main.session() as session:
            withdraw_consent(session, session.scalars(sa.select(Consent)).first(), by=SYSTEM, at=NOON)
            session.rollback()
        with runtime.main.reading() as session:
            assert {job.state for job in session.scalars(sa.select(jobs.Job))} == {jobs.JobState.DONE}

    def test_a_withdrawal_signs_anew_only_what_it_touches(self, runtime, judged):
        other = runtime.main.do(lambda s: make_other(s, judged))
        run_all(runtime)
        before = files_of(runtime, judged)
        self.withdraw(runtime, judged)
        run_all(runtime)
        after = files_of(runtime, judged)
        changed = {path for path in before if before[path] != after[path]}
        own, entry = folder(judged), judged.entries[0].id
        named = {
            f"{own}/{name}"
            for name in ("prizes.html", f"works/{entry}.html", "data/prizes.csv", "data/prizes.json")
        }
        signed = {f"{own}/{name}" for name in (MANIFEST, SIGNATURE, "SHA256SUMS")} | {MANIFEST, SIGNATURE}
        assert changed == named | signed
        assert before[f"{folder(other)}/{SIGNATURE}"] == after[f"{folder(other)}/{SIGNATURE}"]

    def withdraw(self, runtime, judged):
        def verb(session):
            for consent in session.scalars(sa.select(Consent)):
                withdraw_consent(session, consent, by=SYSTEM, at=now())

        runtime.main.do(verb)


def make_other(session, judged):
    """An earlier season of the same organiser."""
    other = make_published(session, (9000, 8000), organiser=judged.organiser)
    other.season.opened_at = NOON - timedelta(days=400)
    return other


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


class TestTheFolder:
    def test_a_build_that_was_killed_leaves_the_old_site(self, runtime, judged, tmp_path):
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        place = tmp_path / "out" / judged.organiser.id
        old = (place / "manifest.json").read_bytes()
        with runtime.main.reading() as session:
            index = session.scalars(sa.select(Site.index)).one()
        files = index_at(runtime.storage, judged.organiser.id, index)

        def broken():
            return {**files, "zz-last": "0" * 64}

        with pytest.raises(StorageFault):
            unfold(runtime.storage, judged.organiser.id, "f" * 64, broken, tmp_path / "out")
        assert (place / "manifest.json").read_bytes() == old

    def test_nothing_of_the_old_site_stays(self, runtime, judged, tmp_path):
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        TestNames().withdraw(runtime, judged)
        run_all(runtime)
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        everything = b"\n".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
        assert SHOWN.encode() not in everything
        assert len(list((tmp_path / "out" / ".builds").iterdir())) == 1

    def test_what_is_up_to_date_is_left_alone(self, runtime, judged, tmp_path):
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        target = (tmp_path / "out" / judged.organiser.id).resolve()
        before = target.stat().st_ino
        unfold_all(runtime.main, runtime.storage, tmp_path / "out")
        assert target.stat().st_ino == before


class Interrupted(LocalStorage):
    """A store whose first `put` lets something else happen before."""

    def __init__(self, root, meanwhile):
        super().__init__(root)
        self.meanwhile = [meanwhile]

    def put(self, stream, *, area):
        if self.meanwhile:
            self.meanwhile.pop()()
        return super().put(stream, area=area)


class TestTwoBuilds:
    def test_the_older_one_does_not_take_the_newer_ones_place(self, runtime, judged):
        def withdrawn():
            TestNames().withdraw(runtime, judged)
            run_all(runtime)

        runtime.main.do(lambda s: signing.rotate(s, judged.organiser.id, by=SYSTEM, at=now()))
        job = runtime.main.do(lambda s: renew_site(s, judged.organiser.id, by=SYSTEM, at=now()))
        assert jobs.run(job.id, FUNCTIONS, runtime.main, Interrupted(runtime.config.files, withdrawn))
        with runtime.main.reading() as session:
            assert session.get_one(jobs.Job, job.id).result["standing"] is False
        assert heard(spoken(files_of(runtime, judged)), {SHOWN}) == set()


class TestTheClock:
    def test_a_site_is_asked_for_when_a_moment_has_passed_and_only_once(self, runtime):
        def verb(session):
            judged = make_decided(session)
            stages = publication.Stages(now() + timedelta(hours=1), now() + timedelta(hours=2))
            value_of(publication.publish(session, judged.season, stages, by=judged.head, at=now()))
            return judged

        judged = runtime.main.do(verb)
        run_all(runtime)

        def due(hours):
            at = now() + timedelta(hours=hours)
            with runtime.main.reading() as session:
                found = sites_due(session, at)
            asked = runtime.main.do(lambda s: [job.id for job in ask_when_due(s, by=SYSTEM, at=at)])
            return found.keys(), asked

        assert due(0.5) == (set(), [])
        first, again = due(1.5), due(1.6)
        assert first == again == ({judged.organiser.id}, first[1])
        assert len(first[1]) == 1
        assert due(2.5)[1] != first[1]

    def test_the_list_of_revoked_certificates_is_never_older_than_a_day(self, runtime, judged):
        with runtime.main.reading() as session:
            assert sites_due(session, now() + timedelta(hours=23)) == {}
            assert sites_due(session, now() + timedelta(hours=25)).keys() == {judged.organiser.id}
