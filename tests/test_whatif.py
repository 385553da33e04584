"""What if: each scenario beside the base plan."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import allocator as al
from allocator import report
from tests.make import problem

Scenario = al.Scenario


def crowd() -> al.Problem:
    """Eighty students and ten sites of seven places, all alike: any seventy can be placed anywhere, so there are plans without number."""
    return problem(
        sites=[{"site": f"A{at}", "municipality": "5501"} for at in range(10)],
        offers=[{"offer": f"o{at}", "site": f"A{at}", "places": 7} for at in range(10)],
        students=[{"student": f"s{at:02}"} for at in range(80)],
    )


@pytest.fixture(scope="module")
def outlook() -> "al.Outlook":
    """Four more places, a closed site, and three students more."""
    return al.whatif(crowd(), [
        Scenario("Fire plasser til").change("offers", {"site": "A0"}, places="+4"), Scenario("A9 stenger").close({"site": "A9"}),
        Scenario("Base").more("students", 3),
    ])  # fmt: skip


def test_four_more_places_move_nobody(outlook: "al.Outlook") -> None:
    """Four gain, and the seventy who had a place keep it; solved alone, the same change moves others too."""
    counts = outlook.outcomes[0].comparison.counts()
    assert (counts["gained"], counts["lost"], counts["moved"], counts["kept"]) == (4, 0, 0, 70)
    alone = al.compare(outlook.base, al.solve(outlook.outcomes[0].scenario(crowd())))
    assert alone.counts()["placed"] == 74
    assert alone.counts()["moved"] > 0


def test_a_closed_site_concerns_those_who_were_there_alone(outlook: "al.Outlook") -> None:
    counts = outlook.outcomes[1].comparison.counts()
    there = outlook.base.placements.loc[outlook.base.placements["site"] == "A9", "need"]
    assert (counts["lost"], counts["gained"], counts["moved"], counts["kept"]) == (7, 0, 0, 63)
    assert set(outlook.outcomes[1].comparison.lost["need"]) == set(there)


def test_each_plan_is_the_one_that_is_solved_alone_beside_the_base(outlook: "al.Outlook") -> None:
    for one in outlook.outcomes:
        cold = al.solve(one.scenario(crowd()), beside=outlook.base)
        pd.testing.assert_frame_equal(one.plan.placements, cold.placements)
        assert [(each.value, each.bound) for each in one.plan.reached] == [(each.value, each.bound) for each in cold.reached]
        assert one.plan.run["scenario"] == one.scenario.as_json()


def test_folders_have_names_of_their_own(outlook: "al.Outlook") -> None:
    assert [one.slug for one in outlook.outcomes] == ["fire-plasser-til", "a9-stenger", "base-2"]
    assert [one.slug for one in al.whatif(outlook.base, [Scenario("…"), Scenario("…"), Scenario("Blåbær & ål")]).outcomes] == ["scenario", "scenario-2", "blåbær-ål"]


def test_a_plan_is_the_base_as_it_stands(outlook: "al.Outlook") -> None:
    found = al.whatif(outlook.base, [Scenario("x").change("offers", {"site": "A0"}, places="+4")])
    assert found.base is outlook.base
    pd.testing.assert_frame_equal(found.outcomes[0].plan.placements, outlook.outcomes[0].plan.placements)


def test_faults_of_all_scenarios_come_before_anything_is_solved() -> None:
    told: list[str] = []
    with pytest.raises(al.InputError) as caught:
        al.whatif(crowd(), [Scenario("x").remove("offerz"), Scenario("y").close({"site": "Q"})], tell=told.append)
    assert len(caught.value.faults) == 2
    assert told == []


def test_it_is_said_in_both_languages(outlook: "al.Outlook") -> None:
    assert outlook.say("nb").split("\n")[0] == (
        "Fire plasser til: Plasser: 70 → 74. Får plass: 4. Mister plass: 0. Flytter: 0. Får en annen veileder: 0. Som før: 70."
    )
    assert "A9 stenger: Placed: 70 → 63." in str(outlook)
    text = report.outlook_text(outlook, "en")
    assert "Offers, rows matched: 1. Places in all: 7 → 11." in text
    assert [line.split()[-8:-3] for line in text.splitlines() if line.startswith("Base ")] == [["0", "0", "0", "3", "0"]]


def test_saved_as_plans_and_a_workbook(outlook: "al.Outlook", tmp_path: Path) -> None:
    where = al.save(outlook, tmp_path / "plans", lang="en")
    assert sorted(path.name for path in where.iterdir()) == ["a9-stenger", "base", "base-2", "fire-plasser-til", "run.json", "whatif.xlsx"]
    again = al.open_plan(where / "fire-plasser-til")
    pd.testing.assert_frame_equal(again.placements, outlook.outcomes[0].plan.placements)
    assert again.run["scenario"]["name"] == "Fire plasser til"
    book = openpyxl.load_workbook(where / "whatif.xlsx")
    assert book.sheetnames == ["Overview", "Institutions", "Municipalities", "Fire plasser til", "A9 stenger", "Base"]
    rows = list(book["Overview"].iter_rows(values_only=True))
    assert [row[:5] for row in rows[1:4]] == [("(as it is now)", 70, None, None, None), ("Fire plasser til", 74, 4, 0, 0), ("A9 stenger", 63, 0, 7, 0)]
    assert list(book["Institutions"].iter_rows(values_only=True))[1] == ("I1", 70, 74, 63, outlook.outcomes[2].comparison.placed[1])
    assert book["A9 stenger"].max_row == 8


def test_saved_again_in_its_place_but_never_over_anothers_files(outlook: "al.Outlook", tmp_path: Path) -> None:
    where = al.save(outlook, tmp_path / "plans")
    small = al.whatif(outlook.base, [Scenario("y").close({"site": "A9"})])
    assert sorted(path.name for path in al.save(small, where).iterdir()) == ["base", "run.json", "whatif.xlsx", "y"]
    (where / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(al.SaveError, match=r"mine\.txt"):
        al.save(small, where)
    with pytest.raises(al.SaveError, match="is not a plan"):
        al.open_plan(where)
