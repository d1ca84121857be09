"""What `make bench` compares with renders the same pages; else its ratios would say nothing."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest

from laufmappe.domain import token
from laufmappe.settings import Settings
from laufmappe.web import create_app
from tools.bench.pages import DYNAMIC, samples
from tools.bench.stock import stock_app

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
OURS, STOCK = (make(Settings(), now=lambda: NOW) for make in (create_app, stock_app))
SAMPLES = [each for each in samples(OURS.extensions["laufmappe"].router) if each.name in DYNAMIC]


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each.name)
def test_the_stock_way_shows_the_same_words(sample, code):
    """Both answer 200, the same but for white space and the marks that only ours sets."""
    answers = token.write(OURS.extensions["laufmappe"].guide, sample.answers) or "1000000"
    shown = []
    for app in (OURS, STOCK):
        client = app.test_client()
        client.set_cookie("antworten", answers)
        response = client.get(f"/{code}/{sample.path}")
        assert response.status_code == 200
        text = re.sub("[\u200f\u202a\u202c]", "", response.text)
        shown.append(text.replace(">", "> ").replace("<", " <").split())
    assert shown[0] == shown[1]
