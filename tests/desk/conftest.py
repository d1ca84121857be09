"""Every test here has a desk (tests/at_desk.py)."""

from at_desk import address, clock, sign_in, site, staff

__all__ = ["address", "clock", "sign_in", "site", "staff"]
