"""An environment equals its lock, is made once, and is made anew after an accident."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy import environment as launcher
from deploy.preflight import Stop


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A directory of wheels that stands for the network."""
    place = tmp_path_factory.mktemp("shop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_CONFIG_FILE", "/dev/null")
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(place))
        yield place


@pytest.fixture(scope="module")
def made(shop, tmp_path_factory):
    """An environment and its lock, made once for all that begin with one."""
    place = tmp_path_factory.mktemp("made")
    (place / "lock").write_text(wheel(shop, "1.0"))
    launcher.environment(place / ".venv", place / "lock")
    return place


@pytest.fixture
def lock(made, tmp_path):
    return Path(shutil.copy(made / "lock", tmp_path))


@pytest.fixture
def home(made, tmp_path):
    return Path(shutil.copytree(made / ".venv", tmp_path / ".venv", symlinks=True))


def wheel(shop, version):
    """Puts `medal` of that version on the shelf and answers the line that locks it."""
    path = shop / f"medal-{version}-py3-none-any.whl"
    info = f"medal-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("medal.py", f"VERSION = {version!r}\n")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: medal\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"medal=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def version_in(python):
    ask = [python, "-c", "import medal; print(medal.VERSION)"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()


def test_the_lock_is_installed(made):
    assert version_in(made / ".venv" / "bin" / "python") == "1.0"


def test_a_second_start_needs_no_network(home, lock, monkeypatch, capfd):
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    assert launcher.environment(home, lock) == home / "bin" / "python"
    assert capfd.readouterr().out == ""


def test_a_changed_lock_is_followed(home, lock, shop):
    lock.write_text(wheel(shop, "2.0"))
    assert version_in(launcher.environment(home, lock)) == "2.0"


def test_an_interrupted_installation_is_begun_again(home, lock):
    (home / "stamp").unlink()
    (home / "unfinished").touch()
    next(home.glob("lib/*/site-packages/medal.py")).write_text("half a fi")
    assert version_in(launcher.environment(home, lock)) == "1.0"
    assert not (home / "unfinished").exists()


def test_an_environment_of_another_python_is_made_anew(home, lock):
    (home / "stamp").write_text("CPython 3.10.0 x86_64 /elsewhere\n0\n", "utf-8")
    (home / "left over").touch()
    launcher.environment(home, lock)
    assert not (home / "left over").exists()


def test_an_environment_made_by_hand_is_completed(home, lock):
    (home / "stamp").unlink()
    (home / "by hand").touch()
    launcher.environment(home, lock)
    assert (home / "by hand").exists()
    assert launcher.is_ready(home, launcher.stamp_of(lock))


def test_two_starts_at_once_install_once(home, lock, capfd):
    shutil.rmtree(home)
    with ThreadPoolExecutor(2) as both:
        pythons = list(both.map(launcher.environment, [home, home], [lock, lock]))
    assert [version_in(python) for python in pythons] == ["1.0", "1.0"]
    assert capfd.readouterr().out.count("Đang cài các thư viện") == 1


def test_a_package_of_another_hash_is_refused(home, lock):
    shutil.rmtree(home)
    lock.write_text(lock.read_text()[:-9] + "00000000\n")
    with pytest.raises(Stop) as stop:
        launcher.environment(home, lock)
    assert "HASHES" in (home / "install.log").read_text()
    assert stop.value.vi.startswith("không cài được các thư viện")
    assert not (home / "stamp").exists()


def test_a_missing_network_is_said_in_one_sentence(home, lock):
    lock.write_text(lock.read_text().replace("1.0", "1.1"))
    with pytest.raises(Stop) as stop:
        launcher.environment(home, lock)
    assert stop.value.vi.startswith("lần cài đầu tiên cần mạng Internet")


def test_a_disk_that_fills_up_during_installation_is_said(home):
    said = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    assert "đã đầy" in launcher.failed_install(said, home).vi


def test_the_bundled_pip_is_the_recorded_one(tmp_path):
    assert launcher.bundled_pip().name.startswith("pip-")
    shutil.copytree(launcher.VENDOR, tmp_path / "vendor")
    with launcher.bundled_pip(tmp_path / "vendor").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(Stop, match="hỏng"):
        launcher.bundled_pip(tmp_path / "vendor")
