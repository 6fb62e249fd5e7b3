"""How soon Slack hears that something has arrived: `python -m benchmarks.slack HOME [EVENTS]`.

So many events at once, while the chat model hangs; the bot is a process of its own, Slack a server of the tests'.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import upstream
from slack_payloads import event
from workspace import BOT, running

ROUNDS = 10


def hanging(_: dict[str, Any]) -> Iterator[upstream.Act]:
    yield 60.0


def main(home: str, count: str = "50") -> None:
    with running() as workspace, upstream.serving() as model, TemporaryDirectory() as folder:
        model.script = hanging
        workspace.channel("C0JOBS")
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/slack.sqlite",
            "OPENAI_BASE_URL": model.url,
            "SLACK_API_URL": workspace.api_url,
            "SLACK_BOT_TOKEN": "xoxb-test",
            "SLACK_APP_TOKEN": "xapp-test",
            "ROLECALL_QUESTIONS_A_MINUTE": "1000000",
            "ROLECALL_QUESTIONS_A_DAY": "1000000",
        }
        command = [sys.executable, "-m", "bot.cli", "slack", "--home", home]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as bot:
            while not workspace.sockets:
                time.sleep(0.01)
            for _ in range(ROUNDS):
                sent = [
                    workspace.deliver(event(workspace, f"<@{BOT}> do you pay for moving?")) for _ in range(int(count))
                ]
                while not set(sent) <= set(workspace.acks):
                    time.sleep(0.01)
            took = [(workspace.acks[id] - workspace.sent[id]) * 1000 for id in workspace.sent]
            bot.send_signal(signal.SIGKILL)
        print(f"{len(took)} events, {count} at once, the model hanging:")
        print(f"acknowledged after {np.median(took):.0f} ms (median), {np.quantile(took, 0.99):.0f} ms (p99)")


if __name__ == "__main__":
    main(*sys.argv[1:])
