"""DBOS at the same work, in a process of its own: workflows of five steps that do nothing, each step made durable.

Run: PYTHONPATH=… python dbos_steps.py DATABASE_URL THREADS INSTANCES. Prints steps per second.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from dbos import DBOS

STEPS = 5


@DBOS.step()
def step(number: int) -> int:
    return number + 1


@DBOS.workflow()
def flow(number: int) -> int:
    for _ in range(STEPS):
        number = step(number)
    return number


def main(url: str, threads: int, instances: int) -> None:
    DBOS(config={"name": "bench", "system_database_url": url, "log_level": "ERROR"})
    DBOS.launch()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(flow, range(threads)))
        begin = time.perf_counter()
        list(pool.map(flow, range(instances)))
        took_s = time.perf_counter() - begin
    print(instances * STEPS / took_s)
    DBOS.destroy()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
