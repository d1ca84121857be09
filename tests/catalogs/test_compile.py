"""Catalogs are compiled when stale; who reads one meanwhile finds the old one or the new one."""

import os
import shutil
from pathlib import Path
from typing import IO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from laufmappe.catalogs import files, words
from laufmappe.paths import TRANSLATIONS


def test_catalog_is_whole_at_every_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    shutil.copy(TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po", source)
    monkeypatch.setattr(files, "TRANSLATIONS", tmp_path)
    assert words.compile_stale(["en"]) == ["en"]
    assert words.compile_stale(["en"]) == []
    told = words.Words("en").look_up("Stempel")
    assert told != "Stempel"
    seen = []

    def slowly(file: IO[bytes], catalog: Catalog) -> None:
        file.write(b"\x00")
        file.flush()
        seen.append(words.Words("en").look_up("Stempel"))
        file.seek(0)
        write_mo(file, catalog)

    monkeypatch.setattr(words, "write_mo", slowly)
    later = source.with_suffix(".mo").stat().st_mtime + 10
    os.utime(source, (later, later))
    assert words.compile_stale(["en"]) == ["en"]
    assert seen == [told]
    assert words.Words("en").look_up("Stempel") == told
    assert [each.name for each in source.parent.glob("*.mo")] == ["messages.mo"]
