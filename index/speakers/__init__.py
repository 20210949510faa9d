"""Speakers across the corpus: the casts of its articles as one registry, and the finding of names in it.

folding → people, organisations, roles (when two are one) → clusters, merging → overrides → registry; directory finds.
"""

from index.speakers.clusters import CastEntry
from index.speakers.directory import Directory, Match
from index.speakers.folding import fold
from index.speakers.overrides import Override
from index.speakers.registry import Registry, build_registry

__all__ = ["CastEntry", "Directory", "Match", "Override", "Registry", "build_registry", "fold"]
