"""Articles made for the project out of sentences with places, names and figures drawn by a seed: no two alike."""

import random

_SUBJECTS = "council harbour ferry school hospital court museum union farm mill bridge library station theatre".split()
_VERBS = "opened closed sold rebuilt praised blamed inspected renamed flooded moved cleaned lost found painted".split()
_OBJECTS = "roof pier archive engine garden budget map tower wall cellar road contract picture well clock".split()
_PLACES = "Velm Osterby Norvik Sundby Holme Varde Lund Askby Tarn Elvik Brede Falk Grena Horn".split()
_NAMES = "Stern Brandt Ek Keller Kade Holm Moss Berg Lind Vik Orr Reed Stone Roth Diallo Jensen".split()
_REASONS = (
    "before the winter,after a long dispute,to everyone's surprise,without a vote,at great cost,by mistake".split(",")
)


def sentence(rng: random.Random) -> str:
    """A sentence such as reports have."""
    return (
        f"The {rng.choice(_SUBJECTS)} of {rng.choice(_PLACES)} {rng.choice(_VERBS)} the {rng.choice(_OBJECTS)} "
        f"{rng.choice(_REASONS)}, {rng.choice(_NAMES)} said, and {rng.randint(2, 99)} people of {rng.choice(_PLACES)} "
        f"{rng.choice(_VERBS)} the {rng.choice(_OBJECTS)} as well."
    )


def report(rng: random.Random) -> list[str]:
    """The sentences of a report."""
    return [sentence(rng) for _ in range(rng.randint(8, 24))]


def copy_of(original: list[str], kind: int, rng: random.Random) -> list[str]:
    """A copy as outlets make them: another headline, a cut end, a frame, a correction."""
    if kind == 0:
        return [f"{rng.choice(_PLACES)}: what {rng.choice(_NAMES)} said", *original[1:]]
    if kind == 1:
        return original[: max(6, round(len(original) * 0.7))]
    if kind == 2:
        frame = [sentence(rng) for _ in range(max(2, len(original) // 5))]
        return [*frame, *original, "Read the whole report on our site, and write to us if you were there."]
    return [*original[:3], f"Correction: an earlier version named {rng.choice(_NAMES)} wrongly.", *original[3:]]


def follow_up_of(original: list[str], rng: random.Random) -> list[str]:
    """A different story on the same event: new sentences, and the background of the first at its end."""
    background = original[-max(2, len(original) // 3) :]
    return [*[sentence(rng) for _ in range(len(original))], *background]
