"""Where content, static files and translations lie: in a wheel `_data`, else above the package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DATA = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent
CONTENT = DATA / "content"
STATIC = DATA / "static"
TRANSLATIONS = DATA / "translations"
