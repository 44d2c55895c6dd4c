"""An embedded page is shown only when the operator has allowed its site, to the letter."""

import pytest

from .arrange import told


@pytest.mark.parametrize(
    ("address", "frame", "allowed"),
    [
        ("https://maps.example.com/a?b=c", "https://maps.example.com", True),
        ("https://maps.example.com:443/", "https://maps.example.com", True),
        ("https://MAPS.example.com/", "https://maps.example.com", True),
        ("https://maps.example.com:8443/", "https://maps.example.com", False),
        ("https://maps.example.com.evil.example/", "https://maps.example.com", False),
        ("https://evilmaps.example.com/", "https://maps.example.com", False),
        ("https://a.example.com/", "https://*.example.com", True),
        ("https://example.com/", "https://*.example.com", False),
        ("https://a.notexample.com/", "https://*.example.com", False),
    ],
)
def test_only_the_sites_of_the_list_are_embedded(address: str, frame: str, allowed: bool) -> None:
    page = {"key": "a", "embedded_page": address, "title": "Map"}
    assert told(page, frames=(frame,))[0]["settings"]["allowed"] is allowed
    assert told(page)[0]["settings"]["allowed"] is False
