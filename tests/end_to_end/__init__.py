"""The product as people meet it: a real browser against real server processes, on both databases and both runners."""
