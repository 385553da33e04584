"""What a coordinator changed by hand becomes locks; solved again with them, the plan keeps the changes."""

import pandas as pd
import pytest

import allocator as al
from allocator.published.by_hand import as_locks
from tests.make import problem


def placed(*rows):
    return pd.DataFrame(rows, columns=["need", "offer", "period", "supervisor"], dtype="str")


BEFORE = placed(("n1", "oA", "P1", "v1"), ("n2", "oA", "P1", ""), ("n3", "oB", "P1", "v2"))

CASES = [
    ("nothing changed", [], []),
    ("another offer, and the supervisor with it", [("n1", "oB", "P1", "v2")], [["n1", "oB", "P1", "v2", "pin"]]),
    ("another offer, the supervisor left as she was", [("n1", "oB", "P1", "v1")], [["n1", "oB", "P1", "", "pin"]]),
    ("another window", [("n2", "oA", "P2", "")], [["n2", "oA", "P2", "", "pin"]]),
    ("another supervisor", [("n3", "oB", "P1", "v3")], [["n3", "oB", "P1", "v3", "pin"]]),
    ("no supervisor any longer: nothing that a lock could say", [("n3", "oB", "P1", "")], []),
    ("taken out", [("n3", None, None, None)], [["n3", "oB", "P1", "", "forbid"]]),
    ("put in", [("n4", "oA", "P1", "")], [["n4", "oA", "P1", "", "pin"]]),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case for case, *_ in CASES])
def test_each_change_is_one_lock(case, changes, expected):
    rows = {row[0]: row for row in BEFORE.to_numpy().tolist()} | {row[0]: row for row in changes}
    after = placed(*(row for row in rows.values() if row[1] is not None))
    locks = as_locks(BEFORE, after)
    assert locks[["need", "offer", "period", "supervisor", "kind"]].to_numpy().tolist() == expected
    assert (locks[["who", "why", "despite", "site", "municipality"]] == "").all().all()


@pytest.fixture
def plan(tmp_path):
    """Three students; s2 has a relative at B."""
    made = problem(
        students=[{"student": f"s{at}", "course": "c1"} for at in (1, 2, 3)], sites=[{"site": "A"}, {"site": "B"}],
        offers=[{"offer": "oA", "site": "A", "places": 3}, {"offer": "oB", "site": "B", "places": 3}],
        conflicts=[{"student": "s2", "site": "B", "reason": "relative"}],
    )
    return al.save(al.solve(made), tmp_path / "plan")


def edited(plan, path, **moves):
    """The placements with some needs at another offer, or (None) without a place."""
    rows = al.open_plan(plan).placements[["need", "offer", "period", "supervisor"]]
    rows = rows[[moves.get(need, "") is not None for need in rows["need"]]]
    rows.assign(offer=[moves.get(need, offer) for need, offer in zip(rows["need"], rows["offer"], strict=True)]).to_csv(path, index=False)
    return path


def filled(text, **columns):
    """The rows of a csv of locks with some columns filled in, by need or the same for all."""
    head, *rows = (line.split(";") for line in text.splitlines())
    for row in rows:
        for name, value in columns.items():
            row[head.index(name)] = value.get(row[0], "") if isinstance(value, dict) else value
    return "\n".join(";".join(row) for row in [head, *rows])


def test_a_file_changed_by_hand_becomes_locks_that_a_solve_keeps(run, plan, tmp_path):
    offers = al.open_plan(plan).placements.set_index("need")["offer"].to_dict()
    there = {"oA": "oB", "oB": "oA"}[offers["n1"]]
    file = edited(plan, tmp_path / "edited.csv", n1=there, n2="oB", n3=None)
    found = run("check", plan, file, "--as-locks", "-o", tmp_path / "locks-hand.csv")
    assert found.exit_code == 1, found.output  # s2 has a relative at B
    assert "«Personlig binding»" in found.stdout
    text = (tmp_path / "locks-hand.csv").read_text(encoding="utf-8-sig")
    assert "Skriv «relative» under «Tross» hvis det skal fravikes." in text
    into = plan / "term" / "locks-hand.csv"
    into.write_text(text, encoding="utf-8")
    with pytest.raises(al.InputError) as wrong:
        al.load(plan / "term")
    assert {(fault.column, fault.code) for fault in wrong.value.faults} == {("Hvem", "required"), ("Hvorfor", "required")}
    into.write_text(filled(text, Hvem="Kari", Hvorfor="avtalt", Tross={"n2": "relative"}), encoding="utf-8")
    again = al.solve(al.load(plan / "term"))
    placed = again.placements.set_index("need")["offer"].to_dict()
    assert (placed["n1"], placed["n2"]) == (there, "oB")
    assert placed["n3"] != offers["n3"]
    assert [(one["act"], one["need"], one["who"]) for one in again.run["audit"]] == [
        ("pin", "n1", "Kari"), ("pin", "n2", "Kari"), ("waiver", "n2", "Kari"), ("forbid", "n3", "Kari"),
    ]


def test_as_json_and_where_nothing_was_changed(run, answer, plan):
    told = answer("check", plan, plan / "plan.xlsx", "--as-locks")
    assert (told["locks"], told["locks_file"], told["sound"]) == ([], None, True)
    assert "No placement has been changed." in run("check", plan, plan / "placements.csv", "--as-locks", "--lang", "en").stdout


def test_without_a_plan_to_compare_with_it_is_refused(run, plan, tmp_path):
    found = run("check", plan / "term", plan / "placements.csv", "--as-locks")
    assert found.exit_code == 2
    assert "ingen forrige plan" in found.stderr
    assert run("check", plan, plan / "placements.csv", "-o", tmp_path / "x.csv").exit_code == 2


def test_the_published_plan_of_the_term_is_what_it_is_compared_with(answer, plan):
    placements = al.open_plan(plan).placements
    placements.iloc[:2][["need", "offer", "period"]].to_csv(plan / "term" / "previous.csv", index=False)
    told = answer("check", plan / "term", plan / "placements.csv", "--as-locks")
    assert [(row["need"], row["kind"], row["breaks"]) for row in told["locks"]] == [(placements["need"].iloc[2], "pin", [])]
