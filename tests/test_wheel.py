"""The wheel, freshly installed elsewhere, checks its content and serves every language offered."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]

# Runs in the new environment; prints the languages whose start page came in that language.
SERVE = """
import sys, laufmappe
from laufmappe.paths import DATA
from laufmappe.settings import Settings
from laufmappe.web import create_app
assert DATA.name == "_data" and DATA.is_relative_to(sys.prefix), DATA
app = create_app(Settings())
client = app.test_client()
for line in sys.stdin.read().split():
    code, tag, direction = line.split("|")
    page = client.get(f"/{code}/").get_data(as_text=True)
    if f'lang="{tag}"' in page and f'dir="{direction}"' in page and "<h1" in page:
        print(code)
"""


def run(*command: str | Path, cwd: Path, given: str = "") -> str:
    """Run a command without the settings of this shell; return what it printed."""
    clean = {key: value for key, value in os.environ.items()
             if not key.startswith(("LAUFMAPPE_", "PYTHON", "COV_"))}
    done = subprocess.run([str(each) for each in command], cwd=cwd, input=given, env=clean,  # noqa: S603  fixed commands
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a new environment with the wheel, built from the sdist."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [wheel] = folder.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps",
        wheel, cwd=folder)
    # The libraries come from here, so that no network is needed; the project does not: what a
    # line of a .pth file adds is searched last, and an editable install in it is not followed.
    site = sysconfig.get_path("purelib", vars={"base": str(folder / "venv")})
    (Path(site) / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder


def test_wheel_holds_every_catalog(installed: Path) -> None:
    catalogs = (ROOT / "translations").glob("*/LC_MESSAGES/*.po")
    compiled = installed.glob("venv/lib/*/site-packages/laufmappe/_data/translations/**/*.mo")
    assert {path.parts[-3] for path in compiled} == {path.parts[-3] for path in catalogs}


def test_wheel_content_passes_check(installed: Path) -> None:
    run(installed / "venv" / "bin" / "laufmappe", "check", cwd=installed)


def test_wheel_writes_call_sheet(installed: Path) -> None:
    run(installed / "venv" / "bin" / "laufmappe", "stale", "--call-sheet", "liste.html",
        cwd=installed)
    assert (installed / "liste.html").read_text("utf-8").startswith("<!doctype html>")


def test_wheel_serves_every_language(installed: Path) -> None:
    locales = yaml.load((ROOT / "content" / "locales.yaml").read_text(encoding="utf-8"),
                        Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader makes text only
    given = "\n".join("|".join((code, each["tag"], each["direction"]))
                      for code, each in locales.items())
    served = run(installed / "venv" / "bin" / "python", "-c", SERVE, cwd=installed, given=given)
    assert served.split() == list(locales)
