"""A saved plan that breaks rules as they now are: it is said, on stderr and in the JSON, before anything is compared with it."""

import pytest

import allocator as al
from tests.make import problem


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Two students at A, saved when it was open; when the plan is opened, A is closed in the weeks of the window."""
    made = problem(students=[{"student": f"s{at}", "course": "c1"} for at in (1, 2)], offers=[{"offer": "oA", "site": "A", "places": 2}], sites=[{"site": "A"}])
    saved = al.save(al.solve(made), tmp_path / "plan")
    (tmp_path / "one.toml").write_text('[[scenario]]\nname = "a"\n[[scenario.steps]]\nchange = "offers"\nset = { places = "+1" }\n', encoding="utf-8")
    real = al.open_plan

    def opened(where):
        plan = real(where)
        tables = plan.problem.tables
        closed = tables["sites"].assign(closed=[("2026-W35",)] * len(tables["sites"]))
        object.__setattr__(plan, "problem", plan.problem.replace(tables=tables.replace(sites=closed)))
        return plan

    monkeypatch.setattr(al, "open_plan", opened)
    return saved


@pytest.mark.parametrize(("line", "key"), [(("whatif", "{plan}", "{one}"), "base_breaks"), (("replan", "{plan}", "{one}"), "base_breaks"), (("compare", "{plan}", "{plan}"), "plan_breaks")])
def test_what_the_base_breaks_is_said(run, answer, folder, line, key):
    asked = [word.format(plan=folder, one=folder.parent / "one.toml") for word in line]
    found = run(*asked)
    assert found.exit_code == 0, found.output
    assert f"Planen {folder} bryter regler som må holdes (2)." in found.stderr
    assert {one["rule"] for one in answer(*asked)[key]} == {"closed"}


def test_nothing_is_said_of_a_base_that_holds(run, answer, small):
    assert "bryter regler" not in run("compare", small, small).stderr
    assert answer("compare", small, small)["plan_breaks"] == []
