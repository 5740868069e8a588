"""Train and shift everything anew: ``python -m sparse_shared.experiments [FILE]``, as JSON."""

import argparse
from pathlib import Path

from sparse_shared.experiments.results import as_json
from sparse_shared.experiments.running import run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m sparse_shared.experiments", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="where to write, if not to print")
    arguments = parser.parse_args()
    text = as_json(run(progress=True))
    if arguments.file is None:
        print(text, end="")
    else:
        arguments.file.write_text(text, encoding="utf-8", newline="\n")
