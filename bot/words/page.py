"""The sentences of the page, and the labels of its parts."""

from collections.abc import Sequence
from datetime import date

from bot.words.statements import readable
from index.models import Speaker, SpeakerKind
from retrieval.view import Source

SITE = "onrecord"
CLAIM = "Who said what, when, and where it was printed"
SKIP = "Skip to the content"
NAVIGATION = "Site"
ASK = "Ask"
ASK_LABEL = "Ask what somebody said"
SPEAKERS = "Speakers"
CORPUS = "Corpus"
API = "API"
EXAMPLES = "For example"
ANSWER = "Answer"
WHOM = "Whom do you mean?"
NOTHING_ASKED = "Type a question first."
_HOLDS = "{statements} statements by {speakers} speakers, from {articles} articles."

PERMANENT = "Permanent link"
READ_ARTICLE = "Read the article"
ALL_OF_SPEAKER = "All by this speaker"
AT_PUBLISHER = "At the publisher’s, at these words"
AT_PUBLISHER_ARTICLE = "At the publisher’s"
CONTEXT = "The article's own words around it:"

STATEMENT = "Statement"
STATEMENT_BEGINS = "statement begins"
STATEMENT_ENDS = "statement ends"
IN_ARTICLE = "In the article"
IN_CHAT = "In Telegram"
ARTICLE = "The article"
ARTICLE_TEXT = "Text of the article"
NOT_REPRODUCED = "Nothing is known to permit printing this article here. Read it at the publisher’s."
STATEMENTS_HERE = "Statements in this article"
OTHER_STATEMENTS = "Other statements in this article"
NO_OTHERS = "There is no other."
NO_STATEMENTS = "No statement was read in this article."
CREDIT = "Credit line"
COPY = "Copy"
COPIED = "Copied."
NOT_COPIED = "Your browser did not copy it. It is marked: press Ctrl+C."
CITE = "Cite"
CITE_TEXT = "Text"
CITE_BIBTEX = "BibTeX"
CITE_CSL = "CSL-JSON"
CITED = (("text", CITE_TEXT), ("bibtex", CITE_BIBTEX), ("csl", CITE_CSL), ("json-ld", "JSON-LD"))
HOW_READ = "How it was read"
STATEMENT_GONE = "This statement is no longer read in its article"
STATEMENT_GONE_LONG = (
    "The article has changed, or is read differently now. Here it is with the statements that it holds today."
)

SPEAKER_KINDS = {SpeakerKind.PERSON: "Person", SpeakerKind.ORGANISATION: "Organisation"}
ROLES = "Roles"
ALSO_CALLED = "Also called"
OUTLETS = "Printed by"
WHEN = "When"
NUMBER_OF_STATEMENTS = "Statements"
PERIOD = "Time"
ABOUT = "About"
FILTER = "Filter"
FIND_SPEAKER = "Name"
NOBODY_OF_NAME = "No speaker of this name has a statement."
NOTHING_ABOUT = "No statement has these words."
PAGES = "Pages"
PREVIOUS, NEXT = "Previous", "Next"
_TIMELINE = "Statements over time: {bars}"
_BAR = "{when}: {count}"
_FROM_TO = "{first} to {last}"
_OF_COUNT = "{first}–{last} of {total}"

PUBLISHER = "Publisher"
PUBLISHER_UNKNOWN = "Publisher unknown"
ARTICLES = "Articles"
LICENCES = "Licences"
LICENCE = "Licence"
DAYS = "Days"
DAY_UNKNOWN = "date unknown"
ALL_PUBLISHERS = "All publishers"
NO_ARTICLES = "The index holds no articles yet."
NO_SUCH_ARTICLES = "There are no such articles."

API_INTRODUCTION = "Answers, statements and articles as JSON, for programs. Every statement has a permanent key."
_API_LIMIT = "One client may send {count} requests in a minute. What is beyond gets status 429 with a Retry-After."
API_DESCRIPTION = "Description of the API (OpenAPI)"
API_TITLE = "onrecord"
API_SUMMARY = "Who said what, in the exact words of a news corpus."

FOOTER = "The words are the articles’. Print the credit line when you reuse them."
_TITLE = "{page} · onrecord"

ERRORS = {
    400: "That cannot be read",
    404: "There is nothing here",
    405: "That cannot be done here",
    429: "Too many questions",
    500: "Something went wrong on our side",
}
NOT_FOUND = "The address is wrong, or what stood here has left the corpus."
NO_SUCH_STATEMENT = "There is no statement of this key."
NO_SUCH_ARTICLE = "There is no article of this key."
NO_SUCH_SPEAKER = "There is no speaker of this id."
_NOT_TAKEN = "there is no such parameter here; it may be {names}"
_NONE_TAKEN = "no parameter is taken here"
_NO_CANDIDATE = "the question may mean one of {candidates}"
_NOTHING_OPEN = "the question leaves nobody of this id open; ask without it"
_TOO_MANY = "You may ask {allowed} questions in a minute. Try again in {seconds} s."
WRONG = "It has been noted. Please try again."


def title(page: str) -> str:
    """What the browser shows as the title of a page."""
    return _TITLE.format(page=page) if page else SITE


def holds(statements: int, speakers: int, articles: int) -> str:
    """What the corpus holds, in one line."""
    return _HOLDS.format(statements=f"{statements:,}", speakers=f"{speakers:,}", articles=f"{articles:,}")


def not_taken(names: Sequence[str]) -> str:
    """That a parameter is not one of those that are taken."""
    return _NOT_TAKEN.format(names=", ".join(names)) if names else _NONE_TAKEN


def no_candidate(candidates: Sequence[str]) -> str:
    """That a question cannot mean a speaker; ``candidates`` are the ids of those whom it may mean."""
    return _NO_CANDIDATE.format(candidates=", ".join(candidates)) if candidates else _NOTHING_OPEN


def too_many(allowed: int, seconds: int) -> str:
    """What a client is told that asks more often than the limit allows."""
    return _TOO_MANY.format(allowed=allowed, seconds=seconds)


def api_limit(count: int) -> str:
    """How much one client may ask of the API."""
    return _API_LIMIT.format(count=count)


def period(source: Source) -> str:
    """The days of a publisher's articles."""
    return days(source.first, source.last) or DAY_UNKNOWN


def days(first: date | None, last: date | None) -> str:
    """A period; empty where its days are unknown."""
    if not first or not last:
        return ""
    return readable(first) if first == last else _FROM_TO.format(first=readable(first), last=readable(last))


def held(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """The roles of a speaker, each with the days on which articles give it; days are empty where they are unknown."""
    return tuple((role.title, days(role.first, role.last)) for role in speaker.roles)


def timeline(bars: tuple[tuple[str, int], ...]) -> str:
    """What a timeline shows, in words, for those who do not see it."""
    return _TIMELINE.format(bars=", ".join(_BAR.format(when=when, count=count) for when, count in bars))


def page_of(first: int, last: int, total: int) -> str:
    """Which of all are shown."""
    return _OF_COUNT.format(first=f"{first:,}", last=f"{last:,}", total=f"{total:,}")
