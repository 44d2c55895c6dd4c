"""The yardstick: what a good developer writes by hand with Flask and SQLAlchemy. Never imports loomwork."""
