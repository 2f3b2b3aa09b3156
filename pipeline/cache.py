"""Where is kept what can be had again: compiled data, downloaded archives."""

import os
from pathlib import Path


def user_cache() -> Path:
    """Give the folder: `frontwire` in XDG_CACHE_HOME, which is the user's `.cache` unless he says otherwise."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "frontwire"
