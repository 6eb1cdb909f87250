"""How a panel deliberates: spreads, quorums and majorities, and which tier each piece is proposed for. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contests.kernel.errors import Reason
from contests.kernel.figures import hundredths
from contests.kernel.text import N_
from judging.deliberation.terms import Choice, MotionState, Share, VerdictUse

NO_PRESENCE = N_("Tổ chưa đủ số giám khảo có mặt để biểu quyết: có mặt %(present)s, cần ít nhất %(needed)s.")
OUT_OF_ORDER = N_("Điểm sàn của “%(tier)s” phải thấp hơn điểm sàn của “%(above)s”.")
BELOW_LEAST = N_("Điểm sàn của “%(tier)s” không được dưới %(least)s điểm theo cơ cấu giải.")
OVER_QUOTA = N_("“%(tier)s” có %(count)s bài, cơ cấu giải tối đa %(quota)s.")
NO_SUCH_TIER = N_("Hạng giải này không có trong cơ cấu giải của vòng chấm.")


@dataclass(frozen=True, slots=True)
class TierTerm:
    """A tier as the round knows it; None stands for "no limit" and "no least mark" (hundredths of a point)."""

    code: str
    title: str
    quota: int | None = None
    least_hundredths: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What binds a deliberation, from the round's rules. `spread_limit` in points; tiers from the highest."""

    spread_limit: int | None
    quorum: Share
    majority: Share
    verdict: VerdictUse
    tiers: tuple[TierTerm, ...]

    @property
    def proposes(self) -> bool:
        """Whether panels propose tiers."""
        return bool(self.tiers) and self.verdict is not VerdictUse.NONE


@dataclass(frozen=True, slots=True)
class Ballot:
    """The votes on a motion, and how many judges could have voted."""

    eligible: int
    yes: int
    no: int
    abstain: int

    @property
    def cast(self) -> int:
        """All votes, abstentions included."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Ranked:
    """A piece with its official mark in hundredths of a point."""

    piece_id: str
    hundredths: int


@dataclass(frozen=True, slots=True)
class Line:
    """A piece's proposed tier ("" for none) and the motion that gave it; None where the cut-offs did."""

    piece_id: str
    tier: str
    motion_id: str | None


def terms(rules: Mapping[str, Any]) -> Terms:
    """The terms of a round; what its rules do not say reads as the software's default."""
    limit = rules.get("spread_limit")
    return Terms(
        spread_limit=int(limit) if limit is not None else None,
        quorum=Share(rules.get("quorum", Share.TWO_THIRDS)),
        majority=Share(rules.get("majority", Share.HALF)),
        verdict=VerdictUse(rules.get("verdict", VerdictUse.OFFERED)),
        tiers=tuple(TierTerm(**tier) for tier in rules.get("tiers", ())),
    )


def needed(share: Share, count: int) -> int:
    """How many of `count` make the share: 3 of 5 for more than half, 4 of 5 for two thirds."""
    match share:
        case Share.HALF:
            return count // 2 + 1
        case Share.TWO_THIRDS:
            return -(-2 * count // 3)
        case _:
            return count


def result(ballot: Ballot, quorum: Share, majority: Share) -> MotionState:
    """How a vote ended. Abstentions count towards the quorum and among the votes that the majority is of."""
    if ballot.cast < needed(quorum, ballot.eligible) or not ballot.cast:
        return MotionState.INQUORATE
    return MotionState.PASSED if ballot.yes >= needed(majority, ballot.cast) else MotionState.FAILED


def counted(eligible: int, choices: Collection[Choice]) -> Ballot:
    """The ballot of these votes."""
    votes = list(choices)
    return Ballot(eligible, votes.count(Choice.YES), votes.count(Choice.NO), votes.count(Choice.ABSTAIN))


def absence(present: int, seated: int, quorum: Share) -> Reason | None:
    """Why a panel with this many present may not vote."""
    least = needed(quorum, seated)
    return Reason(NO_PRESENCE, None, None, {"present": present, "needed": least}) if present < least else None


def spread(totals: Collection[int]) -> int:
    """The distance between the highest and the lowest sheet, in steps."""
    return max(totals) - min(totals) if totals else 0


def wide(steps: int, limit: int | None, per_point: int) -> bool:
    """Whether a spread in steps is beyond a limit in points."""
    return limit is not None and steps > limit * per_point


def lines(
    standings: Sequence[Ranked],
    tiers: Sequence[TierTerm],
    cutoffs: Mapping[str, int],
    voted: Mapping[str, tuple[str, str]],
) -> list[Line]:
    """The tier of every piece: the highest whose cut-off its mark reaches, or what the panel voted for it.

    `voted` holds (motion id, tier) by piece.
    """
    return [_line(one, tiers, cutoffs, voted.get(one.piece_id)) for one in standings]


def _line(
    one: Ranked, tiers: Sequence[TierTerm], cutoffs: Mapping[str, int], voted: tuple[str, str] | None
) -> Line:
    reached = (tier.code for tier in tiers if tier.code in cutoffs and one.hundredths >= cutoffs[tier.code])
    by_mark = next(reached, "")
    if voted is None or voted[1] == by_mark:
        return Line(one.piece_id, by_mark, None)
    return Line(one.piece_id, voted[1], voted[0])


def faults_of_cutoffs(tiers: Sequence[TierTerm], cutoffs: Mapping[str, int]) -> Iterator[Reason]:
    """Why cut-offs cannot stand: a higher tier asks for more, none for less than the season's structure does."""
    if not cutoffs.keys() <= {tier.code for tier in tiers}:
        yield Reason(NO_SUCH_TIER)
    above: TierTerm | None = None
    for tier in (tier for tier in tiers if tier.code in cutoffs):
        own, field = cutoffs[tier.code], f"cutoff-{tier.code}"
        if above and own >= cutoffs[above.code]:
            yield Reason(OUT_OF_ORDER, field, None, {"tier": tier.title, "above": above.title})
        if tier.least_hundredths is not None and own < tier.least_hundredths:
            least = hundredths(tier.least_hundredths)
            yield Reason(BELOW_LEAST, field, None, {"tier": tier.title, "least": least})
        above = tier


def faults_of_lines(tiers: Sequence[TierTerm], proposed: Sequence[Line]) -> Iterator[Reason]:
    """The tiers that a panel gives more often than the whole season may."""
    for tier in tiers:
        count = sum(line.tier == tier.code for line in proposed)
        if tier.quota is not None and count > tier.quota:
            values: dict[str, str | int] = {"tier": tier.title, "count": count, "quota": tier.quota}
            yield Reason(OVER_QUOTA, f"cutoff-{tier.code}", None, values)
