"""Runs the steps of a GitHub workflow or action: their scripts as they stand, the rest recorded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from .places import Location

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_COMPARISON = re.compile(r"(?P<left>[\w.-]+) (?P<sign>==|!=) '(?P<right>[^']*)'")


class Use(NamedTuple):
    """A step that runs the action of somebody else."""

    action: str
    inputs: dict[str, str]


class Result(NamedTuple):
    """Exit code of the first step that failed, all output, and the actions of others."""

    code: int
    output: str
    uses: list[Use]
    outputs: dict[str, str]


class Workflow:
    """One job on a machine, with a temporary folder of its own; `event` is what started it.

    `finished`: outputs of steps, by their identifiers, that were run before and are not run again.
    """

    def __init__(
        self,
        location: Location,
        temporary: Path,
        event: str = "push",
        finished: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self._place = location
        self._temporary = temporary
        self._event = event
        self._finished = finished or {}
        self._written = temporary / "output"

    def job(self, job: dict[str, Any], env: dict[str, str]) -> Result:
        """Run the steps of a job. `env` is that of the workflow; the machine's own comes first."""
        env = {key: value for key, value in env.items() if key not in self._place.env}
        return self._steps(job["steps"], {"github.event_name": self._event}, env)

    def action(self, folder: Path, inputs: dict[str, str]) -> Result:
        """Run a composite action."""
        action = YAML(typ="safe").load(folder / "action.yml")
        assert set(inputs) <= set(action["inputs"]), "no such input"
        context = {
            f"inputs.{name}": inputs.get(name, entry["default"])
            for name, entry in action["inputs"].items()
        }
        done = self._steps(action["runs"]["steps"], context, {"GITHUB_ACTION_PATH": str(folder)})
        outputs = {
            name: _filled(entry["value"], context) for name, entry in action["outputs"].items()
        }
        return done._replace(outputs=outputs)

    def _steps(
        self, steps: list[dict[str, Any]], context: dict[str, str], env: dict[str, str]
    ) -> Result:
        code, output = 0, ""
        uses: list[Use] = []
        for step in steps:
            if not _wanted(step.get("if", "success()"), code, context):
                continue
            if step.get("id") in self._finished:
                outputs = self._finished[step["id"]]
            elif "uses" in step:
                inputs = {k: _filled(str(v), context) for k, v in step.get("with", {}).items()}
                if not step["uses"].startswith("./"):
                    uses.append(Use(step["uses"], inputs))
                    continue
                done = self.action(self._place.folder / step["uses"], inputs)
                code = code or done.code
                output += done.output
                uses += done.uses
                outputs = done.outputs
            else:
                # An expression in a script would be run as part of it, whatever it holds.
                assert "${{" not in step["run"]
                assert step.get("shell", "bash") == "bash"
                self._written.write_text("")
                own = {k: _filled(str(v), context) for k, v in step.get("env", {}).items()}
                ran = self._place.shell(step["run"], **{**env, **own, **self._runner()})
                code = code or ran.code
                output += ran.output
                lines = self._written.read_text("utf-8").splitlines()
                outputs = dict(line.split("=", 1) for line in lines)
            prefix = f"steps.{step.get('id', '')}.outputs."
            context.update({prefix + name: value for name, value in outputs.items()})
        return Result(code, output, uses, {})

    def _runner(self) -> dict[str, str]:
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(self._written),
            "GITHUB_STEP_SUMMARY": str(self._temporary / "summary.md"),
            "GITHUB_WORKSPACE": str(self._place.folder),
            "RUNNER_TEMP": str(self._temporary),
        }


def _filled(text: str, context: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: _value(match[1], context), text)


def _value(expression: str, context: dict[str, str]) -> str:
    comparison = _COMPARISON.fullmatch(expression)
    if comparison is None:
        # Outputs of steps that did not run are empty.
        return (
            context.get(expression, "") if expression.startswith("steps.") else context[expression]
        )
    equal = _value(comparison["left"], context) == comparison["right"]
    return "true" if equal == (comparison["sign"] == "==") else "false"


def _wanted(condition: str, code: int, context: dict[str, str]) -> bool:
    if condition == "always()":
        return True
    if code:
        return False
    if condition == "success()":
        return True
    return all(_value(part, context) == "true" for part in condition.split(" && "))
