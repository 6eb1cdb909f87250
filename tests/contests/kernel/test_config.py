"""The configuration of one process: read once, and refused with a sentence where it is nonsense."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contests.kernel.config import ConfigError, read_config

POSTGRES = "postgresql+psycopg://bangvang@127.0.0.1/bangvang"
JUDGING = "postgresql+psycopg://bangvang_judging@127.0.0.1/bangvang"


def test_without_settings_it_is_sqlite_in_the_data_directory(tmp_path):
    config = read_config(tmp_path / "data", {})
    assert config.database_url == config.judging_url == f"sqlite:///{tmp_path / 'data' / 'bangvang.sqlite'}"
    assert (config.redis_url, config.behind_tls, config.demo) == (None, False, False)
    assert config.files == tmp_path / "data" / "files"


def test_the_data_directory_and_the_secret_are_for_the_owner_only(tmp_path):
    config = read_config(tmp_path / "data", {})
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(config.secret_key) == 64


def test_the_secret_is_made_once_and_differs_between_installations(tmp_path):
    first = read_config(tmp_path / "one", {}).secret_key
    assert read_config(tmp_path / "one", {}).secret_key == first
    assert read_config(tmp_path / "two", {}).secret_key != first


def test_two_starts_at_once_use_one_secret(tmp_path):
    for number in range(40):
        folder = tmp_path / str(number)
        with ThreadPoolExecutor(4) as pool:
            keys = {one.secret_key for one in pool.map(lambda _, at=folder: read_config(at, {}), range(4))}
        assert len(keys) == 1
        assert [file.name for file in folder.iterdir()] == ["secret_key"]


def test_postgresql_needs_a_way_in_for_judges(tmp_path):
    with pytest.raises(ConfigError, match="BANGVANG_JUDGING_URL"):
        read_config(tmp_path, {"BANGVANG_DATABASE_URL": POSTGRES})
    both = {"BANGVANG_DATABASE_URL": POSTGRES, "BANGVANG_JUDGING_URL": JUDGING}
    config = read_config(tmp_path, {**both, "BANGVANG_REDIS_URL": "redis://127.0.0.1/0", "BANGVANG_TLS": "1"})
    assert (config.database_url, config.judging_url) == (POSTGRES, JUDGING)
    assert (config.redis_url, config.behind_tls) == ("redis://127.0.0.1/0", True)


@pytest.mark.parametrize("url", ["mysql://x", "postgresql://x", "bangvang.sqlite", "sqlite://"])
def test_another_kind_of_database_is_refused(tmp_path, url):
    with pytest.raises(ConfigError, match="BANGVANG_DATABASE_URL"):
        read_config(tmp_path, {"BANGVANG_DATABASE_URL": url, "BANGVANG_JUDGING_URL": JUDGING})


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    read_config(tmp_path, {})
    (tmp_path / "secret_key").chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        read_config(tmp_path, {})


def test_a_secret_that_was_cut_off_is_refused(tmp_path):
    read_config(tmp_path, {})
    (tmp_path / "secret_key").write_text("short\n")
    with pytest.raises(ConfigError, match="khóa bí mật"):
        read_config(tmp_path, {})


def test_a_data_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="thư mục dữ liệu"):
        read_config(tmp_path / "file" / "data", {})
