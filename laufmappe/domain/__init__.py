"""What Laufmappe knows: questions, rules, places, routes. Pure: no clock, no files, no Flask."""
