"""Whether a search holds what the truth does."""

from index.errors import StoreError
from index.models import Unit
from index.search.filters import Condition
from index.search.searching import Searching
from index.storage.truth import Truth


def compare(search: Searching, truth: Truth, name: str) -> None:
    """Raise StoreError unless a search holds the rows of the truth."""
    for unit in Unit:
        if search.keys(unit, Condition()) != truth.unit_keys(unit, search.sequence):
            raise StoreError(f"{name}: its {unit}s are not those of the store")
