"""Permanent keys: the names under which articles and statements are linked to from outside.

A key is a digest of what an article and a statement are, not of where the store keeps them, so it outlives every
re-index that finds the same words in the same article (docs/decisions/0017-permanent-keys.md).
"""

import base64
import hashlib

from index.models import Article, Statement

ARTICLE_KEY = 12  # characters, 60 bits: among ten million articles two share a key with a chance of 1 in 20,000
STATEMENT_KEY = 20  # characters: the article's key, then 40 bits for the statement within its article


def article_key(article_id: str) -> str:
    """The key of an article, from its id: 12 letters and digits."""
    return _digest(article_id)[:ARTICLE_KEY]


def statement_key(article: Article, statement: Statement) -> str:
    """The key of a statement: its article's key and 8 letters and digits of its words.

    White space does not count. Of the same words at several places of the text each has a key of its own. Who
    speaks does not enter, so a corrected speaker leaves the address as it is.
    """
    words = [" ".join(part.split()) for part in statement.texts(article.text)]
    first = statement.parts[0]
    earlier = article.text.count(first.of(article.text), 0, first.start)
    told = "\0".join([article.id, str(earlier), *words])
    return article_key(article.id) + _digest(told)[: STATEMENT_KEY - ARTICLE_KEY]


def _digest(told: str) -> str:
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()
