"""Papers as the command prints them, printed when a test asks for them."""

from pathlib import Path

from paper_url import ADDRESS

from laufmappe.cli import main


class Papers(dict[str, bytes]):
    """Every paper that `laufmappe print all` writes, by its name; printed when asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, name: str) -> bytes:
        self.of(name.split("/")[0] if "/" in name else "de")
        return self[name]

    def of(self, code: str) -> dict[str, bytes]:
        """Return the posters and all papers of a language."""
        target = self._folder / code
        if not target.exists():
            assert main(["print", "all", "--locale", code, "--url", ADDRESS,
                         "-o", str(target)]) == 0
            self.update({str(file.relative_to(target)): file.read_bytes()
                         for file in sorted(target.rglob("*.pdf"))})
        return {name: paper for name, paper in self.items()
                if name.startswith((f"{code}/", "poster"))}
