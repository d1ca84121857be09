from types import SimpleNamespace

from flask import g


def required(book, *roles):
    def deco(view):
        def inner(*a, **k):
            g.account = SimpleNamespace(name="Probe", office="buergerberatung", role="desk")
            return view(*a, **k)
        return inner
    return deco
