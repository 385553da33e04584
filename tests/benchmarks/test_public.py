"""Public instances: tiny ones with a known optimum, and files that are not what they say."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from benchmarks import public
from benchmarks.numbers import Malformed

# Agent 1 holds two jobs, agent 2 one. Least: job 2 to agent 2, 1 + 2 + 4. Greatest: job 1 or job 3 to agent 2, 12.
GAP = """1
2 3
1 5 4
3 2 6
2 2 2
2 2 2
4 2
"""
ASSIGN = "3\n4 1 3\n2 0 5\n3 2 2\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "instance.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (GAP, ["--format", "gap"], "value 7, bound 7 (proved)"),
        (GAP, ["--format", "gap", "--maximise"], "value 12, bound 12 (proved)"),
        (GAP, ["--format", "gap", "--best", "7"], "best known 7: equal"),
        (GAP, ["--format", "gap", "--best", "6"], "best known 6: worse by 1 (16.67 %); the best known value is beyond our bound"),
        (GAP, ["--format", "gap", "--best", "9"], "best known 9: better by 2"),
        (GAP, ["--format", "gap", "--maximise", "--best", "13"], "worse by 1 (7.69 %); the best known value is beyond our bound"),
        (GAP.replace("4 2\n", "1 2\n"), ["--format", "gap"], "2 jobs without an agent (it cannot be done)"),
        (ASSIGN, ["--format", "assign", "--best", "5"], "value 5, bound 5 (proved)"),
        (ASSIGN, ["--format", "assign", "--maximise"], "value 11, bound 11 (proved)"),
        (ASSIGN.replace("\n", " "), ["--format", "assign", "--seconds", "9"], "value 5"),
    ],
)
def test_known_optima(text: str, words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    public.main([str(_file(tmp_path, text)), *words])
    assert said in capsys.readouterr().out


def test_several_problems_have_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, "2\n" + GAP[2:] + GAP[2:].replace("4 2", "6 0"))
    public.main([str(path), "--format", "gap", "--best", "7,10"])
    first, second = capsys.readouterr().out.splitlines()
    assert "1 (2 x 3): value 7" in first
    assert "2 (2 x 3): value 10" in second
    with pytest.raises(SystemExit, match="1 values for 2 problems"):
        public.main([str(path), "--format", "gap", "--best", "7"])
    with pytest.raises(SystemExit):
        public.main([str(path), "--format", "gap", "--best", "7,x"])


@pytest.mark.parametrize(
    ("text", "form", "where"),
    [
        ("", "gap", "ends after 0 numbers; expected the number of problems"),
        ("\n\n", "assign", "ends after 0 numbers; expected the number of rows and columns"),
        ("0\n", "gap", "line 1, number 1: 0 is below 1; expected the number of problems"),
        (GAP.replace("3 2 6", "3 x 6"), "gap", "line 4, number 2: “x” is not a whole number; expected costs of problem 1 of 1"),
        (GAP.replace("3 2 6", "3 2.5 6"), "gap", "line 4, number 2: “2.5” is not a whole number"),
        (GAP.replace("2 2 2\n2", "2 2 2\n-2"), "gap", "line 6, number 1: -2 is below 0; expected resources of problem 1 of 1"),
        (GAP.replace("4 2\n", "4\n"), "gap", "ends after 16 numbers; expected 2 capacities of problem 1 of 1, found 1"),
        (GAP.replace("4 2\n", "4 2\n9\n"), "gap", "line 8, number 1: 1 numbers are left over; expected the end of the file"),
        (GAP.replace("1\n2 3", "2\n2 3", 1), "gap", "ends after 17 numbers; expected the number of agents in problem 2 of 2"),
        ("1\n999999999 999999999\n1 2\n", "gap", "expected 999999998000000001 costs of problem 1 of 1, found 2"),
        (ASSIGN + "7", "assign", "line 5, number 1: 1 numbers are left over"),
        ("3\n1 2 3\n", "assign", "ends after 4 numbers; expected 9 costs, found 3"),
        ("3\n1 ² 3\n", "assign", "line 2, number 2: “²” is not a whole number"),
        ("1\n99999999999999999999\n", "assign", "is not a whole number"),
    ],
)
def test_malformed_files_say_where_and_what_was_expected(text: str, form: str, where: str, tmp_path: Path) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(Malformed) as raised:
        public.read(path, form)
    assert where in str(raised.value)
    assert str(path) in str(raised.value)
    with pytest.raises(SystemExit, match=r"instance\.txt"):
        public.main([str(path), "--format", form])


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "instance.txt"
    path.write_bytes(b"\xff\xfe\x00\x01 2")
    with pytest.raises(SystemExit, match="line 1, number 1"):
        public.main([str(path), "--format", "assign"])
    with pytest.raises(SystemExit, match="No such file"):
        public.main([str(tmp_path / "none.txt"), "--format", "assign"])


@pytest.mark.parametrize("seed", range(8))
def test_random_instances_equal_trying_everything(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rng = np.random.default_rng(seed)
    costs, weights, capacities = rng.integers(-9, 20, (3, 5)), rng.integers(0, 6, (3, 5)), rng.integers(4, 9, 3)
    shown = "\n".join(" ".join(map(str, row)) for row in [[1], [3, 5], *costs, *weights, capacities])
    worth = [
        sum(int(costs[agent, job]) for job, agent in enumerate(who))
        for who in itertools.product(range(3), repeat=5)
        if all(sum(weights[agent, job] for job, at in enumerate(who) if at == agent) <= capacities[agent] for agent in range(3))
    ]
    public.main([str(_file(tmp_path, shown)), "--format", "gap"])
    out = capsys.readouterr().out
    assert (f"value {min(worth)}, bound {min(worth)} (proved)" if worth else "jobs without an agent") in out
