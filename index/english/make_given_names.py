"""Make ``data/given_names.tsv`` out of the name lists of Faker's locales: python -m index.english.make_given_names.

Faker (https://github.com/joke2k/faker, MIT licence) has lists of women's and men's given names for some sixty
countries, most of them taken from censuses and statistics offices. Each list that holds a name counts once.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from index.english.names import GivenName, bare_given
from index.english.tables import DATA


def counted() -> Iterator[GivenName]:
    """Every given name with the number of locales that hold it as a woman's and as a man's, in order."""
    from faker.providers import person  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415

    feminine: Counter[str] = Counter()
    masculine: Counter[str] = Counter()
    for locale in iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{locale.name}").Provider
        feminine.update({bare_given(name) for name in getattr(provider, "first_names_female", ())})
        masculine.update({bare_given(name) for name in getattr(provider, "first_names_male", ())})
    for name in sorted(feminine.keys() | masculine.keys()):
        if name:
            yield GivenName(name, feminine[name], masculine[name])


def main() -> None:
    """Write the table anew."""
    with (DATA / "given_names.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(["word", "feminine", "masculine"])
        writer.writerows((row.word, row.feminine, row.masculine) for row in counted())


if __name__ == "__main__":
    main()
