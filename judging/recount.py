#!/usr/bin/env python3
"""Kiểm phiếu độc lập: reads a round's exported ledger and prints its standings. Standard library only, nothing of ours.

    python3 recount.py vong-cham.json [--head "SỐ_DÒNG: MÃ_BĂM"] ...

The standings go to standard output, byte for byte as the product prints them; what was found of the ledger goes to
standard error. `--head` takes a head of the ledger from a signed minutes or a mail: up to there nothing can have been
rewritten unseen. Exit code 0: whole; 1: broken, or other figures than were sealed; 2: no such file, or a head mistyped.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

Row = dict[str, Any]
"""A deed as it was exported."""
Standing = tuple[int, str, int, int, int, int]
"""Rank, code, hundredths of a point, numerator and denominator of the exact figure in steps, sheets."""
Heads = set[tuple[int, str]]
"""Numbers of rows with the hashes that left the database."""
FIRST, TRIM_FROM, HALF = "0" * 64, 5, Fraction(1, 2)
HEAD = re.compile("([1-9][0-9]*):([0-9a-f]{64})")
HEADER = "hạng\tmã phách\tđiểm\ttử số\tmẫu số\tsố phiếu\n"


def digest(value: object) -> str:
    """SHA-256 over canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link(row: Row, seq: int, previous: str) -> str:
    """The hash that a row must have at this place, after that row."""
    return digest(
        {"seq": seq, "previous": previous, "at": row["at"], "deed": row["deed"], "body": row["body"]}
    )


def broken_at(rows: list[Row]) -> int | None:
    """The number of the first row that is not what was written there; None for a whole chain."""
    previous = FIRST
    for place, row in enumerate(rows, start=1):
        if (row["seq"], row["previous"], row["hash"]) != (place, previous, link(row, place, previous)):
            return place
        previous = row["hash"]
    return None


def findings(rows: list[Row], heads: Heads) -> tuple[list[str], int]:
    """Everything that is wrong with the ledger, in words, and the last row that a head which left vouches for."""
    found = []
    if (place := broken_at(rows)) is not None:
        found.append(f"Sổ bị sửa, thêm, bớt hoặc đảo tại dòng {place}.")
    proven = 0
    for seq, head in sorted(heads):
        if len(rows) < seq:
            found.append(f"Sổ bị cắt: chỉ còn {len(rows)} dòng, trong khi dòng {seq} đã được đưa ra ngoài.")
        elif rows[seq - 1]["hash"] != head:
            found.append(f"Sổ bị viết lại trong khoảng từ dòng {proven + 1} đến dòng {seq}.")
        else:
            proven = seq
            continue
        break
    return found, proven


class Season:
    """What the deeds come to, one after the other."""

    def __init__(self, rows: list[Row]) -> None:
        self.rules: Row = {}
        self.version = self.per_point = 1
        self.criteria: list[str] = []
        self.chain: list[str] = []
        self.pieces: dict[str, tuple[str, str]] = {}
        self.chairs: dict[str, set[str]] = {}
        self.sheets: dict[str, dict[str, dict[str, int]]] = {}
        self.out: set[tuple[str, str]] = set()
        self.components: dict[str, dict[str, int]] = {}
        self.places: dict[str, tuple[int, int]] = {}
        self.closed, self.sealed = False, ""
        for row in rows:
            self._of_round(row["deed"], row["body"])
            self._of_pieces(row["deed"], row["body"])

    def _of_round(self, deed: str, body: Row) -> None:
        if deed == "round_opened":
            self.per_point, self.criteria = body["steps_per_point"], [one["id"] for one in body["criteria"]]
        if deed in ("round_opened", "rules_changed"):
            self.version = body.get("version", 1)
            self.rules = {**body["rules"], **{name: body[name] for name in ("least_sheets", "ranked_by")}}
            ties = body["rules"].get("ties") or []
            steps = ties.split(",") if isinstance(ties, str) else ties
            self.chain = [one for one in steps if one != "none"]
        if deed == "seated" and body["role"] == "chair":
            self.chairs.setdefault(body["panel"], set()).add(body["judge"])
        self.closed = self.closed or deed == "closed"
        self.sealed = body["figures"] if deed == "results_sealed" else self.sealed

    def _of_pieces(self, deed: str, body: Row) -> None:
        """A deed that carries a whole sheet puts it in force: submitted, corrected, marked again, keyed from paper."""
        if deed in ("admitted", "late"):
            self.pieces.update({one["piece"]: (one["code"], one["panel"]) for one in body["pieces"]})
        elif deed == "barred":
            self.out.update((judge, piece) for judge, piece in body["pairs"])
        elif deed in ("waived", "recused"):
            self.out.add((body["judge"], body["piece"]))
        elif deed == "component":
            self.components[body["kind"]] = body["values"]
        elif deed == "tie_decided":
            self.places.update({piece: (body["decision"], at) for piece, at in body["places"].items()})
        elif {"judge", "piece", "marks", "total"} <= body.keys():
            self.sheets.setdefault(body["piece"], {})[body["judge"]] = body["marks"]

    def counted(self, piece: str) -> dict[str, int]:
        """The sheets that count for a piece, by judge: the sum of each."""
        own = self.sheets.get(piece, {})
        return {judge: sum(marks.values()) for judge, marks in own.items() if (judge, piece) not in self.out}


def median(totals: Iterable[int]) -> Fraction:
    """The middle one, or half of the sum of the two in the middle."""
    ordered = sorted(totals)
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[-half - 1], 2)


def of_sheets(season: Season, by_judge: dict[str, int]) -> Fraction | None:
    """The sheets' figure in steps by the aggregation's name; None while something is missing."""
    rules, totals = season.rules, sorted(by_judge.values())
    name = rules.get("aggregation", "mean")
    if len(totals) < rules["least_sheets"]:
        return None
    if name == "trimmed" and len(totals) >= TRIM_FROM:
        totals = totals[1:-1]
    if name in ("mean", "trimmed"):
        return Fraction(sum(totals), len(totals))
    if name == "median":
        return median(totals)
    if name == "vote_share":
        ayes = sum(total >= rules["pass_steps"] for total in totals)
        return Fraction(100 * ayes * season.per_point, len(totals))
    if name == "weighted_panels":
        return of_benches(rules["benches"], by_judge)
    raise ValueError(f"không có cách tổng hợp điểm “{name}”")


def of_benches(benches: list[Row], by_judge: dict[str, int]) -> Fraction | None:
    """The weighted mean of the benches' means; None while a bench has no sheet."""
    whole = Fraction(0)
    for bench in benches:
        own = [by_judge[judge] for judge in bench["judges"] if judge in by_judge]
        if not own:
            return None
        whole += Fraction(sum(own), len(own)) * bench["weight"]
    return Fraction(whole, sum(bench["weight"] for bench in benches))


def figure(season: Season, piece: str) -> tuple[Fraction, int] | None:
    """(exact figure in steps, sheets) of a piece; None while something is missing."""
    by_judge = season.counted(piece)
    value = of_sheets(season, by_judge)
    if value is None:
        return None
    parts = season.rules.get("components", [])
    weights = season.rules.get("sheets_weight", 1) if parts else 1
    value *= weights
    for part in parts:
        mark = season.components.get(part["key"], {}).get(piece)
        if mark is None:
            return None
        value += part["weight"] * Fraction(mark, 100) * season.per_point
        weights += part["weight"]
    return Fraction(value, weights), len(by_judge)


def evidence(season: Season, step: str, exact: dict[str, Fraction], piece: str) -> Any:
    """What one step of the chain looks at, the greater first; None where the piece has no such thing."""
    by_judge = season.counted(piece)
    if step == "exact":
        return exact[piece]
    if step == "people":
        return season.places.get(piece)
    if step == "median":
        return median(by_judge.values())
    if step == "lowest":
        return min(by_judge.values())
    if step == "chair":
        chairs = season.chairs.get(season.pieces[piece][1], set())
        return next((by_judge[judge] for judge in sorted(chairs) if judge in by_judge), None)
    criterion = season.criteria[int(step.partition(":")[2]) - 1]
    marks = [season.sheets[piece][judge][criterion] for judge in by_judge]
    return Fraction(sum(marks), len(marks))


def parted(season: Season, exact: dict[str, Fraction], group: list[str], chain: list[str]) -> list[list[str]]:
    """The group in parts that nothing more tells apart, best first."""
    if len(group) == 1 or not chain:
        return [group]
    values = {piece: evidence(season, chain[0], exact, piece) for piece in group}
    decisions = {value[0] for value in values.values() if isinstance(value, tuple)}
    if None in values.values() or len(decisions) > 1:
        return parted(season, exact, group, chain[1:])
    parts = []
    for value in sorted(set(values.values()), reverse=True):
        equal = [piece for piece in group if values[piece] == value]
        parts += parted(season, exact, equal, chain[1:])
    return parts


def standings(season: Season) -> list[Standing]:
    """The standings by rank and code; none before the round is closed, or while a piece has no figure."""
    made = {piece: own for piece in season.pieces if season.closed and (own := figure(season, piece))}
    if len(made) < len(season.pieces):
        return []
    exact = {piece: value for piece, (value, _) in made.items()}
    points = {piece: floor(Fraction(value * 100, season.per_point) + HALF) for piece, value in exact.items()}
    keys: dict[str, Any] = dict(exact if season.rules["ranked_by"] == "exact" else points)
    rows: list[Standing] = []
    for key in sorted(set(keys.values()), reverse=True):
        group = [piece for piece in keys if keys[piece] == key]
        for part in parted(season, exact, group, season.chain):
            rank = len(rows) + 1
            for piece in part:
                over, under = exact[piece].as_integer_ratio()
                rows.append((rank, season.pieces[piece][0], points[piece], over, under, made[piece][1]))
    return sorted(rows)


def printed(rows: list[Standing]) -> str:
    """The standings as text."""
    lines = (
        f"{rank}\t{code}\t{points // 100},{points % 100:02d}\t{over}\t{under}\t{sheets}\n"
        for rank, code, points, over, under, sheets in rows
    )
    return HEADER + "".join(lines)


def figures_hash(rows: list[Standing]) -> str:
    """The hash under which the figures were sealed: in the order of the codes."""
    return digest(sorted([code, over, under, points, rank, n] for rank, code, points, over, under, n in rows))


def judged(export: dict[str, Any], heads: Heads) -> tuple[list[str], list[str], str]:
    """(everything that is wrong, remarks, the standings as text) of an export."""
    rows = export["rows"]
    known = {*heads, *((one["seq"], one["hash"]) for one in export["heads"])}
    wrong, last = findings(rows, known)
    remarks = [f"Sổ có {len(rows)} dòng; mã băm dòng cuối: {rows[-1]['hash'] if rows else FIRST}."]
    if last < len(rows):
        remarks.append(f"Chưa chứng thực được từ dòng {last + 1}: sau đó chưa có mã băm nào ra ngoài.")
    try:
        season = Season(rows)
        made = standings(season)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [*wrong, f"Không tính được bảng điểm từ sổ: {error!r}."], remarks, HEADER
    if export["rules"] != {"version": season.version, **season.rules}:
        wrong.append("Quy tắc tính điểm ghi trong tệp khác với quy tắc ghi trong sổ.")
    if not made:
        remarks.append("Chưa có bảng điểm: vòng chấm chưa đóng, hoặc có bài thiếu phiếu hay điểm thành phần.")
    if season.sealed not in ("", figures_hash(made)):
        wrong.append("Kết quả đã niêm phong khác với kết quả tính lại từ sổ.")
    return wrong, remarks, printed(made)


def head_typed(text: str) -> tuple[int, str]:
    """A head as it is printed, "12: 0a1b2c3d …", or typed without spaces."""
    found = HEAD.fullmatch("".join(text.split()).lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"mã băm phải có dạng SỐ_DÒNG:64 ký tự, không phải “{text}”")
    return int(found[1]), found[2]


def main(arguments: list[str]) -> int:
    """Read, verify, print; the exit code."""
    asked = argparse.ArgumentParser(description="Kiểm phiếu độc lập từ sổ của một vòng chấm.")
    asked.add_argument("file", type=Path)
    asked.add_argument("--head", type=head_typed, action="append", default=[], metavar="SỐ_DÒNG:MÃ_BĂM")
    typed = asked.parse_args(arguments)
    try:
        export = json.loads(typed.file.read_bytes())
        wrong, remarks, text = judged(export, set(typed.head))
    except (KeyError, OSError, TypeError, ValueError) as error:
        sys.stderr.write(f"Không đọc được tệp: {error!r}\n")
        return 2
    sys.stdout.buffer.write(text.encode())
    sys.stderr.write("".join(f"{line}\n" for line in (*remarks, *(f"SAI: {one}" for one in wrong))))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
