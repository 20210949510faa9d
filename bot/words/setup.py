"""What ``onrecord init`` asks and ``onrecord doctor`` finds."""

from collections.abc import Sequence
from pathlib import Path

# the doctor
LOOKING = "looking"
PYTHON = "{version}, {executable}"
PYTHON_TOO_OLD = "{version} is too old"
NEWER_PYTHON = "install Python 3.11 or newer and recreate the environment with it: make PYTHON=python3.12"
NOT_INSTALLED = "this is a copy of the source that was never installed"
INSTALL = "pip install --editable ."
LACKING = "missing or of another version: {packages}"
COMPLETE = "onrecord {version} with all that it needs"
EXTRA_LACKING = "not installed: {packages}"
_PIP = "pip install {packages}"
_EXTRA = "pip install 'onrecord[{extra}]'"
CONFIGURATION = "{path}"
NO_CONFIGURATION = "none; the defaults and the environment hold"
WRITE_CONFIGURATION = "`onrecord init` writes one"
OTHERS_READ = "{path}: others on this machine may read it"
NO_CORPUS = "no articles are named"
SET_CORPUS = 'set [corpus] paths = ["folder"], or name folders: onrecord index FOLDER'
NOT_WRITABLE = "{folder}: may not be written by this user"
MAKE_WRITABLE = "give this user the right to (chown, chmod), or name another folder: [index] data"
_FREE = "{folder}: {free} GB free"
MAKE_ROOM = "make room, or name a folder on another disk: [index] data"
MAKE_INDEX = "onrecord index FOLDER, or /reindex in Telegram"
EMPTY = "it holds no articles"
_HELD = "{articles} articles, {statements} statements"
BOT = "@{name}"
NO_BOT = "no bot is set up"
SET_BOT = "for one, run `onrecord init` again, or set ONRECORD_BOT__TOKEN"
READS_ALL = "off: the bot sees every message of its groups, and answers commands, mentions and replies"
READS_SOME = "on: in groups the bot sees commands and replies to it; a mention alone may not reach it"
SET_PRIVACY = "to be reached by mentions, make the bot an admin of the group, or /setprivacy at @BotFather"
JOINS_NONE = "the bot may not be added to groups"
SET_JOIN = "/setjoingroups at @BotFather"
NO_INLINE = "off: @bot QUESTION finds nothing in other chats"
SET_INLINE = "/setinline at @BotFather"
NO_ADMINS = "nobody is admin, so nobody may re-index from a chat"
NAME_ADMIN = "set [bot] admins; `onrecord init` finds your id"
NOT_THERE = "{chat}: the bot is not in this chat ({reason})"
ADD_TO_CHAT = "add the bot to it, or take it out of [bot] allowed_chats"
MAY_NOT_WRITE = "{chat}, {name}: the bot may not write there"
LET_WRITE = "let members write, or make the bot an admin of the group"
HOOKED = "Telegram calls {url}"
POLLING_TAKES_OVER = "a bot that polls takes this away at its start"
NONE = "nothing"
NO_ENDING = "without an ending"
OTHER_HOOK = "Telegram calls {url}, not {wanted}"
HOOK_AT_START = "the bot tells Telegram at its start"
LAST_ERROR = "Telegram's last call failed: {error}"
MANY_WAITING = "{count} updates wait to be delivered"
SEE_PROXY = "check that the proxy is running, terminates TLS and forwards to where onrecord listens"
REACHED = "{url} answers"
UNREACHED = "{url} cannot be reached ({reason})"
STATUS = "{url} answers with status {status}"
_EXPIRES = "the certificate of {host} is good for {days} days"
_EXPIRED = "the certificate of {host} has expired"
RENEW = "renew it, or see why that does not happen by itself"
NO_CLOCK = "no server told the time"
ON_TIME = "as Telegram's"
_APART = "{seconds} seconds {way} Telegram's"
SET_CLOCK = "let the clock be set by the network: timedatectl set-ntp true"
NO_PAGE = "the page cannot be served"
PORT_FREE = "{place} is free"
PORT_TAKEN = "{place} cannot be listened on ({reason}); the page may be running"
OTHER_PORT = "else end what uses it, or set [web] port"
NO_CLIENT = "the client is not installed"
SEE_LLM = "see to [llm] base_url, model and api_key, and that the endpoint runs"
NO_LIST = "{url} gives no list of models"
NO_MODEL = "{url} does not have {model}"
_ALL_SOUND = "Nothing is wrong."
_SUMMED_UP = "{faults} wrong, {warnings} worth mending."

# init
CORPUS = "Where are your articles (a file or folder)"
SEEN = "{path}: {count} articles"
SEEN_FIRST = "{path}: {count} articles at least; looked at the first {count}"
LACKS = "  without {field}: {count} of {of}"
SKIPS = "  {count} cannot be read: {reason}"
PASSES_OVER = "  in no format that is read: {kinds}"
ANOTHER = "Another file or folder (empty: no more)"
DATA = "Where should the index be kept"
TELEGRAM = "Set up the Telegram bot now"
BOTFATHER = "Open https://t.me/BotFather, send /newbot, and copy the token."
ASKED = "The token (it is not shown)"
MET = "Telegram knows @{name}."
KEEP = "Keep the token in the configuration, a file that only you may read? Otherwise you set ONRECORD_BOT__TOKEN"
SAY = (
    "So that you become admin: open https://t.me/{name}?start={code} and press Start, or send @{name} this word: {code}"
)
NOBODY = "Nobody sent {code} within {seconds:.0f} seconds. `onrecord init` can be run again."
FOUND = "{name} ({id}) is admin."
REPLACE = "{path} exists. Replace it"
WRITTEN = "{path} has been written; only you can read it."
_NEXT = "Next:"
_INDEX = "  onrecord index{options}"
_EXPORT = "  export ONRECORD_BOT__TOKEN=…   # the token from BotFather"
_BOT = "  onrecord bot{options}"
_DOCTOR = "  onrecord doctor{options}   # whenever something is wrong"


def pip(packages: Sequence[str]) -> str:
    """The command that installs packages."""
    return _PIP.format(packages=" ".join(f"'{one}'" for one in packages))


def install(name: str) -> str:
    """The command that installs an extra."""
    return _EXTRA.format(extra=name)


def free(folder: Path, size: int) -> str:
    """How much room there is."""
    return _FREE.format(folder=folder, free=f"{size / 1e9:,.1f}")


def held(articles: int, statements: int) -> str:
    """What an index holds."""
    return _HELD.format(articles=f"{articles:,}", statements=f"{statements:,}")


def expires(host: str, days: int) -> str:
    """How long a certificate is good."""
    return _EXPIRES.format(host=host, days=days) if days >= 0 else _EXPIRED.format(host=host)


def apart(seconds: float) -> str:
    """How far the clock is from the server's."""
    return _APART.format(seconds=f"{abs(seconds):,.0f}", way="ahead of" if seconds > 0 else "behind")


def summed_up(faults: int, warnings: int) -> str:
    """How much was found."""
    return _SUMMED_UP.format(faults=faults, warnings=warnings) if faults or warnings else _ALL_SOUND


def next_steps(options: str, *, bot: bool, token_kept: bool) -> str:
    """What to do when a configuration is written."""
    telegram = [*([] if token_kept else [_EXPORT]), _BOT] if bot else []
    return "\n".join([_NEXT, *(line.format(options=options) for line in (_INDEX, *telegram, _DOCTOR))])
