"""What is said: the named layers, and what figures, tables and questions make of them.

The site's builder is told where this folder lies, and asks it for three things: `names`, `files` and
`remarks`. Figures and tables it finds by their file names.
"""

from __future__ import annotations

from collections.abc import Mapping


def names() -> dict[str, object]:
    """Return what a page may name between double braces, besides its figures and tables."""
    from content import commands, experiments, history, lesson, questions, reuse
    from content.layers import LAYERS, STACKS
    from content.networks import NETWORKS
    from edition import version

    return _apart(
        LAYERS,
        STACKS,
        {
            "networks": NETWORKS,
            "history": history,
            "commands": commands,
            "experiments": experiments,
            "lesson": lesson,
            "reuse": reuse,
            "selfcheck": questions.all_questions,
            "selfcheck_on_paper": questions.on_paper,
            "selfcheck_key": questions.key,
            "version": version(),
        },
    )


def _apart(*groups: Mapping[str, object]) -> dict[str, object]:
    """Return all that the groups name, if no name means two things."""
    names: dict[str, object] = {}
    for group in groups:
        twice = names.keys() & group.keys()
        if twice:
            raise ValueError(f"names {sorted(twice)}: expected names that mean nothing else on a page")
        names |= group
    return names


def remarks() -> list[str]:
    """Return what whoever builds the site should know, though nothing is wrong with it."""
    from content import experiments

    stale = experiments.stale()
    return [stale] if stale else []


def files() -> dict[str, bytes]:
    """Return the files, by path under docs, that are computed and not written."""
    from content import presets
    from content.questions import GROUPS
    from content.questions.gift import as_gift
    from content.questions.qti import as_qti

    return {
        "javascripts/explorer/model/presets.js": presets.module().encode(),
        "downloads/self-check.gift.txt": as_gift(GROUPS).encode(),
        "downloads/self-check.qti.zip": as_qti(GROUPS),
    }
