"""Whatever the other side does, this side gets an answer or the name of the trouble, in time."""

import os
import secrets
import threading
from pathlib import Path

import pytest

from contests.kernel.sandbox import Answer, Failure, Limits, Trouble, run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"0123456789")
    return path


def call(name: str, source: Path, limits: Limits | None = None, **arguments: object) -> Answer | Failure:
    return run(f"tests.contests.kernel.sandboxed:{name}", source, arguments, limits)


def test_a_function_reads_the_file_and_answers(source):
    assert call("measure", source, times=3) == Answer(30)


def test_a_function_hands_back_files_byte_for_byte(source):
    assert call("two_files", source) == Answer({"made": 2}, (b"0123456789", b"\n{}\n\x00"))


def test_a_refusal_carries_its_code(source):
    assert call("say_no", source) == Failure(Trouble.REFUSED, "not_today")


SLOW = {
    "spin": Limits(cpu=1, wall=60),
    "doze": Limits(wall=1),
    "hide_and_doze": Limits(wall=1),
}


@pytest.mark.parametrize(("name", "limits"), SLOW.items())
def test_what_takes_too_long_is_stopped(source, name, limits):
    assert call(name, source, limits) == Failure(Trouble.TIMED_OUT)


TROUBLES = {
    "devour": Trouble.OUT_OF_MEMORY,
    "stumble": Trouble.CRASHED,
    "fall": Trouble.CRASHED,
    "leave": Trouble.CRASHED,
    "babble": Trouble.REFUSED,
}


@pytest.mark.parametrize(("name", "trouble"), TROUBLES.items())
def test_each_way_to_fail_has_its_name(source, name, trouble):
    failure = call(name, source, Limits(output=4 << 20))
    assert isinstance(failure, Failure)
    assert failure.trouble is trouble


def test_what_a_library_prints_is_not_taken_for_the_answer(source):
    assert call("print_then_answer", source) == Answer(7)


def test_no_secret_of_the_environment_comes_along(source, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bí mật")
    answer = call("environment", source)
    assert isinstance(answer, Answer)
    assert "bí mật" not in answer.value.values()
    assert set(answer.value) <= {"LC_ALL", "MALLOC_ARENA_MAX", "LC_CTYPE"}


def test_no_open_descriptor_comes_along(source):
    ours = [os.open(source, os.O_RDONLY) for _ in range(20)]
    for descriptor in ours:
        os.set_inheritable(descriptor, True)
    try:
        assert call("descriptors", source) == Answer(0)
    finally:
        for descriptor in ours:
            os.close(descriptor)


def test_a_large_file_cannot_be_written(source, tmp_path):
    target = tmp_path / "written"
    failure = call("write_much", source, path=str(target))
    assert isinstance(failure, Failure)
    assert target.stat().st_size < 100_000


def test_a_module_first_imported_after_the_limits_leaves_no_half_compiled_file(source, tmp_path):
    late = tmp_path / "late_module.py"
    late.write_text("VALUES = [\n" + "".join(f"    'word {number}',\n" for number in range(5000)) + "]\n")
    assert call("import_late", source, folder=str(tmp_path)) == Answer(5000)
    assert list(tmp_path.rglob("*.pyc")) == []


def test_calls_from_several_threads_do_not_disturb_each_other(source):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(call("measure", source))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [Answer(10)] * 4


@pytest.mark.parametrize(
    "name", ["os:system", "builtins:eval", "contests.kernel.sandbox", "contests.x:y; import os"]
)
def test_a_function_that_is_not_ours_is_a_mistake(source, name):
    with pytest.raises(ValueError, match="not a function of ours"):
        run(name, source)


def processes_marked(mark: str) -> list[Path]:
    def speaks(path: Path) -> bool:
        try:
            return mark.encode() in path.read_bytes()
        except OSError:
            return False

    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if speaks(path)]


def test_a_process_that_took_too_long_is_gone_afterwards(source):
    mark = secrets.token_hex(8)
    doomed = threading.Thread(target=call, args=("doze", source, Limits(wall=2)), kwargs={"mark": mark})
    doomed.start()
    while doomed.is_alive() and not processes_marked(mark):
        pass
    assert doomed.is_alive()
    doomed.join()
    assert processes_marked(mark) == []
