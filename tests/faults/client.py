"""A client that never gives up: repeats a request with the same key until it is told yes or no."""

import http.client
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# Longer than any answer takes; a stopped server must not hold its client for ever.
_ANSWER_S = 5.0
_PAUSE_S = 0.02
_PERHAPS_DONE = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    """`repeated`: an earlier sending of the same request got no answer, so it may have been done before."""

    status: int
    body: Any
    repeated: bool


class Client:
    """Speaks to any of several servers in the name of one person."""

    def __init__(self, ports: Sequence[int], token: str, dice: random.Random) -> None:
        self._ports = ports
        self._dice = dice
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send until a server gives a definite answer; a failure of the server's is none."""
        repeated = False
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        while True:
            try:
                status, answer = self._once(method, path, body, names)
            except ConnectionRefusedError:
                pass  # nobody was there, so nothing was done
            except _PERHAPS_DONE:
                repeated = True
            else:
                if status < 500:
                    return Answer(status, answer, repeated)
                repeated = True
            time.sleep(_PAUSE_S)

    def _once(self, method: str, path: str, body: Any, headers: dict[str, str]) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._dice.choice(self._ports), timeout=_ANSWER_S)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, f"/api/v1{path}", data, self._headers | headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()
