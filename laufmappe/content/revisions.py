"""A content folder as it is or as it was: a folder, or a revision that git keeps."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def opened(name: str, content: Path) -> Iterator[Path]:
    """Give the folder of this name, else what stood in `content` at that git revision.

    The files of a revision lie in a temporary folder that is gone afterwards. Raises ValueError,
    in words, where there is neither.
    """
    if name and Path(name).is_dir():
        yield Path(name)
        return
    with TemporaryDirectory(prefix="laufmappe-") as place:
        _extract(_archive(name, content), Path(place))
        yield Path(place)


def _archive(revision: str, content: Path) -> bytes:
    """Return the files of the content folder at a revision as a tar archive."""
    if revision.startswith("-") or not revision:
        raise ValueError(f"„{revision}“ ist weder ein Ordner noch ein Stand in git")
    if not content.is_dir():
        raise ValueError(f"Diesen Ordner gibt es nicht: {content}")
    try:
        done = subprocess.run(  # noqa: S603 - no shell; a revision cannot be an option
            ["git", "-C", str(content), "archive", "--format=tar", revision, "."],  # noqa: S607
            capture_output=True, check=False)
    except FileNotFoundError:
        raise ValueError(f"„{revision}“ ist kein Ordner, und git ist nicht da, um einen früheren "
                         "Stand zu lesen") from None
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip()
        raise ValueError(f"„{revision}“ ist weder ein Ordner noch ein Stand in git, der den Ordner "
                         f"{content} enthält ({words})")
    return done.stdout


def _extract(archive: bytes, place: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(place, filter="data")
