"""What a check finds, and the error that stops a start."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One error or warning: where it stands and, in plain German, what to do."""

    file: str
    line: int
    text: str
    error: bool = True

    def __str__(self) -> str:
        kind = "Fehler" if self.error else "Hinweis"
        return f"{self.file}:{self.line}: {kind}: {self.text}"


class ContentError(Exception):
    """The content cannot be used; `findings` say file, line and what to do."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(str(each) for each in self.findings))
