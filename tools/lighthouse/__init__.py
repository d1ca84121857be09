"""Judges from outside: Lighthouse, the Nu HTML checker, MDN's data, an old browser."""
