"""Draws that anybody can check: the number comes from the instance, the node and the visit, not from chance."""

import hashlib


def drawn(instance: str, node: str, visit: int, count: int) -> tuple[str, int]:
    """The number, such as "7F3A-0117", and the place it stands for: the number as a whole, modulo `count`, from 0."""
    digits = hashlib.sha256(f"{instance}/{node}/{visit}".encode()).hexdigest()[:8].upper()
    return f"{digits[:4]}-{digits[4:]}", int(digits, 16) % count
