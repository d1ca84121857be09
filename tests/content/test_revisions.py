"""Content as it was: a folder, or a revision of a real git repository."""

import shutil
import subprocess
from pathlib import Path

import pytest
from copies import Copy

from laufmappe.content.load import load
from laufmappe.content.revisions import opened


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, with a name of its own."""
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=Test", "-c",  # noqa: S603, S607
                    "user.email=test@example.org", *arguments], check=True, capture_output=True)


@pytest.fixture
def kept(copy: Copy) -> Copy:
    """Return a copy of Musterstadt that git keeps, and that was changed since."""
    git(copy.root.parent, "init", "--initial-branch=main")
    git(copy.root.parent, "add", ".")
    git(copy.root.parent, "commit", "-m", "Start")
    git(copy.root.parent, "tag", "start")
    copy.change("site.yaml", "title: Laufmappe", "title: Anders")
    return copy


def test_folder_is_taken_as_it_is(copy: Copy) -> None:
    with opened(str(copy.root), copy.root / "fort") as folder:
        assert folder == copy.root


@pytest.mark.parametrize("name", ["HEAD", "main", "start"])
def test_revision_is_read_and_gone_afterwards(kept: Copy, name: str) -> None:
    with opened(name, kept.root) as folder:
        assert (load(folder).site.title, load(kept.root).site.title) == ("Laufmappe", "Anders")
        assert sorted(each.name for each in folder.iterdir()) == sorted(
            each.name for each in kept.root.iterdir())
    assert not folder.exists()


@pytest.mark.parametrize("name", ["fort", "-o", "--output=fort", ""])
def test_neither_folder_nor_revision(kept: Copy, name: str) -> None:
    with pytest.raises(ValueError, match="weder ein Ordner noch ein Stand in git"), opened(
            name, kept.root):
        pass
    assert not (kept.root / "fort").exists()


def test_folder_that_git_does_not_keep(copy: Copy) -> None:
    with pytest.raises(ValueError, match="weder ein Ordner noch ein Stand"), opened(
            "HEAD", copy.root):
        pass


def test_content_folder_is_missing(kept: Copy) -> None:
    with pytest.raises(ValueError, match="Diesen Ordner gibt es nicht"), opened(
            "HEAD", kept.root / "fort"):
        pass


def test_git_is_not_there(kept: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept.root))
    assert shutil.which("git") is None
    with pytest.raises(ValueError, match="git ist nicht da"), opened("HEAD", kept.root):
        pass
