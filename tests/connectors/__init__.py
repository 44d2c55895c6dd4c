"""Connectors, held to small real servers on this machine's loopback."""
