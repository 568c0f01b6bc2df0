"""Makes the scripts known as modules: they read schemas for these tests too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "devtools"))
