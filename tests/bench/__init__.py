"""Benchmarks against peers, run by hand: ``make bench``, ``make bench-statements``, ``make bench-ask``.

Nothing here is collected by pytest: no test asserts a time. The peers live in an environment of their
own (``.venv-bench``, pinned by ``constraints.txt`` beside this file) and are never dependencies of the project.
"""
