"""Lets tests import the helpers that stand beside them, such as `world`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
