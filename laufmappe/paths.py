"""Where content, static files and translations lie: in a wheel `_data`, else above the package.

The database of its own lies in `var/`: of the checkout, or of the folder where a wheel is started.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
DATA = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent
CONTENT = DATA / "content"
STATIC = DATA / "static"
TRANSLATIONS = DATA / "translations"
DATABASE = (Path() if DATA.name == "_data" else DATA) / "var" / "laufmappe.sqlite"
