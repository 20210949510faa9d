"""Who published an article: one name for each, whether the source states a name, an address or a collection."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

T = TypeVar("T")

_MARKS = re.compile(r"[\W_]+")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_TRADE_MARKS = " \t.,;:™®©*"
_SHORTEST_PREFIX = 3


@lru_cache(maxsize=16_384)
def domain_of(address: str | None) -> str | None:
    """The registrable domain of a web address or a host name ("bbc.co.uk" of "https://news.bbc.co.uk/x")."""
    host = host_of(address)
    if not host:
        return None
    found = _extract()(host)
    return found.top_domain_under_public_suffix or host.removeprefix("www.")


def host_of(address: str | None) -> str | None:
    """The host of a web address or a host name, in small letters."""
    if not address:
        return None
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return host if host and "." in host else None


def is_host(words: str) -> bool:
    """Whether words are the name of a host and no publisher's."""
    return _HOST.fullmatch(words.strip()) is not None


def tidied(name: str) -> str:
    """A publisher's name without marks at its edges ("360info™")."""
    return " ".join(name.split()).strip(_TRADE_MARKS)


def names_same_site(name: str, hints: tuple[str, ...]) -> bool:
    """Whether a name is that of one of ``hints``: domains, collections, publishers.

    "Global Voices" is globalvoices.org, "360" is 360info.org, "BBC News" is bbc.co.uk.
    """
    folded = _folded(name)
    if not folded:
        return False
    for hint in hints:
        label = _folded(hint.partition(".")[0] if is_host(hint) else hint)
        shorter, longer = sorted((folded, label), key=len)
        if shorter == longer or (len(shorter) >= _SHORTEST_PREFIX and longer.startswith(shorter)):
            return True
    return False


def in_full(name: str, domain: str | None) -> str:
    """A site's name; one of figures alone ("360"), which titles end in, goes on as the address does ("360info")."""
    label = domain.partition(".")[0] if domain else ""
    figures = not any(sign.isalpha() for sign in name)
    return label if figures and _folded(name) and label.startswith(_folded(name)) else name


def names_of_source(collection: str | None, address: str | None) -> tuple[str, ...]:
    """What the configuration may call a source, the narrowest first: its collection, its host, its domain."""
    host, domain = host_of(address), domain_of(address)
    hosts = [host] if host else []
    while hosts and domain and hosts[-1] != domain and "." in hosts[-1]:
        hosts.append(hosts[-1].partition(".")[2])
    return tuple(filter(None, (collection, *hosts)))


def configured(settled: Mapping[str, T], names: Iterable[str]) -> T | None:
    """What the configuration settles for a source, by the first of its names for which it settles anything."""
    return next((value for name in names if (value := settled.get(name))), None)


def collection_label(collection: str | None) -> str | None:
    """A collection's own name without its kind: "news-globalvoices" is about "globalvoices"."""
    return collection.rpartition("-")[2] if collection else None


def _folded(name: str) -> str:
    return _MARKS.sub("", name.casefold()).removeprefix("the")


@cache
def _extract() -> "TLDExtract":
    from tldextract import TLDExtract  # noqa: PLC0415

    # the list that the package brings: no network, no cache on disk
    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)
