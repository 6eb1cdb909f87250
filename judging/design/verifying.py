"""Checks an assignment and its proof from the stored inputs alone; knows nothing of how it was found.

The objective is the sum of the costs of the pairs that were free to choose and of the squares of the loads. With a
price for each judge and for each piece the assignment is optimal when no single choice pays at these prices: a chosen
judge costs the piece at most its price, one not chosen at least that, and one piece more or less is worth the judge's
price to nobody (Lagrangian duality; for such a flow the bound is reached, Ahuja, Magnanti and Orlin, ch. 9 and 14).
Standard library only, whole numbers only.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

Pair = tuple[str, str]
"""(judge, piece)"""
UNKNOWN, BARRED, NOT_OPEN = "unknown", "barred", "not_open"
LEFT_OUT, COUNT, OVERLOADED = "left_out", "count", "overloaded"
INPUTS, WEIGHTS, COST, CHOICE, LOAD = "inputs", "weights", "cost", "choice", "load"


class Reading:
    """The inputs with their lists as sets, read once."""

    def __init__(self, inputs: Mapping[str, Any]) -> None:
        self.inputs = inputs
        self.judges = {one["id"]: one for one in inputs["judges"]}
        self.pieces = {one["id"]: one for one in inputs["pieces"]}
        self.barred, self.fixed, self.previous, self.begun = (
            {(judge, piece) for judge, piece in inputs[name]}
            for name in ("barred", "fixed", "previous", "begun")
        )
        everyone = {(judge, one["id"]) for one in inputs["pieces"] for judge in one["everyone"]}
        self.forced = self.fixed | (everyone - self.barred)
        self.forced_of = counted(judge for judge, _ in self.forced)

    def room(self, judge: str) -> int:
        """The greatest number of pieces for a judge, whatever is forced included."""
        minutes = self.judges[judge]["minutes"]
        most = len(self.pieces) if minutes is None else minutes // self.inputs["minutes_per_piece"]
        return max(most, self.forced_of.get(judge, 0))


def counted(keys: Iterator[str]) -> dict[str, int]:
    """How often each key occurs."""
    counts: dict[str, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def faults(inputs: Mapping[str, Any], pairs: Collection[Pair]) -> list[tuple[str, str]]:
    """Every rule that the pairs break: (which, of whom)."""
    known = Reading(inputs)
    chosen = set(pairs)
    strange = [
        (UNKNOWN, f"{judge} {piece}")
        for judge, piece in sorted(chosen)
        if judge not in known.judges or piece not in known.pieces
    ]
    if strange or len(chosen) != len(pairs):
        return strange or [(COUNT, "")]
    return [*_pair_faults(known, chosen), *_count_faults(known, chosen)]


def _pair_faults(known: Reading, chosen: set[Pair]) -> Iterator[tuple[str, str]]:
    for judge, piece in sorted(chosen - known.fixed):
        if (judge, piece) in known.barred:
            yield BARRED, f"{judge} {piece}"
        elif (judge, piece) not in known.forced and not _open(known, judge, piece):
            yield NOT_OPEN, f"{judge} {piece}"
    for judge, piece in sorted(known.forced - chosen):
        yield LEFT_OUT, f"{judge} {piece}"


def _open(known: Reading, judge: str, piece: str) -> bool:
    return known.pieces[piece]["field"] in known.judges[judge]["fields"]


def _count_faults(known: Reading, chosen: set[Pair]) -> Iterator[tuple[str, str]]:
    of_piece = counted(piece for _, piece in chosen)
    bound = counted(piece for _, piece in known.forced)
    for piece, one in known.pieces.items():
        if of_piece.get(piece, 0) != max(one["need"], bound.get(piece, 0)):
            yield COUNT, piece
    for judge, load in sorted(counted(judge for judge, _ in chosen).items()):
        if load > known.room(judge):
            yield OVERLOADED, judge


def proof_faults(
    inputs: Mapping[str, Any], pairs: Collection[Pair], proof: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What keeps the proof from proving that the pairs are the optimum of the inputs; empty: they are.

    `proof` holds `inputs` (SHA-256 of the canonical inputs), `cost`, and the prices `judges` and `pieces` by id.
    """
    text = json.dumps(inputs, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != proof["inputs"]:
        return [(INPUTS, "")]
    if broken := faults(inputs, pairs):
        return broken
    known, chosen = Reading(inputs), set(pairs)
    if proof["judges"].keys() != known.judges.keys() or proof["pieces"].keys() != known.pieces.keys():
        return [(UNKNOWN, "")]
    return [*_weight_faults(known), *_cost_faults(known, chosen, proof), *_price_faults(known, chosen, proof)]


def _weight_faults(known: Reading) -> Iterator[tuple[str, str]]:
    """Each weight has to outweigh whatever the lesser ones can add up to."""
    weight = known.inputs["weights"]
    most = sum(max(one["need"], len(one["everyone"])) for one in known.pieces.values()) + len(known.fixed)
    if weight["begun"] <= weight["strange"] * most + most * most:
        yield WEIGHTS, "begun"
    if weight["previous"] <= weight["begun"] * most:
        yield WEIGHTS, "previous"


def _cost_of(known: Reading, judge: str, piece: str) -> int:
    weight = known.inputs["weights"]
    cost: int = weight["strange"] * known.judges[judge]["fields"][known.pieces[piece]["field"]]
    if (judge, piece) in known.previous:
        cost -= weight["previous"] + (weight["begun"] if (judge, piece) in known.begun else 0)
    return cost


def _cost_faults(known: Reading, chosen: set[Pair], proof: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    loads = counted(judge for judge, _ in chosen)
    free = sum(_cost_of(known, judge, piece) for judge, piece in chosen - known.forced)
    if free + sum(load * load for load in loads.values()) != proof["cost"]:
        yield COST, ""


def _price_faults(known: Reading, chosen: set[Pair], proof: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    of_judge = counted(judge for judge, _ in chosen)
    for judge, price in proof["judges"].items():
        load = of_judge.get(judge, 0)
        if load > known.forced_of.get(judge, 0) and price < 2 * load - 1:
            yield LOAD, judge
        if load < known.room(judge) and price > 2 * load + 1:
            yield LOAD, judge
    for field in {one["field"] for one in known.pieces.values()}:
        yield from _choice_faults(known, chosen, proof, field)


def _choice_faults(
    known: Reading, chosen: set[Pair], proof: Mapping[str, Any], field: str
) -> Iterator[tuple[str, str]]:
    """The pieces of one field against every judge to whom the field is open and who is not forced or barred."""
    strange = known.inputs["weights"]["strange"]
    usual = {
        judge: strange * one["fields"][field] + proof["judges"][judge]
        for judge, one in known.judges.items()
        if field in one["fields"]
    }
    special = {piece for _, piece in known.previous}
    for piece in (key for key, one in known.pieces.items() if one["field"] == field):
        totals = usual
        if piece in special:
            totals = {judge: _cost_of(known, judge, piece) + proof["judges"][judge] for judge in usual}
        price = proof["pieces"][piece]
        for judge, total in totals.items():
            pair = (judge, piece)
            if total != price and (total > price) is (pair in chosen) and _was_free(known, pair):
                yield CHOICE, f"{judge} {piece}"


def _was_free(known: Reading, pair: Pair) -> bool:
    return pair not in known.forced and pair not in known.barred
