"""The one way in which white space in a text is normalised."""


def fold(text: str) -> str:
    """Return the text with every run of white space as one space, none at the ends.

    Loader and message extractor both use it, so that a text read from YAML equals its msgid.
    """
    return " ".join(text.split())
