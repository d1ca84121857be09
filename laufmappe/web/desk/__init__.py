"""The desk: staff sign in and hand out a personalised Laufmappe. German only."""
