"""Whatever a figure does, it is named, the others are drawn, and no process is left."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

WHERE = "scripts/content/figures/wild.py"


@pytest.mark.parametrize(
    ("top", "draw", "place", "said"),
    [
        ("", "exit()", "7: ", "nothing on a page may end the build"),
        ("exit()", "pass", "2: ", "nothing on a page may end the build"),
        ("import os", "os._exit(0)", "1: ", "the process that draws it ended by itself, with exit code 0"),
        (
            "import os, signal",
            "os.kill(os.getpid(), signal.SIGKILL)",
            "1: ",
            "the process that draws it ended by itself, killed by signal 9",
        ),
        ("import warnings", "warnings.warn('see here')", "7: ", "see here"),
        ("import numpy", "numpy.array([1.0]) / 0", "7: ", "divide by zero"),
        ("", "figure.text(0, 0, chr(0x1f9ff))", "5: ", "Glyph 129535"),
        ("", "figure.text(0, 0, 'a', family='No Such Font')", "5: ", "findfont: Font family 'No Such"),
        ("", "figure.text(0, 0, r'$\\frac{1$')", "5: ValueError: ", "Expected \\frac"),
        ("", "while True: pass", "7: ", "not finished after 4 seconds of computing"),
        ("while True: pass", "pass", "2: ", "not finished after 4 seconds of computing"),
    ],
)
def test_what_a_figure_does_wrong_is_said_in_its_name(assembled, top, draw, place, said):
    assembled.edit("scripts/build/mistakes.py", "PATIENCE = 60.0", "PATIENCE = 4.0")
    assembled.edit("scripts/build/worker.py", "_ASLEEP = 5.0", "_ASLEEP = 100.0")  # however busy the machine
    assembled.add_figure("wild", top=top, draw=draw)
    assembled.add_figure("tame")
    (line,) = assembled.mistakes()
    assert line.startswith(f"{WHERE}:{place}")
    assert said in line
    assert "tame" in assembled.drawn()


def test_a_figure_that_waits_for_ever_is_named(assembled):
    assembled.edit("scripts/build/mistakes.py", "PATIENCE = 60.0", "PATIENCE = 2.0")
    assembled.add_figure("wild", top="import time", draw="time.sleep(1000)")
    assert assembled.mistakes() == [f"{WHERE}:1: RuntimeError: not finished after 10 seconds"]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # gone meanwhile, or no Linux: the signal's word stands
        return not Path("/proc/self").exists()
    return state != "Z"  # it has ended, whether or not anybody asks how


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_an_assembly_that_is_ended(assembled, how):
    noted = assembled.root / "processes"
    noted.mkdir()
    for name in ("one", "two", "three"):
        top = f"import os, time\nopen({str(noted)!r} + '/' + str(os.getpid()), 'w').close()"
        assembled.add_figure(name, top=top, draw="time.sleep(1000)")
    run = assembled.begin()
    workers = min(3, os.cpu_count() or 1)
    until = time.monotonic() + 30
    while len(list(noted.iterdir())) < workers and time.monotonic() < until:
        time.sleep(0.05)
    processes = [int(file.name) for file in noted.iterdir()]
    assert len(processes) == workers
    assert all(map(alive, processes))
    run.send_signal(how)
    assert run.wait(30) != 0
    until = time.monotonic() + 10
    while any(map(alive, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    left = [process for process in processes if alive(process)]
    for process in left:
        os.kill(process, signal.SIGKILL)
    run.communicate()
    assert not left


def test_what_a_killed_assembly_leaves_is_swept_away_by_the_next(assembled):
    gone = assembled.begin("nowhere", "-c", "pass")
    gone.communicate()
    ours = assembled.write(f".cache/figures/squares.{os.getpid()}.unfinished", "half")
    for left in (".cache/figures/squares", ".cache/pages/abc", ".cache/filled/index.md", ".cache/bundle"):
        assembled.write(f"{left}.{gone.pid}.unfinished", "half")
    assert assembled.assemble().returncode == 0
    assert list(assembled.root.rglob("*.unfinished")) == [ours]  # whose process is at work
