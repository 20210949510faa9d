"""Sample articles written for this project, so that it can be tried without a corpus.

Publishers, places and persons are invented, except in ``tehran-meeting``: it tells in own sentences, with brief
phrases quoted, what a report of the Mehr News Agency (CC BY 4.0) says of a meeting in Tehran.
"""

from pathlib import Path


def path() -> Path:
    """The folder of the articles."""
    return Path(__file__).parent / "articles"
