"""The least a durable step could be: a transaction of two INSERTs, written by hand.

Run: python -m tests.bench.yardstick.two_inserts DATABASE_URL THREADS TRANSACTIONS. Prints transactions per second.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

_TABLES = """
CREATE TABLE IF NOT EXISTS step (id bigserial PRIMARY KEY, flow text NOT NULL, number int NOT NULL);
CREATE TABLE IF NOT EXISTS event (id bigserial PRIMARY KEY, flow text NOT NULL, kind text NOT NULL, data jsonb);
"""
_STEP = "INSERT INTO step (flow, number) VALUES (%s, %s)"
_EVENT = "INSERT INTO event (flow, kind, data) VALUES (%s, %s, '{}')"


def main(url: str, threads: int, transactions: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(_TABLES)
    each = transactions // threads

    def work(worker: int) -> None:
        with psycopg.connect(url) as connection:
            for number in range(each):
                connection.execute(_STEP, (str(worker), number))
                connection.execute(_EVENT, (str(worker), "left"))
                connection.commit()

    with ThreadPoolExecutor(threads) as pool:
        begin = time.perf_counter()
        list(pool.map(work, range(threads)))
        took_s = time.perf_counter() - begin
    print(each * threads / took_s)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
