"""One formula, one value: the same cases in Python, the browser, SQLite and PostgreSQL."""
