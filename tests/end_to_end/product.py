"""The product as processes of their own: a server, and a worker where jobs go through Redis.

How they run is told by the environment alone, as an operator would tell it.
"""

import http.client
import os
import sys
from collections.abc import Mapping

from tests.servers.server import Server


class Product(Server):
    """`loomwork serve --demo` on a folder and port of its own; `environment` chooses database and Redis."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__()
        # Only what this product is told counts, whatever the machine of the tests has set.
        self.environment = {name: value for name, value in environment.items() if name.startswith("LOOMWORK_")}
        self.worker = Worker(self) if "LOOMWORK_REDIS_URL" in self.environment else None

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return self.told("serve", "--demo", "--port", str(self.port))

    def told(self, command: str, *arguments: str) -> list[str]:
        """One of Loomwork's commands on this product's data, with its environment."""
        known = [name for name in os.environ if name.startswith("LOOMWORK_")]
        environment = [*(part for name in known for part in ("-u", name)), *map("=".join, self.environment.items())]
        program = [sys.executable, "-m", "loomwork.cli", command, "--data", str(self.folder / "data")]
        return ["env", *environment, *program, *arguments]

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def start(self) -> None:
        super().start()
        if self.worker:
            self.worker.start()

    def close(self) -> None:
        if self.worker:
            self.worker.close()
        super().close()


class Worker(Server):
    """`loomwork worker` for a product. It is awaited by nobody: what it does late is still done."""

    def __init__(self, product: Product) -> None:
        super().__init__()
        self._product = product

    def command(self) -> list[str]:
        return self._product.told("worker")

    def answers(self) -> bool:
        return True
