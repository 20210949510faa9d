"""Speakers across the corpus: the casts of its articles as one registry, and the finding of names in it.

folding → people, organisations, roles (when two are one) → clusters, merging → overrides → registry; directory finds.
"""

from index.english.folding import fold
from index.speakers.corrections import OVERRIDE, Override
from index.speakers.lookup import GIVEN, Directory
from index.speakers.match import Match
from index.speakers.registry import Registry, build_registry
from index.speakers.same_organisation import initials
from index.speakers.settling import settle

__all__ = [
    "GIVEN",
    "OVERRIDE",
    "Directory",
    "Match",
    "Override",
    "Registry",
    "build_registry",
    "fold",
    "initials",
    "settle",
]
