"""Bytes and requests of each kind of page in each language."""

import gzip
import re
from collections.abc import Iterator

import brotli
from flask import Flask

from laufmappe.domain import token
from tools.bench.pages import Sample

SHEET = 2_048  # bar of the inlined sheet
LOADS = re.compile(r"<(?:img|script|iframe|source|object|embed|link)\b[^>]*?"
                   r"(?:src|href|data)=\"(?!data:)[^\"]+\"")


def fetch(app: Flask, sample: Sample, code: str) -> str:
    """Return a page as text."""
    guide = app.extensions["laufmappe"].guide
    browser = app.test_client()
    if sample.answers:
        browser.set_cookie("antworten", token.write(guide, sample.answers))
    return browser.get(f"/{code}/{sample.path}").get_data(as_text=True)


def rows(app: Flask, samples: list[Sample], codes: list[str]) -> Iterator[list[str]]:
    """Yield a row a page: brotli in each language, gzip and raw of the largest, requests, bar."""
    yield ["page", *codes, "gzip", "raw", "sheet", "requests", "bar", ""]
    for sample in samples:
        texts = [fetch(app, sample, code) for code in codes]
        small = [len(brotli.compress(text.encode(), quality=5)) for text in texts]
        largest = texts[small.index(max(small))]
        requests = 1 + len(LOADS.findall(largest))
        sheet = largest.split("<style>")[1].split("</style>")[0]
        style = len(brotli.compress(sheet.encode(), quality=11))
        yield [sample.name, *map(str, small), str(len(gzip.compress(largest.encode(), 6))),
               str(len(largest.encode())), str(style), str(requests), str(sample.bar),
               "" if max(small) <= sample.bar and style <= SHEET else "MISSED"]
