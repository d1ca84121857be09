"""What is remembered between visits, in a database: counters, accounts, and what a desk keeps."""
