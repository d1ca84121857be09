"""Paper and machines: what leaves Laufmappe other than as a web page."""
