"""What is installed: three packages that nobody else owns, and the sample inside."""

from importlib.metadata import packages_distributions

from index import sample


def test_no_other_distribution_owns_the_three_packages():
    owners = packages_distributions()  # an editable installation is not listed as an owner
    owned = {owner for name in ("bot", "index", "retrieval") for owner in owners.get(name, ())}
    assert owned <= {"onrecord"}


def test_the_sample_is_shipped():
    assert len(list(sample.path().glob("*.json"))) == 20
