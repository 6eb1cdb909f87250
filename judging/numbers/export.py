"""A round as one file for the inspector: its ledger, the rules in force, the heads that left; and its standings as text."""

import json
from datetime import UTC
from typing import Any

from sqlalchemy.orm import Session

from contests.kernel.figures import hundredths
from judging import ledger
from judging.model import Round
from judging.numbers.heads import heads
from judging.results import standings

FORMAT = "bang-vang-ledger-1"
HEADER = "hạng\tmã phách\tđiểm\ttử số\tmẫu số\tsố phiếu\n"


def exported(session: Session, round_id: str) -> bytes:
    """The canonical JSON that `recount` reads: sorted keys, no spaces, UTF-8, a line's end. No text and no name is in it."""
    found = session.get_one(Round, round_id)
    value = {
        "format": FORMAT,
        "round": round_id,
        "rules": _rules(found),
        "rows": [_row(row) for row in ledger.rows(session, round_id)],
        "heads": [
            {"seq": one.seq, "hash": one.hash, "way": one.way.value, "at": one.left_at.isoformat()}
            for one in heads(session, round_id)
        ],
    }
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _rules(found: Round) -> dict[str, Any]:
    named = {"least_sheets": found.least_sheets, "ranked_by": found.ranked_by.value}
    return {**found.rules, **named, "version": found.rules_version}


def _row(row: Any) -> dict[str, Any]:
    moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return {
        "seq": row.seq, "at": moment, "deed": row.deed, "body": row.body, "previous": row.previous, "hash": row.hash
    }  # fmt: skip


def standings_text(session: Session, round_id: str) -> str:
    """The standings as `recount` prints them, by rank and code."""
    lines = (
        f"{row.rank}\t{row.code}\t{hundredths(row.hundredths)}\t{row.numerator}\t{row.denominator}\t{row.sheets}\n"
        for row in standings(session, round_id)
    )
    return HEADER + "".join(lines)
