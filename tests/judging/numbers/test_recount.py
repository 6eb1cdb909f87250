"""The stand-alone recount: the same standings byte for byte, and every tampering named by its place."""

import ast
import json
import shutil
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from contests.kernel.db import make_engine
from contests.kernel.sessions import value_of
from judging import ledger, recount
from judging import service as judging
from judging.model import Round
from judging.numbers.export import exported, standings_text
from judging.numbers.heads import head_left
from judging.numbers.sheets import rules_of
from judging.numbers.terms import Way
from judging.results import seal_results
from tests.factories_judging import OF, fill_all, make_round
from tests.judging.numbers.random_seasons import random_round

SCRIPT = Path(recount.__file__)


def compared(session: Session, seeds: range) -> Counter[str]:
    """Recounts one random round after the other; what the rounds were made of."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        round_id = random_round(session, seed)
        wrong, _, text = recount.judged(json.loads(exported(session, round_id)), set())
        assert (seed, wrong, text) == (seed, [], standings_text(session, round_id))
        own = rules_of(session.get_one(Round, round_id))
        named = [own.aggregation, own.ranked_by.value, *own.ties, *(["component"] if own.components else [])]
        rows = judging.standings(session, round_id)
        states = [
            "figures" if rows else "none",
            "tie" if len({r.rank for r in rows}) < len(rows) else "all told",
        ]
        deeds = {row.deed for row in ledger.rows(session, round_id)}
        seen.update([*named, *states, *deeds])
        session.rollback()
    return seen


def test_fifty_random_seasons_are_recounted_byte_for_byte(session: Session) -> None:
    seen = compared(session, range(50))
    assert {"mean", "trimmed", "median", "vote_share", "weighted_panels", "component"} <= seen.keys()
    assert {"corrected", "waived", "recused", "barred", "tie_decided", "rules_changed"} <= seen.keys()
    assert {"figures", "none", "tie", "people", "chair", "exact", "rounded"} <= seen.keys()


@pytest.mark.slow
@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_thousand_random_seasons_are_recounted_byte_for_byte(session: Session) -> None:
    assert compared(session, range(1000, 2000))["figures"] > 500


@pytest.fixture(scope="module")
def export(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A sealed round with two heads that left: one in the middle, one before the last deeds."""
    path = tmp_path_factory.mktemp("ledger") / "bangvang.sqlite"
    shutil.copy(sqlite_template, path)
    with Session(make_engine(f"sqlite:///{path}")) as session:
        made = make_round(session)
        value_of(head_left(session, made.round_id, Way.SHOWN, **OF))
        fill_all(session, made)
        value_of(judging.close_round(session, made.round_id, **OF))
        value_of(judging.compute_standings(session, made.round_id, **OF))
        value_of(head_left(session, made.round_id, Way.PAPER, **OF))
        value_of(seal_results(session, made.round_id, **OF))
        loaded: dict[str, Any] = json.loads(exported(session, made.round_id))
        session.get_bind().engine.dispose()
    return loaded


Rows = list[dict[str, Any]]


def heads_of(export: dict[str, Any]) -> set[tuple[int, str]]:
    return {(one["seq"], one["hash"]) for one in export["heads"]}


def found_in(export: dict[str, Any], rows: Rows) -> list[str]:
    return recount.findings(rows, heads_of(export))[0]


def rechained(rows: Rows) -> Rows:
    """What someone who holds the database makes of changed rows: numbers and hashes that fit again."""
    made: Rows = []
    for seq, row in enumerate(rows, start=1):
        previous = made[-1]["hash"] if made else recount.FIRST
        made.append({**row, "seq": seq, "previous": previous, "hash": recount.link(row, seq, previous)})
    return made


def tampered(rows: Rows, place: int, how: str) -> Rows:
    own = deepcopy(rows)
    if how == "change":
        own[place]["body"]["total"] = own[place]["body"].get("total", 0) + 1
    elif how == "time":
        own[place]["at"] = own[place]["at"].replace("2026", "2025", 1) + "x"
    elif how == "delete":
        del own[place]
    elif how == "insert":
        own.insert(place, {**own[place], "deed": "waived"})
    elif how == "empty":
        own[place]["body"] = {}
    else:
        own[place], own[place + 1] = own[place + 1], own[place]
    return own


HOW = st.sampled_from(["change", "time", "delete", "insert", "reorder", "empty"])


@given(st.data(), HOW)
def test_any_row_tampered_with_is_named_by_its_number(
    export: dict[str, Any], data: st.DataObject, how: str
) -> None:
    rows = export["rows"]
    place = data.draw(st.integers(0, len(rows) - 2))
    found = found_in(export, tampered(rows, place, how))
    assert found[0] == f"Sổ bị sửa, thêm, bớt hoặc đảo tại dòng {place + 1}."


@given(st.data(), HOW)
def test_a_chain_made_to_fit_again_is_named_by_the_heads_around_the_place(
    export: dict[str, Any], data: st.DataObject, how: str
) -> None:
    first, last = sorted(heads_of(export))
    place = data.draw(st.integers(0, last[0] - 2))
    found = found_in(export, rechained(tampered(export["rows"], place, how)))
    low, high = (1, first[0]) if place < first[0] else (first[0] + 1, last[0])
    moved_past = how == "reorder" and place + 1 == first[0]
    assert found == [
        f"Sổ bị viết lại trong khoảng từ dòng {1 if moved_past else low} đến dòng {first[0] if moved_past else high}."
    ]


@given(st.data())
def test_a_ledger_cut_before_the_last_head_is_named(export: dict[str, Any], data: st.DataObject) -> None:
    last = max(heads_of(export))[0]
    kept = data.draw(st.integers(0, last - 1))
    (found,) = found_in(export, export["rows"][:kept])
    assert found.startswith(f"Sổ bị cắt: chỉ còn {kept} dòng")


def test_what_came_after_the_last_head_is_said_to_be_unproven(export: dict[str, Any]) -> None:
    last = max(heads_of(export))[0]
    wrong, remarks, _ = recount.judged(export, set())
    assert wrong == []
    assert remarks[1].startswith(f"Chưa chứng thực được từ dòng {last + 1}:")
    whole = {(row["seq"], row["hash"]) for row in export["rows"]}
    assert len(recount.judged(export, whole)[1]) == 1


def test_a_head_from_a_paper_catches_what_the_file_was_made_to_hide(export: dict[str, Any]) -> None:
    paper = max(heads_of(export))
    forged = {**export, "rows": rechained(tampered(export["rows"], 4, "time")), "heads": []}
    assert recount.judged(forged, set())[0] == []
    assert "viết lại" in recount.judged(forged, {paper})[0][0]


@given(st.data(), HOW)
def test_no_tampering_keeps_the_place_from_being_said(
    export: dict[str, Any], data: st.DataObject, how: str
) -> None:
    place = data.draw(st.integers(0, len(export["rows"]) - 2))
    wrong, _, _ = recount.judged({**export, "rows": tampered(export["rows"], place, how)}, set())
    assert wrong[0] == f"Sổ bị sửa, thêm, bớt hoặc đảo tại dòng {place + 1}."


@pytest.mark.parametrize(
    "typed",
    [
        ["12:abc"],
        ["--head", "12:abc"],
        ["--head", f"0:{recount.FIRST}"],
        ["--head", "12:", "0a1b2c3d"],
        ["--haed", "x"],
    ],
)
def test_a_head_that_cannot_be_read_is_never_passed_over(
    export: dict[str, Any], tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "vong.json"
    file.write_text(json.dumps(export), "utf-8")
    with pytest.raises(SystemExit) as stopped:
        recount.main([str(file), *typed])
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_head_is_typed_as_it_is_printed(export: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "vong.json"
    file.write_text(json.dumps(export), "utf-8")
    seq, head = max(heads_of(export))
    printed = f"{seq}: " + " ".join(head[at : at + 8].upper() for at in range(0, 64, 8))
    assert recount.main([str(file), "--head", printed]) == 0
    file.write_text("{}", "utf-8")
    assert recount.main([str(file)]) == 2


def test_rules_and_figures_other_than_in_the_ledger_are_found(export: dict[str, Any]) -> None:
    other = {**export, "rules": {**export["rules"], "aggregation": "median"}}
    assert "Quy tắc tính điểm" in recount.judged(other, set())[0][0]
    rows = deepcopy(export["rows"])
    given = next(row for row in rows if row["deed"] == "submitted")
    given["body"]["marks"] = dict.fromkeys(given["body"]["marks"], 0)
    forged = {**export, "rows": rechained(rows), "heads": []}
    assert "khác với kết quả tính lại" in recount.judged(forged, set())[0][0]


def test_the_export_is_canonical_and_says_no_text(session: Session) -> None:
    made = make_round(session)
    fill_all(session, made)
    whole = exported(session, made.round_id)
    loaded = json.loads(whole)
    again = json.dumps(loaded, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert whole == f"{again}\n".encode()
    assert "Máy tưới rau" not in whole.decode()
    assert "Lê Quý Đôn" not in whole.decode()


def test_the_recount_needs_nothing_but_python(export: dict[str, Any], tmp_path: Path) -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= set(sys.stdlib_module_names)
    assert len(SCRIPT.read_text("utf-8").splitlines()) < 400
    copy, file = tmp_path / "recount.py", tmp_path / "vong.json"
    shutil.copy(SCRIPT, copy)
    file.write_text(json.dumps(export), "utf-8")
    seq, head = max(heads_of(export))
    command = [sys.executable, "-I", "-S", str(copy), str(file)]
    done = subprocess.run([*command, "--head", f"{seq}:{head}"], capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode()) == (0, recount.judged(export, set())[2])
    wrong = subprocess.run([*command, "--head", f"{seq}:{recount.FIRST}"], capture_output=True, check=False)
    assert wrong.returncode == 1
    assert "SAI: Sổ bị viết lại" in wrong.stderr.decode()
    assert subprocess.run([*command[:-1], "khong-co"], capture_output=True, check=False).returncode == 2
