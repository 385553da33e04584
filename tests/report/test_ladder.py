"""What a student without a place is told: the ladder adds up, each case decided by hand, and nobody else is spoken of."""

import dataclasses

import pytest

import allocator as al
from allocator.explain import explain_all
from allocator.report.ladder import ladder, ladders
from allocator.report.letters import letter_files, letters
from allocator.report.redaction import Reader
from tests.make import problem


def told(lang="nb", **term):
    """The ladder of n1, which is the student s1's, who has no place."""
    plan = al.solve(problem(**term))
    assert "n1" in set(plan.unplaced["need"])
    return ladders(plan, ["n1"], lang)["n1"]


def test_nothing_is_offered():
    found = told(needs=[{}], offers=[])
    assert (found.looked, found.steps, found.left, found.advice) == ("Ingen steder har tilbudt plass i periodene emnet går i.", (), "", ())


def test_the_steps_add_up_to_what_was_looked_at():
    """Of four sites one is of another setting, one without agreement, one closed; the fourth has a supervisor of another profession."""
    found = told(
        courses=[{"course": "c1", "settings": "sykehjem", "supervisor_professions": "sykepleier"}],
        sites=[{"site": "A"}, {"site": "B", "settings": "hjemmesykepleie"}, {"site": "C", "closed": "2026-W36"}, {"site": "D"}],
        offers=[{"site": one} for one in "ABCD"], agreements=[{"site": one} for one in "BCD"],
        supervisors=[{"supervisor": f"v{one}", "sites": one, "profession": "vernepleier" if one == "D" else "sykepleier"} for one in "ABCD"],
    )
    assert found.looked == "Det er sett på 4 mulige plasseringer på 4 steder. Dette falt bort:"
    assert dict(found.steps) == {
        "Institusjonen har ikke avtale med stedet": 1, "En annen praksistype enn emnet krever": 1, "Ingen veileder med det emnet krever": 1,
        "Plassen er for andre emner, eller stedet er stengt": 1,
    }  # fmt: skip
    assert found.left == "Ingen sto igjen."


def test_a_document_that_alone_is_missing_is_what_the_student_can_hand_in():
    found = told("en", courses=[{"course": "c1", "clearances": "police"}], sites=[{"site": "A"}, {"site": "B"}], offers=[{"site": "A"}, {"site": "B"}])
    assert found.steps == (("A document, licence, car or accessibility is missing", 2),)
    assert found.advice == ("2 of those that fell away are closed only since a document is missing or ends too early. Hand it in as soon as you can.",)


def test_a_car_and_a_licence():
    car = told("en", sites=[{"site": "A", "needs_car": True}])
    assert "closed only since the site asks for a car" in car.advice[0]
    licence = told("en", sites=[{"site": "A", "needs_licence": True}])
    assert "closed only since the site asks for a driving licence" in licence.advice[0]


def test_the_nearest_miss():
    found = told("en", students=[{"student": "s1", "course": "c1", "origin": "x"}], sites=[{"site": "A", "name": "The home"}],
                 travel=[{"origin": "x", "site": "A", "mode": "public", "minutes": 95}])  # fmt: skip
    assert found.steps == (("Too long a journey", 1),)
    assert found.advice == ("The nearest place that the journey alone closes is The home, 95 minutes away. Tell us if you accept a journey as long as that.",)


def test_full():
    plan = al.solve(problem(students=[{}, {}]))
    need, student = plan.unplaced[["need", "student"]].iloc[0]
    found = ladders(plan, [need], "nb")[need]
    assert found.left == "1 sto igjen som du kan ha, men de er fulle: Det er flere studenter enn plasser."
    other = plan.placements["student"].iloc[0]
    files = letter_files(plan, Reader(), "nb")
    for name in (f"{need}.txt", f"{need}.html"):
        assert student in files[name].decode("utf-8-sig")
        assert other not in files[name].decode("utf-8-sig")


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_ladder_of_a_term_adds_up_and_the_letters_name_nobody_else(lang):
    plan = al.solve(al.load("data/midt-troms"))
    sight = explain_all(plan.problem, plan)
    for account in (one for found in sight for one in found.accounts if one.given is None):
        made = ladder(account, lang)
        assert sum(count for _, count in made.steps) + len(account.open) == account.offers
    students = set(plan.problem.tables["students"]["student"])
    whose = dict(zip(plan.problem.tables["needs"]["need"], plan.problem.tables["needs"]["student"], strict=True))
    for one in letters(plan, Reader(), lang):
        said = " ".join([*one.says, *(part for fact in one.facts for part in fact)])
        assert not [other for other in students - {whose[one.need]} if f"{other} " in said or f"{other}." in said]


def test_a_plan_that_its_problem_no_longer_allows_is_told_by_its_reasons():
    plan = al.solve(problem(students=[{}, {}]))
    shut = plan.problem.replace(tables=plan.problem.tables.replace(sites=plan.problem.tables["sites"].assign(closed=[("2026-W36",)])))
    changed = dataclasses.replace(plan, problem=shut)
    assert ladders(changed, changed.unplaced["need"].tolist(), "nb") == {}
    assert [one.says[1] for one in letters(changed, Reader(), "nb") if not one.facts] == ["1 av 1 mulige plasseringer er tillatt, men plassene har gått til andre."]
