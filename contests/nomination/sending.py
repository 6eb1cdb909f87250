"""Sending a letter's works up: what the upper level asks, the sealed bundle, and the dossier that may still grow before it."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from contests.decisions.model import Decision
from contests.entries.dossier import area_of
from contests.entries.facts import whole_of
from contests.entries.model import DossierVersion, Entry
from contests.entries.rules import AuthorFacts
from contests.kernel.access import Actor
from contests.kernel.audit import record
from contests.kernel.errors import Done, Outcome, Reason, because, gathered
from contests.kernel.parcels import Sign
from contests.kernel.signing import Signed, sign
from contests.kernel.storage import Storage
from contests.kernel.text import N_, one_line
from contests.nomination import rules
from contests.nomination.bundle.nominee import Bundle, Letter, NominatedAuthor, NominatedFile, Nominee
from contests.nomination.bundle.sealing import PURPOSE, export
from contests.nomination.model import Nomination, SealedBundle, UpperLevel
from contests.nomination.queries import nomination_rows, upper_level
from contests.nomination.service import latest_versions
from contests.people.model import Unit
from contests.people.outside import hand_out
from contests.people.terms import Handed
from contests.seasons.model import Field, Season

TEXTS = ("summary", "novelty", "application", "effect")
UNMAPPED = N_("Lĩnh vực “%(field)s” chưa được ghép với lĩnh vực của cấp trên.")
LACKING = N_("Hồ sơ số %(number)s còn thiếu theo danh mục của cấp trên: %(items)s.")


def set_upper(
    session: Session,
    season: Season,
    title: str,
    fields: Mapping[str, str],
    items: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> Outcome[UpperLevel]:
    """Note what the upper level asks: which of its fields each of ours is, and the dossier items it requires."""
    known = set(session.scalars(sa.select(Field.code).where(Field.season_id == season.id)))
    objections = [
        None if one_line(title) else Reason(N_("Đề nghị ghi tên cuộc thi ở cấp trên."), "title"),
        None if set(fields) <= known else Reason(N_("Có mã lĩnh vực không phải của mùa thi này."), "fields"),
    ]
    if refusal := gathered(objections):
        return refusal
    upper = upper_level(session, season.id) or UpperLevel(season_id=season.id)
    upper.title, upper.fields, upper.items = one_line(title), dict(fields), dict(items)
    upper.changed_at, upper.changed_by = at, by.account_id
    session.add(upper)
    session.flush()
    record(session, "nomination.upper", season.id, scope=season.organiser_id, by=by, at=at, title=upper.title)
    return Done(upper)


def letter_works(session: Session, season: Season, letter_id: str) -> list[tuple[Nomination, DossierVersion]]:
    """The works of a letter that go up, each with its newest dossier."""
    rows = session.scalars(
        sa.select(Nomination)
        .where(
            Nomination.season_id == season.id,
            Nomination.letter_id == letter_id,
            Nomination.withdrawn_at.is_(None),
        )
        .order_by(Nomination.substitute, Nomination.position)
    ).all()
    versions = latest_versions(session, [row.entry_id for row in rows])
    return [(row, session.get_one(DossierVersion, versions[row.entry_id])) for row in rows]


def composed(session: Session, season: Season, letter: Decision) -> Bundle:
    """The bundle of a letter as it would be sealed now."""
    upper = upper_level(session, season.id)
    tiers = {row.entry_id: row.tier for row in nomination_rows(session, season.id)}
    works = letter_works(session, season, letter.id)
    nominees = tuple(
        _nominee(session, nomination, version, tiers[nomination.entry_id], upper, place)
        for place, (nomination, version) in enumerate(works)
    )
    sender = session.get_one(Unit, season.organiser_id).name
    said = Letter(
        sender, season.title, season.years, letter.symbol, letter.issued_on.isoformat(), letter.signer_name
    )
    return Bundle(said, nominees)


def _nominee(
    session: Session,
    nomination: Nomination,
    version: DossierVersion,
    tier: str,
    upper: UpperLevel | None,
    place: int,
) -> Nominee:
    """A work with its texts and authors as they stand, and the files of its newest dossier."""
    whole = whole_of(session, session.get_one(Entry, nomination.entry_id))
    entry, own = whole.entry, session.get_one(Field, whole.entry.field_id).code
    return Nominee(
        position=place,
        substitute=nomination.substitute,
        number=entry.number or 0,
        title=entry.title,
        field=upper.fields.get(own, "") if upper else own,
        unit=whole.unit_name,
        tier=tier,
        applicant=entry.applicant.value,
        made_in=entry.made_in,
        texts={name: getattr(entry, name) for name in TEXTS},
        authors=tuple(_author(author) for author in whole.authors),
        mentors=tuple((one.name, one.workplace) for one in whole.mentors),
        files=tuple(_file(file) for file in version.manifest.get("files", ())),
    )


def _author(author: AuthorFacts) -> NominatedAuthor:
    return NominatedAuthor(
        name=author.name,
        born_on=author.born_on.isoformat() if author.born_on else "",
        role=author.role.value,
        share=author.share,
        occupation=author.occupation,
        gender=author.gender.value if author.gender else "",
        guardian_name=author.guardian_name,
        guardian_phone=author.guardian_phone,
        consents=tuple(sorted((purpose.value, giver.value) for purpose, giver in author.consents)),
    )


def _file(said: Mapping[str, object]) -> NominatedFile:
    return NominatedFile(
        str(said["item"]), str(said["name"]), str(said["media_type"]), int(str(said["size"])), str(said["sha256"])
    )  # fmt: skip


def lacking(session: Session, season: Season, bundle: Bundle) -> list[Reason]:
    """What keeps a bundle from being complete by the upper level's lists; nothing where those are not known."""
    upper = upper_level(session, season.id)
    if upper is None:
        return []
    found = [Reason(UNMAPPED, values={"field": name}) for name in _unmapped(session, season, upper)]
    for one in bundle.nominees:
        items = rules.missing_items(upper.items, {file.item for file in one.files})
        if items:
            found.append(Reason(LACKING, values={"number": one.number, "items": "; ".join(items)}))
    return found


def _unmapped(session: Session, season: Season, upper: UpperLevel) -> Sequence[str]:
    rows = (
        sa.select(Field.code, Field.name)
        .join(Entry, Entry.field_id == Field.id)
        .join(Nomination, Nomination.entry_id == Entry.id)
        .where(Nomination.season_id == season.id, Nomination.withdrawn_at.is_(None))
        .distinct()
    )
    return sorted(name for code, name in session.execute(rows) if not upper.fields.get(code))


def seal_bundle(
    session: Session, season: Season, letter: Decision, storage: Storage, *, by: Actor, at: datetime
) -> Outcome[SealedBundle]:
    """Seal the bundle of a letter, once: the dossiers that went are those it names, whatever is improved later."""
    if session.scalar(sa.select(SealedBundle.id).where(SealedBundle.letter_id == letter.id)):
        return because(N_("Gói hồ sơ của công văn này đã được niêm phong."))
    bundle = composed(session, season, letter)
    if not bundle.nominees:
        return because(N_("Công văn này không còn hồ sơ nào được đề cử."))
    if refusal := gathered(lacking(session, season, bundle)):
        return refusal
    made = _sealed(session, season, letter, bundle, storage, by, at)
    for nomination, version in letter_works(session, season, letter.id):
        nomination.sent_version_id = version.id
    session.flush()
    title = f"{letter.symbol}, {season.title}"
    hand_out(session, season.organiser_id, season.id, Handed.BUNDLE, title, made.sha256, by=by, at=at)
    record(session, "nomination.seal", season.id, scope=season.organiser_id, by=by, at=at, sha256=made.sha256)
    return Done(made)


def _sealed(
    session: Session,
    season: Season,
    letter: Decision,
    bundle: Bundle,
    storage: Storage,
    by: Actor,
    at: datetime,
) -> SealedBundle:
    """The bundle's file in the store, and its row."""
    proofs: list[Signed] = []
    file = io.BytesIO()
    opened = partial(_opened, storage, season.organiser_id)
    export(bundle, opened, _signer(session, season, proofs, at), at, file)
    size = file.tell()
    file.seek(0)
    made = SealedBundle(
        season_id=season.id, letter_id=letter.id, size=size, raw_key=proofs[0].raw_key.hex(), made_at=at,
        made_by=by.account_id, sha256=storage.put(file, area=papers_area(season.organiser_id)).sha256,
    )  # fmt: skip
    session.add(made)
    return made


def papers_area(organiser_id: str) -> str:
    """Where an organiser's sealed bundles lie, beside its drawn papers."""
    return f"{organiser_id}/papers"


def _opened(storage: Storage, organiser_id: str, sha256: str) -> io.BytesIO:
    return io.BytesIO(storage.read(sha256, area=area_of(organiser_id)))


def _signer(session: Session, season: Season, proofs: list[Signed], at: datetime) -> Sign:
    def signed(message: bytes) -> Signed:
        proofs.append(sign(session, season.organiser_id, PURPOSE, message, at=at))
        return proofs[-1]

    return signed
