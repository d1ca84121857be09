"""Papers as plain values: every text in the reader's language and in German."""
