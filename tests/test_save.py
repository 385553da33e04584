"""A plan is saved checked, whole and always with the same bytes, and opens again as it was."""

import csv
import dataclasses
import hashlib
import io
import json
import shutil
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

import allocator as al
from allocator.policy import Policy
from allocator.rules import RULES
from allocator.system import Ended, Reached
from tests.make import problem

SOLE_RUN = {"run.json"}


def term():
    """Five students, three places; one student works at the one site, and one may not travel at all."""
    return problem(
        students=[{"student": f"s{at}"} for at in range(1, 6)],
        sites=[{"site": "A", "name": "=Sykehjemmet", "contact": "+47 77 00 00 00"}, {"site": "B", "name": "@B"}],
        offers=[{"offer": "oA", "site": "A", "places": 2}, {"offer": "oB", "site": "B", "places": 1}],
        municipalities=[{"municipality": "5501", "name": "Tromsø", "county": "Troms", "centrality": 3}],
        locks=[{"need": "n1", "site": "B", "kind": "pin"}],
    )


@pytest.fixture(scope="module")
def plan():
    return al.solve(term())


@pytest.fixture(scope="module")
def once(plan, tmp_path_factory):
    return al.save(plan, tmp_path_factory.mktemp("once") / "plan")


@pytest.fixture
def saved(once, tmp_path):
    return Path(shutil.copytree(once, tmp_path / "plan"))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(raw):
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_what_a_plan_folder_holds(saved):
    assert {"placements.csv", "unplaced.csv", "plan.xlsx", "verdict.json", "run.json", "term/policy.toml", "term/students.csv"} <= set(files(saved))
    assert "term/quotas.csv" not in files(saved)


def test_placements_are_plain_csv_that_excel_opens(saved, plan):
    raw = (saved / "placements.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfneed,student,institution,course,site,offer,period,first_day,last_day,supervisor,far,minutes,estimated\r\n")
    assert rows(raw)[0]["first_day"] == "2026-08-17"
    assert len(rows(raw)) == len(plan.placements) == 3


def test_unplaced_tell_why_in_the_language_asked_for(plan, tmp_path):
    first = rows((al.save(plan, tmp_path / "nb") / "unplaced.csv").read_bytes())[0]
    other = rows((al.save(plan, tmp_path / "en", lang="en") / "unplaced.csv").read_bytes())[0]
    assert "plassene har gått til andre" in first["reason"]
    assert "the places have gone to others" in other["reason"]
    assert {rule.code for rule in RULES if rule.usual} <= set(first)


def test_no_cell_is_run_by_a_spreadsheet(saved):
    assert [row["name"] for row in rows((saved / "term/sites.csv").read_bytes())] == ["'=Sykehjemmet", "'@B"]
    assert rows((saved / "term/sites.csv").read_bytes())[0]["contact"] == "'+47 77 00 00 00"
    book = load_workbook(saved / "plan.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_run_json_tells_how_the_plan_came_about(saved, plan):
    run = json.loads((saved / "run.json").read_bytes())
    assert run["schema"] == "allocator.run/1"
    assert {"versions", "sources", "policy", "seed", "solver", "ended", "layers", "seconds", "command", "clock", "nodes"} <= set(run)
    assert [layer["layer"] for layer in run["layers"]] == [one.layer for one in plan.reached]
    assert run["files"]["placements.csv"] == hashlib.sha256((saved / "placements.csv").read_bytes()).hexdigest()
    assert run["clock"] is None


def test_the_same_plan_gives_the_same_bytes(plan, tmp_path, monkeypatch):
    first = files(al.save(plan, tmp_path / "first"))
    monkeypatch.setattr(sys, "argv", ["elsewhere/__main__.py", "solve"])
    second = files(al.save(al.solve(term()), tmp_path / "second"))
    assert {name for name in first if first[name] != second[name]} <= SOLE_RUN
    assert json.loads(second["run.json"])["command"] == ["python -m allocator", "solve"]


def test_a_plan_opens_as_it_was(saved, plan):
    found = al.open_plan(saved)
    assert found.placements.equals(plan.placements)
    assert (found.placements.dtypes == plan.placements.dtypes).all()
    assert found.unplaced.equals(plan.unplaced)
    assert (found.unplaced.dtypes == plan.unplaced.dtypes).all()
    assert found.problem.tables == plan.problem.tables
    assert found.problem.policy == plan.problem.policy
    assert (found.ended, found.solver, str(found)) == (plan.ended, plan.solver, str(plan))


def test_a_plan_saved_again_is_the_same_folder(saved, tmp_path):
    again = al.save(al.open_plan(saved), tmp_path / "again")
    assert files(again) == files(saved)


def test_the_term_in_a_plan_is_an_ordinary_term(saved, plan):
    assert al.load(saved / "term").tables == plan.problem.tables


def test_shares_and_nearest_misses_come_back(plan, tmp_path):
    without = plan.unplaced.assign(nearest=plan.unplaced["nearest"].fillna(94))
    odd = dataclasses.replace(plan, unplaced=without, reached=(*plan.reached,))
    assert al.open_plan(al.save(odd, tmp_path / "plan")).unplaced["nearest"].tolist() == [94, 94]


def test_a_layer_that_is_a_share_comes_back():
    from allocator.save import _value

    assert _value([[1, 2], [2, 3]]) == ((1, 2), (2, 3))
    assert _value(7) == 7


def test_a_plan_without_placements_is_a_plan(tmp_path):
    empty = al.solve(problem(offers=[]))
    found = al.open_plan(al.save(empty, tmp_path / "plan"))
    assert len(found.placements) == 0
    assert (found.placements.dtypes == empty.placements.dtypes).all()
    assert "Ingen steder tilbyr plass" in rows((tmp_path / "plan/unplaced.csv").read_bytes())[0]["reason"]


def test_a_broken_plan_is_not_written(plan, tmp_path):
    same = plan.placements.assign(offer="oB", site="B")
    with pytest.raises(al.BrokenPlan):
        al.save(dataclasses.replace(plan, placements=same), tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_a_value_that_the_check_does_not_find_is_refused(plan, tmp_path):
    claimed = (*plan.reached[:1], dataclasses.replace(plan.reached[1], value=1), *plan.reached[2:])
    with pytest.raises(al.SolverError, match="claims 1 for “placed”, but the check measures 2"):
        al.save(dataclasses.replace(plan, reached=claimed), tmp_path / "plan")
    unknown = (Reached("nothing", "", 0, 0, Ended.PROVED),)
    with pytest.raises(al.SolverError, match="nothing"):
        al.save(dataclasses.replace(plan, reached=unknown), tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_a_term_folder_is_never_taken_for_a_plan(saved, plan, tmp_path):
    term_folder = shutil.copytree(saved / "term", tmp_path / "term")
    before = files(term_folder)
    with pytest.raises(al.SaveError, match="is not a plan"):
        al.save(plan, term_folder)
    assert files(term_folder) == before


def test_what_is_no_plan_does_not_open(tmp_path):
    for name in ("nothing", "."):
        with pytest.raises(al.SaveError, match=r"is not a plan \(run\.json is missing\)"):
            al.open_plan(tmp_path / name)


@pytest.mark.parametrize("name", ["placements.csv", "unplaced.csv", "term/students.csv"])
def test_a_plan_changed_by_hand_does_not_open(saved, name):
    (saved / name).write_bytes((saved / name).read_bytes() + b"x")
    with pytest.raises(al.SaveError, match=r"is not as it was saved.*allocator check") as caught:
        al.open_plan(saved)
    assert name in caught.value.say("nb")


def test_the_workbook_may_be_changed(saved):
    (saved / "plan.xlsx").write_bytes(b"noted in by hand")
    assert len(al.open_plan(saved).placements) == 3


@pytest.mark.parametrize("spoilt", [{"layers": None}, {"layers": [{}]}, {"ended": "never"}, {"files": 3}])
def test_a_damaged_plan_is_said_to_be_so(saved, spoilt):
    run = json.loads((saved / "run.json").read_bytes()) | spoilt
    (saved / "run.json").write_text(json.dumps(run))
    with pytest.raises(al.SaveError, match="is damaged"):
        al.open_plan(saved)


def test_a_file_that_is_gone_is_damage(saved):
    (saved / "unplaced.csv").unlink()
    with pytest.raises(al.SaveError, match="is damaged"):
        al.open_plan(saved)


def test_a_plan_set_aside_by_a_killed_run_opens(saved):
    saved.rename(saved.with_name(".plan.01234567.old"))
    assert len(al.open_plan(saved).placements) == 3


def test_a_policy_other_than_the_neutral_comes_back(tmp_path):
    asked = term().replace(policy=Policy.neutral(seed="Harstad 2026-05-12").without("travel"))
    found = al.open_plan(al.save(al.solve(asked), tmp_path / "plan"))
    assert found.problem.policy == asked.policy


def test_text_that_already_has_an_apostrophe_comes_back(tmp_path):
    tromso = [{"municipality": "5501", "name": "Tromsø", "county": "Troms", "centrality": 3}]
    odd = problem(sites=[{"site": "'=A"}, {"site": "''-B"}, {"site": "'C"}], municipalities=tromso)
    found = al.open_plan(al.save(al.solve(odd), tmp_path / "plan"))
    assert found.problem.tables == odd.tables
