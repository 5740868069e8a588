"""Run `python -m sparse_shared` as the command `sparse-shared` (see `sparse_shared.command`)."""

import sys

from sparse_shared.command import run

if __name__ == "__main__":
    sys.exit(run())
