"""What the pages run from `client/` is built once, from the lock alone; without a network the pages stand without it."""

import json
import shutil
from pathlib import Path

import pytest

from linli.project.client import BUILT, ENTRY, STAMP, ready_client

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """A project folder with the sources of the client and no registry to fetch from."""
    left_out = shutil.ignore_patterns("node_modules", ".*")
    shutil.copytree(ROOT / "client", tmp_path / "client", ignore=left_out)
    for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    return tmp_path


def test_without_a_network_one_sentence_says_so_and_nothing_fails(project, capsys):
    assert ready_client(project) is False
    said = capsys.readouterr().out.splitlines()
    assert "简图" in said[-1]
    assert "网络" in said[-1]
    assert not (project / BUILT).exists()


def test_without_node_it_comes_as_a_wheel_and_its_absence_is_said_too(project, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert ready_client(project) is False
    said = capsys.readouterr().out
    assert "本机没有 Node" in said
    assert "简图" in said.splitlines()[-1]


def test_an_installed_program_carries_it_built(tmp_path, capsys):
    assert ready_client(tmp_path) is True
    assert capsys.readouterr().out == ""


def test_what_is_built_is_built_again_only_when_a_source_changes(project, capsys):
    from linli.project import client

    (project / BUILT).mkdir(parents=True)
    (project / BUILT / ENTRY).touch()
    (project / "client" / STAMP).write_text(client._fingerprint(project / "client"))
    assert ready_client(project) is True
    assert capsys.readouterr().out == ""
    with (project / "client" / "src" / "plots.ts").open("a") as source:
        source.write("// changed\n")
    assert ready_client(project) is False


def test_the_lock_names_no_addresses_and_every_package_by_its_hash():
    text = (ROOT / "client" / "package-lock.json").read_text()
    assert "http" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in one for name, one in packages.items() if name)
