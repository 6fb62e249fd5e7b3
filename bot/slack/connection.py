"""Slack's socket, in a process of its own: what arrives is kept and acknowledged, however busy the answering one is.

It lives while its parent holds its standard input, and writes a line when it is connected, and when something arrived.
"""

import contextlib
import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from bot import incident, settings
from bot.slack.inbox import Inbox
from bot.slack.outbox import UNREACHED, open_client
from bot.slack.receiver import Receiver
from bot.slack.worker import joining
from bot.store import Store
from ingest.errors import RolecallError

_CONNECTED = "connected"
_AGAIN = 5.0
"""Seconds after which a connection that ended by itself is opened anew."""
_NAME = "bot.slack.connection"  # as the child it is "__main__"
_log = logging.getLogger(_NAME)


class Connection:
    """The parent's end. `arrived` is set when the inbox holds something new."""

    def __init__(self, home: Path, arrived: threading.Event) -> None:
        self._command = [sys.executable, "-m", _NAME, str(home)]
        self._arrived = arrived
        self._closed, self._lock = threading.Event(), threading.Lock()
        self.process = self._begun()

    def open(self) -> None:
        """Returns when Slack has answered. RolecallError where it takes no such token, or can't be reached."""
        if refusal := self._refusal():
            self.close()
            raise RolecallError(refusal)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """What has been acknowledged is in the inbox."""
        with self._lock:  # never between the end of one and the beginning of the next
            self._closed.set()
            self._end()

    def _begun(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603  (our own module)
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _end(self) -> None:
        with self.process as process:  # closes the pipes, and waits
            assert process.stdin
            process.stdin.close()

    def _refusal(self) -> str:
        assert self.process.stdout
        said = self.process.stdout.readline().strip()
        return "" if said == _CONNECTED else said or "The connection to Slack ended at once. Start it again."

    def _listen(self) -> None:
        while not self._closed.is_set():
            assert self.process.stdout
            for _ in self.process.stdout:
                self._arrived.set()
            self._closed.wait(_AGAIN)
            with self._lock:
                if self._closed.is_set():
                    return
                self._end()
                self.process = self._begun()
            _log.warning("the connection to Slack ended, and is opened anew: %s", self._refusal() or _CONNECTED)


def refused(name: str, error: SlackApiError) -> RolecallError:
    why = error.response.get("error")
    return RolecallError(f"Slack does not take {name} ({why}). Copy it again from the app's page.")


def unreached() -> RolecallError:
    return RolecallError("Slack can't be reached. Check the network, and SLACK_API_URL if it is set.")


def main(home: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's to hear
    incident.keep_log(home)
    given = settings.slack()
    store = Store(home)
    inbox = Inbox(store.engine)
    receiver = Receiver(inbox, *joining(store))
    client = open_client("", given.api_url)
    socket = SocketModeHandler(receiver.app, given.app_token, web_client=client, logger=_log)
    try:
        socket.connect()  # type: ignore[no-untyped-call]
    except SlackApiError as error:
        _say(str(refused("SLACK_APP_TOKEN", error)))
    except UNREACHED:
        _say(str(unreached()))
    else:
        _say(_CONNECTED)
        threading.Thread(target=_tell, args=(inbox,), daemon=True).start()
        sys.stdin.read()
        socket.close()  # type: ignore[no-untyped-call]
    store.close()


def _tell(inbox: Inbox) -> None:
    with contextlib.suppress(BrokenPipeError):  # the parent has died: main ends too
        while inbox.arrived.wait():
            inbox.arrived.clear()
            _say("")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except RolecallError as error:
        _say(str(error))
    except Exception as error:
        _say(incident.record(error, Path(sys.argv[1])))
