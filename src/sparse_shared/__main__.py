"""Run `python -m sparse_shared` as the command `sparse-shared` (see `sparse_shared.command`)."""

import sys

from sparse_shared.command import main

if __name__ == "__main__":
    sys.exit(main())
