"""What is remembered between visits, in a database: what is said to be wrong, as counters."""
