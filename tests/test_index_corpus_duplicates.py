"""One story in several places is recognised, and different stories are kept apart."""

import random

from index.corpus.duplicates import signature_of, stories_of
from tests.story_samples import copy_of, follow_up_of, report, sentence


def planted(seed=7):
    """2,000 articles: 1,650 reports, 300 copies and 50 near-misses among them; each with the story that it tells."""
    rng = random.Random(seed)
    reports = [report(rng) for _ in range(1_650)]
    copied = rng.sample(range(len(reports)), 300)
    near = rng.sample([n for n in range(len(reports)) if n not in set(copied)], 50)
    articles = list(enumerate(reports))
    articles += [(story, copy_of(reports[story], at % 4, rng)) for at, story in enumerate(copied)]
    articles += [(len(reports) + at, follow_up_of(reports[story], rng)) for at, story in enumerate(near)]
    rng.shuffle(articles)
    return [(story, " ".join(sentences)) for story, sentences in articles]


def test_planted_copies_are_found_and_near_misses_kept_apart():
    articles = planted()
    found = stories_of([signature_of(body) for _, body in articles])
    pairs = {(story, number) for number, story in enumerate(found) if story != number}
    right = sum(articles[first][0] == articles[second][0] for first, second in pairs)
    assert len(articles) == 2_000
    assert right == len(pairs)
    assert right / 300 >= 0.95


def test_a_third_copy_joins_the_story_of_the_first():
    rng = random.Random(3)
    original = report(rng)
    told = [report(rng), original, copy_of(original, 1, rng), report(rng), copy_of(original, 2, rng)]
    assert stories_of([signature_of(" ".join(sentences)) for sentences in told]) == [0, 1, 1, 3, 1]


def test_short_notices_that_are_alike_are_no_story():
    assert stories_of([signature_of("No ferry today. Rain is expected.")] * 3) == [0, 1, 2]


def test_no_articles_tell_no_story():
    assert stories_of([]) == []


def test_copies_are_found_among_many_articles_that_share_a_foot():
    rng = random.Random(5)
    foot = " ".join(sentence(rng) for _ in range(4))  # a fifth of each, as a long notice is
    reports = [report(rng) for _ in range(1_500)]
    copies = [copy_of(one, at % 4, rng) for at, one in enumerate(reports[:300])]
    found = stories_of([signature_of(" ".join([*sentences, foot])) for sentences in (*reports, *copies)])
    assert found[: len(reports)] == list(range(len(reports)))
    right = sum(story == at for at, story in enumerate(found[len(reports) :]))
    wrong = sum(story not in (at, len(reports) + at) for at, story in enumerate(found[len(reports) :]))
    assert (right >= 0.95 * len(copies), wrong) == (True, 0)
