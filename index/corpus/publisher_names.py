"""One name for a publisher across a corpus, whichever of its articles state it, and how."""

from collections import Counter, defaultdict

from index.corpus.publishers import names_same_site


class PublisherNames:
    """The names that articles of a domain give their publisher, collected one by one."""

    def __init__(self) -> None:
        self._stated: dict[str, Counter[str]] = defaultdict(Counter)
        self._chosen: dict[str, str | None] = {}

    def add(self, domain: str | None, publisher: str | None) -> None:
        """Count a name; a domain that stands in for one states none."""
        if domain and publisher and publisher != domain:
            self._stated[domain][publisher] += 1

    def name(self, domain: str | None, publisher: str | None) -> str | None:
        """The name under which an article's publisher is known, once all are counted.

        The domain's commonest name stands for a missing one and for its other spellings ("360" for
        "360info"). A domain on which several publish keeps each as stated.
        """
        chosen = self._of(domain) if domain and domain in self._stated else None
        if chosen is None or publisher == chosen:
            return publisher
        own = publisher is None or publisher == domain or names_same_site(publisher, (chosen,))
        return chosen if own else publisher

    def _of(self, domain: str) -> str | None:
        if domain not in self._chosen:
            names = self._stated[domain]
            fitting = [name for name in names if names_same_site(name, (domain,))]
            candidates = fitting or (list(names) if len(names) == 1 else [])
            self._chosen[domain] = max(candidates, key=lambda name: (names[name], name), default=None)
        return self._chosen[domain]
