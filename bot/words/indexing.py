"""What is said about a run that brings the index up to date."""

_ONE_ANALYSED_ANEW = (
    "1 unchanged article was analysed anew: the rules or models have changed since. Corrections of speakers are kept."
)
_ANALYSED_ANEW = (
    "{articles} unchanged articles were analysed anew: the rules or models have changed since. "
    "Corrections of speakers are kept."
)


def analysed_anew(articles: int) -> str:
    """That unchanged articles were read again, and why."""
    return _ONE_ANALYSED_ANEW if articles == 1 else _ANALYSED_ANEW.format(articles=f"{articles:,}")
