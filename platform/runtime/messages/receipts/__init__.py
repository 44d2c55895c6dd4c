"""What a message wants back beside being read: an answer, a confirmation, a quiz that is passed.

`wanting.py` writes it down when the message is sent, `confirming.py` is what its receiver does, `sendings.py` what its
sender sees, `reminding.py` whom he still waits for. `announcing.py` is a message that a person writes himself.
"""
