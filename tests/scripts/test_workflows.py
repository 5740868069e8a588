"""What runs elsewhere: actions that cannot change under us, with few rights, in bounded time, after tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {path.stem: path for path in (ROOT / ".github/workflows").glob("*.yml")}
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
WRITES = {("publish", "deploy", "pages"), ("publish", "deploy", "id-token")}
"""The only rights to change anything that any job has."""


def load(name: str) -> dict:
    return yaml.safe_load(WORKFLOWS[name].read_text(encoding="utf-8"))


JOBS = [(name, job) for name in sorted(WORKFLOWS) for job in load(name)["jobs"]]


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_every_action_is_a_commit_with_its_version_beside_it(name):
    used = re.findall(r"\buses: *(.*)", WORKFLOWS[name].read_text(encoding="utf-8"))
    assert used
    for action in used:
        if not action.startswith("./"):
            assert PINNED.fullmatch(action), action


def test_one_action_has_one_commit():
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS.values())
    used = set(re.findall(r"\buses: *([\w./-]+)@(\w+)", text))
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_every_job_ends_and_may_do_little(name, job):
    workflow = load(name)
    does = workflow["jobs"][job]
    if "steps" in does:
        assert 0 < does["timeout-minutes"] <= 60
    else:  # the jobs of a workflow that it calls, which are among these
        assert (ROOT / does["uses"]).is_file()
    assert workflow["permissions"] == {"contents": "read"}
    rights = does.get("permissions", {})
    assert {(name, job, right) for right, may in rights.items() if may != "read"} <= WRITES


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_no_checkout_leaves_a_token_behind(name, job):
    for step in load(name)["jobs"][job].get("steps", []):
        if "actions/checkout@" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_nothing_is_published_before_all_tests_have_passed():
    jobs = load("publish")["jobs"]
    assert jobs["test"] == {"uses": "./.github/workflows/test.yml"}
    assert jobs["build"]["needs"] == "test"
    assert jobs["deploy"]["needs"] == "build"
    assert "workflow_call" in load("test")[True]  # YAML takes the word `on` for a truth value


def test_all_engines_are_asked_for():
    (step,) = (step for step in load("test")["jobs"]["all-engines"]["steps"] if step.get("run") == ".ci/run")
    assert step
    assert "ENGINES=all exec make test" in (ROOT / ".ci/run").read_text()


def test_windows_goes_the_way_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.search(r"On Windows.*?```sh\n(.*?)```", readme, re.DOTALL)[1].splitlines()
    *prepare, serve = [line.partition("#")[0].strip() for line in said]
    steps = [step.get("run", "") for step in load("test")["jobs"]["windows"]["steps"]]
    assert [step for step in steps if step in prepare] == prepare
    program, _, argument = serve.partition(" ")
    assert f"-FilePath {program} -ArgumentList {argument}" in steps[-1]
