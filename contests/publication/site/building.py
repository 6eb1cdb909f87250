"""The job that builds a static site: drawn aside, kept in the store, then put in the old one's place by one commit."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.kernel.audit import record
from contests.kernel.clock import now
from contests.kernel.jobs import Work
from contests.kernel.manifests import sha256
from contests.kernel.signing import current_key
from contests.kernel.storage import Storage
from contests.people.outside_model import Site
from contests.publication.site.facts import SiteFacts, site_facts
from contests.publication.site.pages import Files, root_files, season_files
from contests.publication.site.sections import MANIFEST, SIGNATURE, Section, index_of, signed

Part = Callable[[Session, SiteFacts, datetime], Section]
"""A folder that a later stage adds: certificates come after publication."""
EVERY = 50
"""Files kept between two signs of life."""


def area_of(organiser_id: str) -> str:
    """Where the files of an organiser's static site lie in the store."""
    return f"{organiser_id}/site"


@dataclass(frozen=True, slots=True)
class Begun:
    """A build: its number, what stands, and as of which moment it draws."""

    number: int
    old: Mapping[str, str]
    at: datetime


def build(work: Work, parts: Sequence[Part] = ()) -> dict[str, Any]:
    """Build the site of the organiser in the job's arguments; twice is once, and the newest that was begun wins."""
    organiser_id, area = str(work.args["organiser"]), area_of(str(work.args["organiser"]))
    begun = work.transactions.do(lambda session: _begin(session, work.storage, organiser_id))
    with work.transactions.reading() as reading:
        sections = _drawn(reading, organiser_id, begun.at, parts)
    old = _proofs(work.storage, organiser_id, begun.old)
    files = work.transactions.do(lambda session: signed(session, organiser_id, sections, old, begun.at))
    keys = _kept(work, area, begun, files)
    index = work.storage.put(io.BytesIO(index_of(keys)), area=area).key
    done = work.transactions.do(lambda session: _switch(session, work, organiser_id, begun, index))
    if done:
        _forget(work.storage, area, {index, *keys.values()}, begun.at)
    changed = sum(begun.old.get(path) != key for path, key in keys.items())
    return {"files": len(keys), "changed": changed, "standing": done}


def _begin(session: Session, storage: Storage, organiser_id: str) -> Begun:
    """Take the next number: an older build that is still under way will find it taken, and not put itself in place."""
    site = session.scalars(sa.select(Site).filter_by(organiser_id=organiser_id).with_for_update()).one()
    site.begun += 1
    at = now()
    current_key(session, organiser_id, at=at)
    return Begun(site.begun, index_at(storage, organiser_id, site.index), at)


def index_at(storage: Storage, organiser_id: str, index: str | None) -> dict[str, str]:
    """The keys of a site's files by their paths; none before the first build."""
    if index is None:
        return {}
    found: dict[str, str] = json.loads(storage.read(index, area=area_of(organiser_id)))
    return found


def _drawn(session: Session, organiser_id: str, at: datetime, parts: Sequence[Part]) -> list[Section]:
    facts = site_facts(session, organiser_id, at)
    seasons = [Section(f"seasons/{one.id}", season_files(facts, one)) for one in facts.seasons]
    return [Section("", root_files(facts)), *seasons, *(part(session, facts, at) for part in parts)]


def _proofs(storage: Storage, organiser_id: str, old: Mapping[str, str]) -> Files:
    """The manifests and signatures that stand."""
    area = area_of(organiser_id)
    return {
        path: storage.read(key, area=area)
        for path, key in old.items()
        if path.endswith((MANIFEST, SIGNATURE))
    }


def _kept(work: Work, area: str, begun: Begun, files: Files) -> dict[str, str]:
    """The files in the store; what stands already is not written again."""
    standing, keys = set(begun.old.values()), {}
    for count, (path, content) in enumerate(sorted(files.items())):
        if count % EVERY == 0:
            work.progress(count, len(files))
        key = keys[path] = sha256(content)
        if key not in standing:
            work.storage.put(io.BytesIO(content), area=area)
    return keys


def _switch(session: Session, work: Work, organiser_id: str, begun: Begun, index: str) -> bool:
    """Put the new site in the old one's place, unless a newer build was begun meanwhile."""
    work.note(session, 1, 1)
    site = session.scalars(sa.select(Site).filter_by(organiser_id=organiser_id).with_for_update()).one()
    if site.begun != begun.number:
        return False
    if site.index != index:
        record(session, "site.switch", site.id, scope=organiser_id, by=work.by, at=begun.at, index=index)
    site.index, site.built_at = index, begun.at
    return True


def _forget(storage: Storage, area: str, standing: set[str], since: datetime) -> None:
    """Nothing of the old site stays in the store: a name in it may have been withdrawn."""
    for key in list(storage.keys(area, untouched_since=since)):
        if key not in standing:
            storage.collect(key, area=area, untouched_since=since)
