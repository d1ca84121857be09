"""Measures what product.md promises: `make bench`. Nothing here fails; it only prints."""
