"""The server and its driver."""

import asyncio
import inspect
import itertools
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from aiohttp import web

from tests import log_scan
from tests.botapi.markup import Parsed, units
from tests.botapi.validation import BadRequestError, checked, parsed_text

PATIENCE = 240.0  # seconds until a wait is given up: a loaded machine is slow, and a wait ends when it is over
TOKEN = "123456:AAtest-token-that-must-never-be-logged"
BOT = {
    "id": 123456,
    "is_bot": True,
    "first_name": "onrecord",
    "username": "onrecord_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
log_scan.secrets.add(TOKEN)
_UPDATE_IDS = itertools.count(1)  # one count for all servers: bots of several tests may share a journal
_ENTITIES = re.compile(r"(?P<bot_command>(?<!\S)/[a-z_]+(?:@\w+)?)|(?P<mention>@\w+)")


@dataclass(frozen=True)
class User:
    """A person who uses Telegram."""

    id: int
    name: str = "Ann"


@dataclass(frozen=True)
class Chat:
    """A private chat (the user's id), a group (negative id), or a topic of one."""

    id: int
    thread: int | None = None

    def as_json(self) -> dict[str, Any]:
        if self.id > 0:
            return {"id": self.id, "type": "private", "first_name": "Ann"}
        return {"id": self.id, "type": "supergroup", "title": "Newsroom", "is_forum": True}


@dataclass
class Sent:
    """A message that the bot sent, with what a reader sees and every text it has had."""

    chat: Chat
    id: int
    html: str
    text: str
    entities: list[tuple[str, int, int, dict[str, str | None]]]
    parameters: dict[str, Any]
    history: list[str] = field(default_factory=list)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """The inline buttons by label."""
        keyboard = (self.parameters.get("reply_markup") or {}).get("inline_keyboard", ())
        return {button["text"]: button for row in keyboard for button in row}


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: a status in Telegram's words, a body of another kind, a hang, or a drop."""

    status: int = 0
    description: str = ""
    retry_after: int = 0
    moved_to: int = 0
    body: str = ""  # what comes instead, with status 200
    drop: bool = False
    deliver: bool = False  # the call is carried out, then the connection drops
    hang: float = 0.0


class BotApi:
    """Serves one bot. Use it as an async context manager; ``url`` is what the bot is pointed at."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[str] = []
        self.sent: list[Sent] = []
        self.deleted: list[Sent] = []
        self.inline_answers: list[dict[str, Any]] = []
        self.removed: list[int] = []  # messages of others that the bot deleted
        self.guest_answers: dict[str, Parsed] = {}
        self.notices: dict[str, str] = {}  # what a press of a button was answered with, by query id
        self.drafts: list[tuple[Chat, str]] = []  # what private chats saw of unfinished messages
        self.group_admins: set[int] = set()
        self.url = ""
        self.webhook: dict[str, Any] = {}
        self._said: set[tuple[int, int]] = set()  # messages of others
        self._updates: deque[dict[str, Any]] = deque()
        self._arrived = asyncio.Condition()
        self._ids = itertools.count(1000)
        self._message_ids: dict[int, itertools.count] = defaultdict(lambda: itertools.count(1000))
        self._by_place: dict[tuple[int, int], Sent] = {}
        self._faults: dict[tuple[str, int | None], deque[Fault]] = defaultdict(deque)
        self.chance: Callable[[str, int | None], Fault | None] = lambda method, chat: None  # faults at random
        self.token = TOKEN
        self.strange_chats: set[int] = set()  # in which the bot is not
        self._open: set[str] = set()  # callback and guest queries that wait for their one answer
        self._poller = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> "BotApi":
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    # the driver

    def fail(self, method: str, *faults: Fault, chat: Chat | None = None) -> None:
        """Let the next calls of a method, or those in one chat, go wrong in this order."""
        self._faults[method.lower(), chat.id if chat else None].extend(faults)

    def pending(self, method: str, chat: Chat | None = None) -> int:
        """How many faults of a method are still to come."""
        return len(self._faults[method.lower(), chat.id if chat else None])

    async def say(self, chat: Chat, user: User, text: str, **more: Any) -> dict[str, Any]:
        """A user writes; ``more`` are further fields of the message, ``kind`` another kind of update."""
        kind = more.pop("kind", "message")
        message = self.message(chat, user, text, **more)
        await self.push({kind: message})
        return message

    def message(self, chat: Chat, user: User, text: str, **more: Any) -> dict[str, Any]:
        log_scan.note_said(text)
        entities = [
            {"type": m.lastgroup, "offset": m.start(), "length": m.end() - m.start()} for m in _ENTITIES.finditer(text)
        ]
        topic = {"message_thread_id": chat.thread, "is_topic_message": True} if chat.thread else {}
        sender = {"id": user.id, "is_bot": False, "first_name": user.name}
        number = self._message_id(chat)
        self._said.add((chat.id, number))
        return {
            "message_id": number,
            "date": int(time.time()),
            "chat": chat.as_json(),
            "from": sender,
            "text": text,
            "entities": entities,
            **topic,
            **more,
        }

    def numbered(self, update: dict[str, Any]) -> dict[str, Any]:
        """An update with the next id."""
        return {"update_id": next(_UPDATE_IDS), **update}

    async def add_to_group(self, chat: Chat, user: User, status: str = "member", before: str = "left") -> None:
        """A user adds the bot to a group, or with other statuses removes it."""
        sender = {"id": user.id, "is_bot": False, "first_name": user.name}
        rest = {"until_date": 0} if status == "kicked" else {}
        change = {
            "chat": chat.as_json(),
            "from": sender,
            "date": int(time.time()),
            "old_chat_member": {"user": BOT, "status": before},
            "new_chat_member": {"user": BOT, "status": status, **rest},
        }
        await self.push({"my_chat_member": change})

    async def push(self, update: dict[str, Any]) -> dict[str, Any]:
        """Put an update into the queue."""
        update = self.numbered(update)
        async with self._arrived:
            self._updates.append(update)
            self._arrived.notify_all()
        return update

    async def ask_inline(self, user: User, query: str, offset: str = "", **more: Any) -> dict[str, Any]:
        """A user types behind the bot's name; what the bot offers. ``more`` are further fields of the user."""
        before = len(self.inline_answers)
        await self.type_inline(user, query, offset, **more)
        return (await self.until(lambda: self.inline_answers[before:]))[0]

    async def type_inline(self, user: User, query: str, offset: str = "", **more: Any) -> None:
        """The same, without waiting for what the bot offers, which may get lost: whoever types on is asked again."""
        log_scan.note_said(query)
        sender = {"id": user.id, "is_bot": False, "first_name": user.name, **more}
        asked = {"id": str(next(self._ids)), "from": sender, "query": query, "offset": offset}
        await self.push({"inline_query": asked})

    async def press(self, user: User, sent: Sent, label: str) -> str:
        """A user presses a button under a message; the id of the query."""
        return await self.press_data(user, sent, sent.buttons[label]["callback_data"])

    async def press_data(self, user: User, sent: Sent, data: str, *, aged: bool = False) -> str:
        """``aged``: the message is so old that Telegram tells nothing but its chat and its id."""
        query = str(next(self._ids))
        self._open.add(query)
        sender = {"id": user.id, "is_bot": False, "first_name": user.name}
        message = {"chat": sent.chat.as_json(), "message_id": sent.id, "date": 0} if aged else self._as_json(sent)
        callback = {"id": query, "from": sender, "chat_instance": "1", "message": message, "data": data}
        await self.push({"callback_query": callback})
        return query

    async def notice(self, query: str) -> str:
        """What a press was answered with; empty if the answer only ends the waiting."""
        await self.until(lambda: query in self.notices)
        return self.notices[query]

    async def summon(self, chat: Chat, user: User, text: str) -> str:
        """A user mentions the bot in a chat that it has not joined; the id of the guest query."""
        query = str(next(self._ids))
        self._open.add(query)
        await self.push({"guest_message": self.message(chat, user, text, guest_query_id=query)})
        return query

    async def until(self, happened: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """Wait until something is true and return it."""
        async with asyncio.timeout(seconds):
            while not (found := happened()):
                await asyncio.sleep(0.01)
        return found

    async def replies(self, chat: Chat, count: int = 1, seconds: float = PATIENCE) -> list[Sent]:
        """The messages in a chat once there are ``count`` of them."""
        return await self.until(lambda: found if len(found := self.in_chat(chat)) >= count else None, seconds)

    def in_chat(self, chat: Chat) -> list[Sent]:
        return [sent for sent in self.sent if sent.chat == chat]

    def as_reply_to(self, sent: Sent) -> dict[str, Any]:
        """A bot's message in the form in which a reply to it carries it."""
        return {
            "message_id": sent.id,
            "date": int(time.time()),
            "chat": sent.chat.as_json(),
            "from": BOT,
            "text": sent.text,
        }

    # the server

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        posted = dict((await request.post()).items())
        files = {name: value.file.read() for name, value in posted.items() if isinstance(value, web.FileField)}
        raw = {
            name: value.filename if isinstance(value, web.FileField) else str(value) for name, value in posted.items()
        }
        fault = self._fault(method, raw)
        if fault and not fault.deliver:
            await asyncio.sleep(fault.hang)
            return self._broken(request, fault)
        try:
            parameters = checked(method, raw) | ({"file": next(iter(files.values()))} if files else {})
            self.calls.append((method, parameters))
            result = await self._carry_out(method, parameters)
        except BadRequestError as error:
            self.refused.append(f"{method}: {error}")
            return _error(400, f"Bad Request: {error}")
        except web.HTTPConflict as error:
            return _error(409, error.reason)
        if fault:
            await asyncio.sleep(fault.hang)
            return self._broken(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _fault(self, method: str, raw: dict[str, str]) -> Fault | None:
        chat = int(raw["chat_id"]) if raw.get("chat_id") else None
        for ordered in (self._faults[method.lower(), chat], self._faults[method.lower(), None]):
            if ordered:
                return ordered.popleft()
        return self.chance(method, chat)

    def _broken(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.body:
            return web.Response(text=fault.body, content_type="application/json")
        if fault.status:
            told = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.moved_to}
            parameters = {name: value for name, value in told.items() if value}
            more = {"parameters": parameters} if parameters else {}
            return _error(fault.status, fault.description or HTTPStatus(fault.status).phrase, **more)
        if request.transport is not None:  # unless whoever asked is gone
            request.transport.close()
        return web.Response()

    async def _carry_out(self, method: str, parameters: dict[str, Any]) -> Any:
        served = {
            "getUpdates": self._poll,
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "editMessageReplyMarkup": self._edit_buttons,
            "deleteMessage": self._delete,
            "sendMessageDraft": self._draft,
            "sendPhoto": self._send_file,
            "sendDocument": self._send_file,
            "answerInlineQuery": self._answer_inline,
            "answerCallbackQuery": self._answer_callback,
            "answerGuestQuery": self._answer_guest,
        }
        if method in served:
            result = served[method](parameters)
            return await result if inspect.isawaitable(result) else result
        match method:
            case "getMe":
                return BOT
            case "setWebhook":
                self.webhook = parameters
                return True
            case "getWebhookInfo":
                return {"url": self.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}
            case "getChat":
                return self._chat(int(parameters["chat_id"]))
            case "getChatMember" if parameters["user_id"] == BOT["id"]:
                return {"status": "member", "user": BOT}
            case "getChatMember":
                return self._member(parameters["user_id"])
            case "setMyCommands" | "setMyDescription" | "setMyShortDescription" | "deleteWebhook" | "sendChatAction":
                return True
        raise BadRequestError(f"{method} is not served here")

    def _chat(self, chat: int) -> dict[str, Any]:
        if chat in self.strange_chats:
            raise BadRequestError("chat not found")
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
        )
        return {**Chat(chat).as_json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    def _member(self, user: int) -> dict[str, Any]:
        person = {"id": user, "is_bot": False, "first_name": "Ann"}
        if user not in self.group_admins:
            return {"status": "member", "user": person}
        rights = {
            "can_be_edited": False,
            "is_anonymous": False,
            "can_manage_chat": True,
            "can_delete_messages": True,
            "can_manage_video_chats": True,
            "can_restrict_members": True,
            "can_promote_members": False,
            "can_change_info": True,
            "can_invite_users": True,
            "can_post_stories": False,
            "can_edit_stories": False,
            "can_delete_stories": False,
        }
        return {"status": "administrator", "user": person, **rights}

    def _answer_inline(self, parameters: dict[str, Any]) -> bool:
        if len(parameters["results"]) > 50:
            raise BadRequestError("RESULTS_TOO_MUCH")
        for result in parameters["results"]:
            parsed_text(result["input_message_content"], "message_text")
        self.inline_answers.append(parameters)
        return True

    def _answer_callback(self, parameters: dict[str, Any]) -> bool:
        self._close(parameters["callback_query_id"])
        if units(parameters.get("text", "")) > 200:
            raise BadRequestError("MESSAGE_TOO_LONG")
        self.notices[parameters["callback_query_id"]] = parameters.get("text", "")
        return True

    def _answer_guest(self, parameters: dict[str, Any]) -> dict[str, str]:
        self._close(parameters["guest_query_id"])
        content = parsed_text(parameters["result"]["input_message_content"], "message_text")
        self.guest_answers[parameters["guest_query_id"]] = content
        return {"inline_message_id": parameters["guest_query_id"]}

    async def _poll(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        self._poller += 1
        mine = self._poller
        offset = parameters.get("offset") or 0
        try:
            async with asyncio.timeout(min(float(parameters.get("timeout") or 0), 2.0)):
                async with self._arrived:
                    while True:
                        if self._poller != mine:
                            raise web.HTTPConflict(reason="Conflict: terminated by other getUpdates request")
                        while self._updates and self._updates[0]["update_id"] < offset:
                            self._updates.popleft()
                        if self._updates:
                            return list(self._updates)[: parameters.get("limit") or 100]
                        await self._arrived.wait()
        except TimeoutError:
            return []

    def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        parsed = parsed_text(parameters)
        chat = Chat(int(parameters["chat_id"]), parameters.get("message_thread_id"))
        message = self._message_id(chat)
        sent = Sent(chat, message, parameters["text"], parsed.text, parsed.entities, parameters, [parsed.text])
        return self._kept(sent)

    def _send_file(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if not parameters.get("file"):
            raise BadRequestError("file must be non-empty")
        caption = parsed_text(parameters, "caption", 1024) if parameters.get("caption") else Parsed("", [])
        chat = Chat(int(parameters["chat_id"]), parameters.get("message_thread_id"))
        html = parameters.get("caption", "")
        message = self._message_id(chat)
        return self._kept(Sent(chat, message, html, caption.text, caption.entities, parameters, [caption.text]))

    def _draft(self, parameters: dict[str, Any]) -> bool:
        chat = Chat(int(parameters["chat_id"]), parameters.get("message_thread_id"))
        if chat.id < 0 or not parameters["draft_id"]:
            raise BadRequestError("drafts are for private chats and have an id")
        self.drafts.append((chat, parsed_text(parameters).text))
        return True

    def _close(self, query: str) -> None:
        if query not in self._open:
            raise BadRequestError("query is too old and response timeout expired or query ID is invalid")
        self._open.remove(query)

    def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        parsed = parsed_text(parameters)
        sent = self._posted(parameters)
        if sent is None:
            raise BadRequestError("message to edit not found")
        if sent.html == parameters["text"] and sent.parameters.get("reply_markup") == parameters.get("reply_markup"):
            raise BadRequestError("message is not modified: specified new message content is exactly the same")
        sent.text, sent.html, sent.entities, sent.parameters = (
            parsed.text,
            parameters["text"],
            parsed.entities,
            parameters,
        )
        sent.history.append(parsed.text)
        return self._as_json(sent)

    def _edit_buttons(self, parameters: dict[str, Any]) -> dict[str, Any]:
        sent = self._posted(parameters)
        if sent is None:
            raise BadRequestError("message to edit not found")
        sent.parameters = {**sent.parameters, "reply_markup": parameters.get("reply_markup")}
        return self._as_json(sent)

    def _delete(self, parameters: dict[str, Any]) -> bool:
        gone = self._posted(parameters)
        if (
            gone is None
            and (int(parameters["chat_id"]), parameters["message_id"]) in self._said
            and BOT["id"] in self.group_admins
        ):
            self.removed.append(parameters["message_id"])
            return True
        if gone is None:
            raise BadRequestError("message to delete not found")
        self.sent.remove(gone)
        del self._by_place[gone.chat.id, gone.id]
        self.deleted.append(gone)
        return True

    def _posted(self, parameters: dict[str, Any]) -> Sent | None:
        """The bot's message of an id in a chat."""
        return self._by_place.get((int(parameters["chat_id"]), parameters["message_id"]))

    def _kept(self, sent: Sent) -> dict[str, Any]:
        self.sent.append(sent)
        self._by_place[sent.chat.id, sent.id] = sent
        return self._as_json(sent)

    def _message_id(self, chat: Chat) -> int:
        """The next id: a group has a count of its own, the private chats of a bot share one."""
        return next(self._message_ids[min(chat.id, 0)])

    def _as_json(self, sent: Sent) -> dict[str, Any]:
        topic = {"message_thread_id": sent.chat.thread, "is_topic_message": True} if sent.chat.thread else {}
        chat = sent.chat.as_json()
        return {"message_id": sent.id, "date": int(time.time()), "chat": chat, "from": BOT, "text": sent.text, **topic}


def _error(status: int, description: str, **more: Any) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, "description": description, **more}, status=status)
