"""Where the file of an import lies, with what was made of it."""

from pathlib import Path

from ..storage import Workspace


def folder_of(workspace: Workspace, id: str) -> Path:
    """The folder of one import."""
    return workspace.data_dir / "imports" / id
