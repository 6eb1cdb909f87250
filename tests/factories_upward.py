"""A season's way to the upper level and what came of it: a nomination with its bundle, a key, something that followed."""

from datetime import date
from io import BytesIO

from sqlalchemy.orm import Session

from contests.kernel.codes import new_id
from contests.kernel.storage import Storage
from contests.nomination.model import FollowUp, Nomination, SealedBundle, Sender
from contests.nomination.sending import papers_area
from contests.nomination.terms import FollowUpKind
from tests.factories import NOON
from tests.factories_awards import Judged


def upward_ids(session: Session, storage: Storage, judged: Judged, ids: dict[str, str]) -> dict[str, str]:
    """The ids of these things, by the names they have in addresses."""
    noted = {"recorded_at": NOON, "recorded_by": "tests"}
    nomination = Nomination(
        season_id=judged.season.id, entry_id=ids["entry_id"], version_id=ids["version_id"], position=1,
        letter_id=ids["decision_id"], nominated_at=NOON, nominated_by="tests",
    )  # fmt: skip
    sender = Sender(
        organiser_id=judged.organiser.id, unit_id=judged.school.id, letter="07/CV-LHH", compared_by="tests",
        raw_key=new_id().encode().hex() * 2, compared_at=NOON,
    )  # fmt: skip
    follow_up = FollowUp(
        season_id=judged.season.id, entry_id=ids["entry_id"], kind=FollowUpKind.SPONSOR, partner="Quỹ Vifotec",
        happened_on=date(2026, 11, 21), source="Báo Tuyên Quang", **noted,
    )  # fmt: skip
    kept = storage.put(BytesIO(b"PK a sealed bundle"), area=papers_area(judged.organiser.id))
    bundle = SealedBundle(
        season_id=judged.season.id, letter_id=ids["decision_id"], sha256=kept.sha256, size=kept.size,
        raw_key="ab" * 32, made_at=NOON, made_by="tests",
    )  # fmt: skip
    session.add_all([nomination, sender, follow_up, bundle])
    session.flush()
    return {"nomination_id": nomination.id, "sender_id": sender.id, "follow_id": follow_up.id}
