"""The packages that come with the product, for tests that need a real one."""

from pathlib import Path

TEMPLATES = sorted(path.parent for path in (Path(__file__).parents[3] / "app_templates").glob("*/manifest.json"))
# The one that installs fastest, where any will do.
SMALLEST = min(TEMPLATES, key=lambda folder: len(list(folder.rglob("*.json"))))
