"""A supervisor leaves in week 36: only the students concerned move, and the rest are listed as unchanged."""

import allocator as al
from tests.acceptance.outcome import sound
from tests.make import problem, weeks

AWAY = al.Scenario("Wenche is away from week 36").change("supervisors", where={"supervisor": "Wenche"}, away=list(weeks(36, 41)))
FROM = al.Setting(week="2026-W36")


def term(**more):
    """Anne and Berit under Wenche at the nursing home, Cathrine under Xenia there, Dina under Yngve at the health centre; weeks 34 to 41."""
    return problem(**{
        "students": [{"student": name, "course": "c1"} for name in ("Anne", "Berit", "Cathrine", "Dina")],
        "needs": [{"need": name, "student": name, "course": "c1"} for name in ("Anne", "Berit", "Cathrine", "Dina")],
        "courses": [{"course": "c1", "supervisor_professions": "sykepleier", "supervisor_ects": 10}],
        "sites": [{"site": "Sykehjemmet"}, {"site": "Helsestasjonen"}],
        "offers": [{"offer": "S", "site": "Sykehjemmet", "places": 4}, {"offer": "H", "site": "Helsestasjonen", "places": 4}],
        "supervisors": [
            {"supervisor": "Wenche", "sites": "Sykehjemmet", "ects": 10, "capacity": 2}, {"supervisor": "Xenia", "sites": "Sykehjemmet", "ects": 15, "capacity": 2},
            {"supervisor": "Yngve", "sites": "Helsestasjonen", "ects": 10, "capacity": 3},
        ],
        "locks": [{"need": name, "supervisor": who, "kind": "pin"} for name, who in PINNED.items()], **more,
    })


PINNED = {"Anne": "Wenche", "Berit": "Wenche", "Cathrine": "Xenia", "Dina": "Yngve"}


def published():
    """The plan as published: each under the supervisor that PINNED says; then the pins are taken off."""
    plan = sound(term())
    assert dict(zip(plan.placements["student"], plan.placements["supervisor"], strict=True)) == PINNED
    free = plan.problem.replace(tables=plan.problem.tables.replace(locks=plan.problem.tables["locks"].iloc[:0]))
    return al.Plan(free, plan.placements, plan.unplaced, plan.reached, plan.ended, plan.solver, plan.run)


def test_only_those_under_the_supervisor_move_and_the_rest_are_listed_as_unchanged() -> None:
    """Xenia has room for one of Anne and Berit, Yngve for the other, who must change site."""
    found = al.replan(published(), [AWAY], FROM)
    al.check(found.plan.problem, found.plan.placements).require(found.plan.reached)
    assert found.outcome.stays["student"].to_list() == ["Cathrine", "Dina"]
    assert set(found.outcome.changed["student"]) == {"Anne", "Berit"}
    assert sorted(found.outcome.changed["kind"]) == ["moved", "supervisor"]
    assert sorted(found.outcome.changed["supervisor"]) == ["Xenia", "Yngve"]
    assert found.outcome.changed["hit"].all()
    assert {one.rule for breaches in found.outcome.why.values() for one in breaches} == {"presence"}


def test_the_changes_are_the_fewest_there_are_and_proved_so() -> None:
    """Two lose their supervisor, one of them the site too: three changes; one who had begun is moved, since nothing else is left."""
    reached = {one.layer: one for one in al.replan(published(), [AWAY], FROM).plan.reached}
    assert (reached["frozen"].value, reached["placed"].value, reached["changes"].value) == (1, 0, 3)
    assert all(one.proved for one in reached.values())


def test_who_has_begun_stays_at_the_site_under_another_supervisor_from_week_36() -> None:
    """With room for both under Xenia nobody changes site, and the weeks before 36 are no longer looked at."""
    plan = published()
    people = plan.problem.tables["supervisors"]
    wider = plan.problem.replace(tables=plan.problem.tables.replace(supervisors=people.assign(capacity=3)))
    found = al.replan(al.Plan(wider, plan.placements, plan.unplaced, (), plan.ended, plan.solver, plan.run), [AWAY], FROM)
    assert found.outcome.changed[["student", "kind", "supervisor"]].to_numpy().tolist() == [["Anne", "supervisor", "Xenia"], ["Berit", "supervisor", "Xenia"]]
    assert found.plan.placements["first_day"].astype(str).unique().tolist() == ["2026-08-31"]
    assert found.plan.problem.tables["periods"]["weeks"].to_list() == [weeks(36, 41)]


def test_without_a_week_the_same_supervisor_is_away_for_the_whole_window() -> None:
    """Nothing is past: the placements have not begun, so that nobody is frozen, and the fewest changes are the same three."""
    found = al.replan(published(), [AWAY])
    reached = {one.layer: one.value for one in found.plan.reached}
    assert (reached["frozen"], reached["changes"]) == (0, 3)
    assert found.outcome.stays["student"].to_list() == ["Cathrine", "Dina"]
