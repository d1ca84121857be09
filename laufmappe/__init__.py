"""Laufmappe: a multilingual first-orientation guide for people who are new in town."""

__version__ = "0.1.0"
