"""``onrecord speakers``: look at the registry and correct it.

A correction is kept in the store and applied at every run from then on. It publishes a new state, which
a running bot picks up by itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.command.filters import PublisherFilter, SinceFilter, UntilFilter, where_of
from bot.command.options import ConfigOption, DataOption
from bot.command.output import CsvOption, Form, JsonOption, form_of, print_rows
from bot.command.shell import HELP_OPTIONS, add
from bot.config import load_settings
from bot.words.command import alias_given, merged, split_off
from index.config import IndexSettings
from index.errors import QuestionError
from index.models import Speaker, Unit
from index.search.filters import Where

if TYPE_CHECKING:
    from bot.command.speaker_text import NamedBy
    from index.search.snapshot import Snapshot
    from index.speakers import Override

speakers_app = typer.Typer(
    help="Look at the registry of speakers and correct it.", no_args_is_help=True, context_settings=HELP_OPTIONS
)
SpeakerArgument = Annotated[str, typer.Argument(help="The speaker's id, as `speakers list` shows it.")]
_BATCH = 500
_SUGGESTED = 3


def list_speakers(
    words: Annotated[list[str] | None, typer.Argument(help="Only speakers whom these words may mean.")] = None,
    *,
    silent: Annotated[bool, typer.Option("--silent", help="Also those who are named and never quoted.")] = False,
    since: SinceFilter = None,
    until: UntilFilter = None,
    publisher: PublisherFilter = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """List the speakers, those with most statements first; with a filter, those who say something there and then."""
    from bot.command.terminal import print_speakers, say_nothing_matches  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415
    from index.speakers import Directory  # noqa: PLC0415

    form = form_of(as_json=as_json, as_csv=as_csv)
    snapshot = Snapshot(load_settings(config, data).index)
    everybody = _heard_in(snapshot, where_of(snapshot, None, since, until, publisher))
    found = [m.speaker for m in Directory(everybody).find(" ".join(words), limit=50)] if words else everybody
    heard = [speaker for speaker in found if speaker.statements or silent or words]
    ordered = sorted(heard, key=lambda speaker: (-speaker.statements, speaker.name))
    if form is Form.TEXT and not ordered:
        say_nothing_matches()
    elif form is Form.TEXT:
        print_speakers(ordered)
    else:
        print_rows(map(_record, ordered), form)


def _heard_in(snapshot: "Snapshot", where: Where) -> tuple[Speaker, ...]:
    """All speakers, or those who say something that passes a filter, each with how much that is."""
    if where == Where():
        return snapshot.speakers
    keys = snapshot.keys(Unit.STATEMENT, where)
    batches = (keys[at : at + _BATCH] for at in range(0, len(keys), _BATCH))
    said = Counter(one.speaker for batch in batches for one in snapshot.read(Unit.STATEMENT, batch).values())
    return tuple(replace(speaker, statements=count) for speaker, count in said.most_common() if speaker)


def _record(speaker: Speaker) -> dict[str, Any]:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind.value,
        "statements": speaker.statements,
        "roles": [role.title for role in speaker.roles],
        "also_called": list(speaker.aliases[1:]),
    }


def show_speaker(speaker: SpeakerArgument, config: ConfigOption = None, data: DataOption = None) -> None:
    """Show a speaker's names, dated roles, articles, and the corrections made."""
    from bot.command.speaker_text import print_speaker  # noqa: PLC0415
    from index.build import overrides_of  # noqa: PLC0415
    from index.search.snapshot import Snapshot  # noqa: PLC0415

    settings = load_settings(config, data).index
    snapshot = Snapshot(settings)
    one = _speaker(snapshot, speaker)
    decided = [o for o in overrides_of(settings) if one.id in (o.subject, o.target)]
    print_speaker(one, list(_naming(snapshot, one)), decided)


def merge(
    speaker: SpeakerArgument,
    into: Annotated[str, typer.Argument(help="The id of the speaker who is the same.")],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Say that two speakers are one: what the first said is the second's from now on."""
    from index.search.snapshot import Snapshot  # noqa: PLC0415
    from index.speakers import Override  # noqa: PLC0415

    settings = load_settings(config, data).index
    snapshot = Snapshot(settings)
    gone, kept = _speaker(snapshot, speaker), _speaker(snapshot, into)
    if gone == kept:
        raise QuestionError(f"{gone.id!r} cannot be merged into itself: name two speakers")
    _decide(settings, Override("merge", gone.id, kept.id))
    typer.echo(merged(gone, kept))


def split(
    speaker: SpeakerArgument,
    name: Annotated[str, typer.Argument(help="The name that is somebody else's.")],
    article: Annotated[str, typer.Option(help="In this article only, by id.")] = "",
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Say that a speaker is two: those whom articles call NAME become a speaker of their own."""
    from index.search.snapshot import Snapshot  # noqa: PLC0415
    from index.speakers import Override, fold  # noqa: PLC0415

    settings = load_settings(config, data).index
    snapshot = Snapshot(settings)
    one = _speaker(snapshot, speaker)
    named = list(_naming(snapshot, one))
    taken = [by for by in named if fold(by.name) == fold(name) and article in ("", by.article.id)]
    _check_split(one, name, article, named, taken)
    before = {speaker.id for speaker in snapshot.speakers}
    _decide(settings, Override("split", one.id, name, article))
    made = ", ".join(speaker.id for speaker in Snapshot(settings).speakers if speaker.id not in before)
    typer.echo(split_off(name, made))


def _check_split(
    speaker: Speaker, name: str, article: str, named: "Sequence[NamedBy]", taken: "Sequence[NamedBy]"
) -> None:
    """Raise QuestionError if a split would take nothing off, or all."""
    if article and article not in {by.article.id for by in named}:
        raise QuestionError(
            f"{speaker.id!r} says nothing in article {article!r}; `onrecord speakers show {speaker.id}` lists articles"
        )
    if not taken:
        names = ", ".join(repr(known) for known in sorted({by.name for by in named}))
        raise QuestionError(f"no article calls {speaker.id!r} {name!r} by full name; they say {names}")
    if len(taken) == len(named):
        where = f"says nothing outside {article!r}" if article else f"is called {name!r} in all articles"
        raise QuestionError(f"{speaker.id!r} {where}, so nothing would be left; name one of several with --article")


def alias(
    speaker: SpeakerArgument,
    name: Annotated[str, typer.Argument(help="Another name by which questions may call the speaker.")],
    config: ConfigOption = None,
    data: DataOption = None,
) -> None:
    """Give a speaker another name."""
    from index.search.snapshot import Snapshot  # noqa: PLC0415
    from index.speakers import Override, fold  # noqa: PLC0415

    settings = load_settings(config, data).index
    snapshot = Snapshot(settings)
    one = _speaker(snapshot, speaker)
    if not fold(name):
        raise QuestionError(f"{name!r} holds no letter: give a name")
    if fold(name) in {fold(known) for known in one.aliases}:
        raise QuestionError(f"{one.id!r} is called {name!r} already")
    if other := next((s for s in snapshot.speakers if fold(name) in map(fold, s.aliases)), None):
        raise QuestionError(
            f"{name!r} is another speaker's name; `onrecord speakers merge {other.id} {one.id}` makes them one"
        )
    _decide(settings, Override("alias", one.id, name))
    typer.echo(alias_given(one, name))


def _decide(settings: IndexSettings, override: "Override") -> None:
    from index.build import republish  # noqa: PLC0415

    republish(settings, override)


def _speaker(snapshot: "Snapshot", ident: str) -> Speaker:
    """The speaker of an id. Raises QuestionError, with whom the words may mean, if there is none."""
    from index.speakers import Directory  # noqa: PLC0415

    one = next((speaker for speaker in snapshot.speakers if speaker.id == ident), None)
    if one is None:
        near = Directory(snapshot.speakers).find(ident.replace("-", " "), limit=_SUGGESTED)
        meant = ", ".join(match.speaker.id for match in near)
        remedy = f"did you mean {meant}?" if meant else "`onrecord speakers list WORDS` finds ids"
        raise QuestionError(f"no speaker has the id {ident!r}; {remedy}")
    return one


def _naming(snapshot: "Snapshot", speaker: Speaker) -> "Iterator[NamedBy]":
    """The articles in which somebody says something, each with the names that it gives them."""
    from bot.command.speaker_text import NamedBy  # noqa: PLC0415
    from index.search.filters import Where  # noqa: PLC0415

    keys = snapshot.keys(Unit.STATEMENT, Where(speakers=(speaker.id,)))
    batches = (keys[at : at + _BATCH] for at in range(0, len(keys), _BATCH))
    found = (one.article.id for batch in batches for one in snapshot.read(Unit.STATEMENT, batch).values())
    for article_id in dict.fromkeys(found):
        indexed = snapshot.article(article_id)
        if indexed is not None:
            named = (one.member.name for one in indexed.cast if one.speaker == speaker)
            yield from (NamedBy(indexed.article, name) for name in named)


add(speakers_app, list_speakers, "list")
add(speakers_app, show_speaker, "show")
add(speakers_app, merge)
add(speakers_app, split)
add(speakers_app, alias)
