"""Make ``given_names.tsv`` and ``surnames.tsv`` out of the name lists of Faker: python -m index.english.make_names.

Faker (https://github.com/joke2k/faker, MIT licence) has lists of given names and surnames for some sixty countries,
most of them taken from censuses and statistics offices. Each list that holds a name counts once. It is a dependency
of development only; the bot reads the tables.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules

from index.english.folding import fold
from index.english.names import bare_given
from index.english.tables import DATA


def count(attributes: Iterable[str], common_form: Callable[[str], str]) -> Counter[str]:
    """In how many locales each name stands in one of the lists."""
    counted: Counter[str] = Counter()
    for provider in _providers():
        names = {common_form(name) for attribute in attributes for name in getattr(provider, attribute, ())}
        counted.update(names - {""})
    return counted


def _providers() -> Iterator[type]:
    from faker.providers import person  # noqa: PLC0415 - only who makes the tables has it

    for locale in iter_modules(person.__path__):
        yield import_module(f"{person.__name__}.{locale.name}").Provider


def write(table: str, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Write a table anew."""
    with (DATA / f"{table}.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerows([columns, *rows])


def main() -> None:
    """Write both tables anew."""
    feminine = count(["first_names_female"], bare_given)
    masculine = count(["first_names_male"], bare_given)
    given = sorted(feminine.keys() | masculine.keys())
    write("given_names", ["word", "feminine", "masculine"], ((n, feminine[n], masculine[n]) for n in given))
    surnames = count(["last_names", "last_names_female", "last_names_male"], fold)
    write("surnames", ["word", "countries"], sorted(surnames.items()))


if __name__ == "__main__":
    main()
