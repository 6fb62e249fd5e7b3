"""`rolecall slack`: the process that answers what arrives, by a socket of its own or through `rolecall serve`."""

import logging
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import incident, settings
from bot.chat import Chat, open_chat
from bot.slack import clicks
from bot.slack.audience import Membership
from bot.slack.blocks import said
from bot.slack.connection import Connection, refused, unreached
from bot.slack.inbox import TRIES, Inbox, Later, Lost, Taken
from bot.slack.library import Library
from bot.slack.outbox import UNREACHED, Outbox, open_client
from bot.slack.request import Kind
from bot.slack.worker import Worker
from bot.store import Store
from ingest.errors import IndexMissing, RolecallError

AT_ONCE = 8
"""Requests in the making. Those of one thread follow one another."""
_TAKEN = 4 * AT_ONCE
"""Requests taken from the inbox at a time; other processes may take the rest."""
_LOOK = 0.2
"""Seconds between two looks into the inbox, for what other processes put there."""
_SWEEP = 3_600.0
_log = logging.getLogger(__name__)


class Service:
    def __init__(self, home: Path, given: settings.Slack) -> None:
        self.home = home
        self.store = Store(home)
        self.inbox = Inbox(self.store.engine)
        client = open_client(given.bot_token, given.api_url)
        self.outbox = Outbox(client, self.inbox)
        public = open_chat(home)
        inside = _inside(home, public)
        (inside or Library(public)).ready()
        self.worker = Worker(
            self.store,
            self.inbox,
            self.outbox,
            Membership(client, _own_team(client), given.internal_channels),
            Library(public),
            inside,
            given.people,
        )
        self._kinds: Mapping[Kind, Callable[[Taken], None]] = {
            **dict.fromkeys(("mention", "message", "command", "shortcut"), self.worker.asked),
            "opened": self.worker.opened,
            "edited": lambda taken: clicks.edited(self.worker, taken),
            "deleted": lambda taken: clicks.deleted(self.worker, taken),
            "rated": lambda taken: clicks.rated(self.worker, taken),
            "person": lambda taken: clicks.to_person(self.worker, taken),
            "share": lambda taken: clicks.share(self.worker, taken),
        }
        self._lanes = [ThreadPoolExecutor(1, f"slack-{n}") for n in range(AT_ONCE)]
        self._taken: set[str] = set()
        self._lock = threading.Lock()
        self._stopped, self._ended = threading.Event(), threading.Event()
        self._connection = Connection(home, self.inbox.arrived) if given.app_token else None

    def run(self) -> None:
        """Until `stop`."""
        if self._connection:
            self._connection.open()
        for loop in (self._beat, self._sweep):
            threading.Thread(target=loop, daemon=True).start()
        while not self._stopped.is_set():
            self.inbox.arrived.wait(_LOOK)
            self.inbox.arrived.clear()
            try:
                self._take()
            except Exception as error:  # the database is away for a moment: nothing is lost, it is looked at again
                _log.warning("the inbox can't be read: %s", type(error).__name__, exc_info=error)
                self._stopped.wait(1)

    def stop(self) -> None:
        """What is being answered is answered; the rest stays in the inbox."""
        self._stopped.set()
        if self._connection:
            self._connection.close()
        for lane in self._lanes:
            lane.shutdown(wait=True)
        self._ended.set()
        self.store.close()

    def _take(self) -> None:
        with self._lock:
            room, mine = _TAKEN - len(self._taken), set(self._taken)
        for key in self.inbox.waiting(room) if room > 0 else ():
            if key not in mine and (taken := self.inbox.take(key)):
                with self._lock:
                    self._taken.add(key)
                request = taken.request
                lane = crc32(f"{request.channel}|{request.thread}".encode()) % AT_ONCE
                self._lanes[lane].submit(self._handle, taken)

    def _handle(self, taken: Taken) -> None:
        try:
            if self._stopped.is_set():
                self.inbox.again(taken, 0)
            else:
                self._tried(taken)
        except Exception as error:  # the database: when it is back, and the lease has run out, it is taken up again
            _log.warning("left in the inbox: %s", type(error).__name__, exc_info=error)
        finally:
            with self._lock:
                self._taken.discard(taken.request.key)

    def _tried(self, taken: Taken) -> None:
        """Ends in an answer, a sentence with a reference, or another try: never in silence."""
        try:
            if taken.tries > TRIES:  # whatever it is that ends each process that takes it up
                raise RuntimeError
            self._kinds[taken.request.kind](taken)
        except Later as later:
            self.inbox.again(taken, later.seconds)
            return
        except Lost:
            return
        except UNREACHED as error:
            if _may_pass(error) and taken.tries < TRIES:
                _log.warning("Slack can't be reached: %s", type(error).__name__)
                self.inbox.again(taken, 2.0**taken.tries)
                return
            self._excused(taken, incident.record(error, self.home))
        except RolecallError as error:
            self._excused(taken, str(error))
        except Exception as error:
            self._excused(taken, incident.record(error, self.home))
        self.inbox.done(taken)

    def _excused(self, taken: Taken, text: str) -> None:
        """In the answer's place; where there is one already, to the asker alone."""
        row = self.inbox.outcome(taken.request.key)
        begun = row.reply if row else None
        try:
            if taken.request.respond or (begun and row and row.n):
                self.outbox.whisper(taken, text, said(text))
            else:
                self.outbox.post(replace(taken, reply=begun), text, said(text))
        except UNREACHED as error:
            _log.warning("not even an excuse was delivered", exc_info=error)

    def _beat(self) -> None:
        """Tells the other processes that this one lives."""
        while not self._ended.wait(self.inbox.beat):
            try:
                with self._lock:
                    mine = list(self._taken)
                if mine:
                    self.inbox.renew(mine)
            except Exception as error:
                _log.warning("no heartbeat: %s", type(error).__name__)

    def _sweep(self) -> None:
        """Forgets what is too old to keep."""
        while not self._stopped.is_set():
            try:
                days = settings.allowance().kept_days
                self.store.expire(days)
                self.inbox.expire(days)
            except Exception as error:
                _log.warning("nothing was forgotten: %s", type(error).__name__)
            self._stopped.wait(_SWEEP)


def run(home: Path) -> None:
    """RolecallError where a token or the index is missing."""
    incident.keep_log(home)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    service = Service(home, settings.slack())
    try:
        service.run()
    except KeyboardInterrupt:
        service.stop()


def _own_team(client: WebClient) -> str:
    try:
        return str(client.auth_test()["team_id"])
    except SlackApiError as error:
        raise refused("SLACK_BOT_TOKEN", error) from None
    except UNREACHED:
        raise unreached() from None


def _inside(home: Path, public: Chat) -> Library | None:
    try:
        return Library(open_chat(home, "internal"), public)
    except IndexMissing:
        return None


def _may_pass(error: Exception) -> bool:
    """Whether Slack may take it another time."""
    return not isinstance(error, SlackApiError) or error.response.status_code in (429, *range(500, 600))
