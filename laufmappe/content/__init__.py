"""From files to the guide: reading, checking, cases, texts for translators."""
