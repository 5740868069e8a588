"""Measure counting two networks here, under all four wirings, beside one count by each tool installed.

    make bench

Here, and where it says so, multiply-adds are counted as well; meta is PyTorch's device without memory. The
tools are large, and nothing else needs them. In an environment of yours that has them:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install torch torchinfo fvcore keras
    /tmp/peers/bin/python tests/bench_peers.py

In process is building the network and counting it, once all is imported; a whole process is that, started
from nothing. Each is measured in turn, several times, and is as fast as its fastest; memory is the peak of
the whole process. What measures imports no tool: a child is charged with the memory of its parent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from peers import NETWORKS

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
TOOLS = {  # by the function in `peers` that counts with it: how it is called, and what has to be installed
    "sparse_shared": ("sparse_shared, four wirings", ""),
    "torch": ("PyTorch, parameters", "torch"),
    "meta": ("PyTorch, meta, parameters", "torch"),
    "keras": ("Keras, parameters", "keras"),
    "flop_counter": ("PyTorch, meta, work as well", "torch"),
    "torchinfo": ("torchinfo, meta, work as well", "torchinfo"),
    "fvcore": ("fvcore, work as well", "fvcore"),
}
ONCE = "import peers; print(peers.{tool}({network!r}))"
AGAIN = """
import peers, timeit
count = lambda: peers.{tool}({network!r})
count()  # imports what it needs
print(min(timeit.repeat(count, number=1, repeat={rounds})))
"""


@dataclass(frozen=True)
class Run:
    """What a process printed, how long it took and how much memory at its peak."""

    said: str
    seconds: float
    megabytes: float


def run(folder: Path, code: str) -> Run:
    """Run code in a process of its own, which finds what is measured in a folder."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{code!r} ended with {process.returncode}")
    return Run(said, seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def measure(folder: Path, network: str) -> None:
    """Print what counting a network costs with each tool."""
    tools = [tool for tool, (_, package) in TOOLS.items() if not package or find_spec(package)]
    rounds = [
        {tool: run(folder, ONCE.format(tool=tool, network=network)) for tool in tools} for _ in range(ROUNDS)
    ]
    our_seconds, our_best = 0.0, 0.0
    for tool, (title, _) in TOOLS.items():
        what = f"{network}: {title}"
        if tool not in tools:
            print(f"{what:<40} not installed")
            continue
        again = float(run(folder, AGAIN.format(tool=tool, network=network, rounds=ROUNDS)).said)
        best = min(done[tool].seconds for done in rounds)
        peak = max(done[tool].megabytes for done in rounds)
        our_seconds, our_best = our_seconds or again, our_best or best
        print(
            f"{what:<40}{int(rounds[0][tool].said):>13,}{again * 1e3:>11.1f} ms{again / our_seconds:>8.1f} ×"
            f"{best * 1e3:>11.0f} ms{best / our_best:>8.1f} ×{peak:>9.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    heading = f"counting, best of {ROUNDS}"
    print(f"{heading:<40}{'total':>13}{'in process':>24}{'whole process':>24}{'memory':>12}", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        shutil.copytree(ROOT / "src" / "sparse_shared", Path(temporary) / "sparse_shared")
        shutil.copyfile(ROOT / "tests" / "peers.py", Path(temporary) / "peers.py")
        for network in NETWORKS:
            measure(Path(temporary), network)
    print("target: 10 × the fastest other, both ways, under 60 MB")
