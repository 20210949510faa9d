"""What is said about a run that brings the index up to date."""


def analysed_anew(articles: int) -> str:
    """That unchanged articles were read again, and why."""
    were = "1 unchanged article was" if articles == 1 else f"{articles:,} unchanged articles were"
    return f"{were} analysed anew: the rules or models have changed since. Corrections of speakers are kept."
