"""What a change does to a site that stands: names that go, builds that are killed or overtaken, moments that pass."""

import unicodedata
from datetime import timedelta

import pytest
import sqlalchemy as sa

from contests.kernel import jobs, signing
from contests.kernel.access import SYSTEM
from contests.kernel.clock import now
from contests.kernel.sessions import value_of
from contests.kernel.storage import LocalStorage, StorageFault
from contests.kernel.text import fold
from contests.people.consents import withdraw_consent
from contests.people.model import Consent
from contests.people.outside import JOB, renew_site
from contests.people.outside_model import Site
from contests.publication import service as publication
from contests.publication.site.building import area_of, index_at
from contests.publication.site.folder import unfold
from contests.publication.site.sections import MANIFEST, SIGNATURE
from contests.publication.site.standing import ask_when_due, sites_due
from tests.canary.hearing import heard
from tests.contests.publication.site.sites import (
    SHOWN,
    files_of,
    folder,
    make_other,
    names_in,
    run_all,
    spoken,
    withdraw,
)
from tests.factories import NOON
from tests.factories_awards import make_decided
from workers.site import unfold_all
from workers.tasks import FUNCTIONS


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
        withdraw(runtime, judged)
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
        withdraw(runtime, judged)
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
        withdraw(runtime, judged)
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
            withdraw(runtime, judged)
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
