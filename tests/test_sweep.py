"""Sweeps: what to expect, decided by hand; the same whatever does the work; nothing is lost when a process dies."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import allocator as al
from allocator.sweep.draws import no_shows
from tests.deadly import Deadly, Here
from tests.make import problem

Scenario = al.Scenario


def term() -> al.Problem:
    """Two places at A, one at B, three students who all have one, each with a supervisor of her own; C is far from everyone's mind."""
    return problem(
        sites=[{"site": "A", "municipality": "5501"}, {"site": "B", "municipality": "5501"}],
        offers=[{"offer": "a", "site": "A", "places": 2}, {"offer": "b", "site": "B", "places": 1}],
        courses=[{"course": "c1", "supervisor_professions": "sykepleier"}],
        supervisors=[{"supervisor": "v1", "sites": "A"}, {"supervisor": "v2", "sites": "A"}, {"supervisor": "v3", "sites": "B"}],
        students=[{"student": one, "course": "c1"} for one in ("s1", "s2", "s3")],
    )


SCENARIOS = (
    Scenario("as it is").change("offers", places="+0"), Scenario("B closes").close({"site": "B"}), Scenario("A takes one").change("offers", {"site": "A"}, places=1),
    Scenario("a supervisor is ill").change("supervisors", {"supervisor": "v3"}, capacity=0),
)  # fmt: skip


def told(found: "al.Sweep") -> str:
    return json.dumps(found.as_json(), sort_keys=True)


def here(scenarios: Iterable[al.Scenario] = SCENARIOS, **more: Any) -> "al.Sweep":
    return al.sweep(term(), scenarios, Here(), **more)


def test_what_to_expect_is_decided_by_hand() -> None:
    """Nobody, one at B, one at A, and again the one at B lose their place."""
    found = here()
    at_b = found.base.placements.set_index("site")["need"]["B"]
    assert [len(one["lost"]) for one in found.trials] == [0, 1, 1, 1]
    assert [one["lost"] for one in found.trials][1::2] == [[at_b], [at_b]]
    assert found.expected() == {"placed": 2.25, "gained": 0, "lost": 0.75, "moved": 0, "withdrawn": 0, "added": 0, "unplaced": 0.75}
    assert [found.hold_back(share) for share in (0.2, 0.25, 0.26, 0.5, 1)] == [0, 0, 1, 1, 1]
    assert found.sites().values.tolist() == [["B", 1, 0.5, 0.0], ["A", 2, 0.25, 0.0]]


def test_each_student_s_chance_of_each_site() -> None:
    found = here()
    chances = found.chances().set_index(["need", "site"])["chance"]
    at_b = found.base.placements.set_index("site")["need"]["B"]
    assert chances[at_b, ""] == 0.5
    assert chances.groupby("need").sum().tolist() == [1, 1, 1]


def test_lottery_seeds_decide_between_equals() -> None:
    """Two students, one place: every draw places one of them, and over twelve seeds each gets it now and then."""
    found = al.sweep(problem(students=[{}, {}]), al.lotteries(12, "Tromsø 2026"), Here(), beside=False)
    chances = found.chances().set_index(["need", "site"])["chance"]
    assert chances["n1", "A1"] + chances["n2", "A1"] == 1
    assert 0.2 < chances["n1", "A1"] < 0.8
    kept = al.sweep(found.base, al.lotteries(5, "Tromsø 2026"), Here())
    assert kept.expected()["moved"] == kept.expected()["lost"] == 0  # beside the plan nobody is drawn out of a place


def test_draws_are_the_same_for_the_same_seed_and_keep_to_the_rates() -> None:
    base = al.load(Path(__file__).parents[1] / "data" / "midt-troms")
    drawn = al.draws(base, 30, "x", withdraw=0.1, sick=0.2)
    assert drawn == al.draws(base, 30, "x", withdraw=0.1, sick=0.2)
    assert drawn != al.draws(base, 30, "y", withdraw=0.1, sick=0.2)
    gone = [len(step.where["student"]) for one in drawn for step in one.steps if step.verb == "remove"]
    ill = [len(step.where["supervisor"]) for one in drawn for step in one.steps if step.verb == "change"]
    assert 0.07 < sum(gone) / 30 / len(base.tables["students"]) < 0.13
    assert 0.15 < sum(ill) / 30 / len(base.tables["supervisors"]) < 0.25
    assert all(not one.steps for one in al.draws(base, 3, "x"))
    assert no_shows("x 1", ["a", "b"], 1) == {"a", "b"}
    assert no_shows("x 1", ["a", "b"], 0) == frozenset()


def test_places_that_stay_empty() -> None:
    found = here()
    assert found.empty(0) == 0
    assert found.empty(1) == found.expected()["placed"]


@pytest.mark.parametrize("rates", [{"withdraw": 1.1}, {"sick": -0.1}])
def test_a_rate_is_a_share(rates: dict[str, float]) -> None:
    with pytest.raises(al.SweepError, match="must be a share"):
        al.draws(term(), 1, "x", **rates)


def test_a_grid_is_every_combination() -> None:
    made = al.grid((Scenario("a").remove("wishes"), Scenario("b")), (Scenario("1").close({"site": "A"}), Scenario("2"), Scenario("3")))
    assert [one.name for one in made] == ["a · 1", "a · 2", "a · 3", "b · 1", "b · 2", "b · 3"]
    assert [step.verb for step in made[0].steps] == ["remove", "close"]
    assert made[5].steps == ()


def test_processes_die_and_nothing_is_lost(tmp_path: Path) -> None:
    """One scenario kills its process once, another always; the rest is what it is where nothing dies, byte for byte."""
    marker = tmp_path / "once"
    marker.touch()
    once, always = Deadly("B closes", SCENARIOS[1].steps, only=str(marker)), Deadly("always")
    names: list[str] = []
    found = al.sweep(term(), [SCENARIOS[0], once, always, *SCENARIOS[2:]], 2, tell=names.append)
    assert found.left_out == ("always",)
    assert "B closes" in found.repeated
    assert sorted(names) == sorted(one.name for one in SCENARIOS)
    same = here()
    assert [dict(one) for one in found.trials] == [dict(one) for one in same.trials]
    assert told(found) == told(al.Sweep(same.base, same.trials, ("always",)))
    assert "Left out, because their process died every time: always." in str(found)
    assert "Gjort om igjen" in found.say("nb")


def test_the_order_of_the_work_changes_nothing() -> None:
    forward, backward = here(), here(reversed(SCENARIOS))
    assert list(forward.trials) == list(reversed(backward.trials))


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    first = Here()
    half = al.sweep(term(), SCENARIOS[:2], first, folder=tmp_path)
    assert first.done == len(list((tmp_path / "trials").iterdir())) == 2
    second = Here()
    names: list[str] = []
    whole = al.sweep(half.base, SCENARIOS, second, folder=tmp_path, tell=names.append)
    assert second.done == 2
    assert names == [one.name for one in SCENARIOS[2:]]
    assert told(whole) == told(here())
    damaged = sorted((tmp_path / "trials").iterdir())[0]
    damaged.write_text("{", encoding="utf-8")
    again = Here()
    assert told(al.sweep(term(), SCENARIOS, again, folder=tmp_path)) == told(whole)
    assert again.done == 1
    other = Here()
    al.sweep(term(), SCENARIOS, other, folder=tmp_path, beside=False)
    assert other.done == 4


def test_faults_come_when_the_rest_is_done(tmp_path: Path) -> None:
    wrong = [Scenario("x").remove("offerz"), SCENARIOS[1], Scenario("y").close({"site": "Q"})]
    with pytest.raises(al.InputError) as caught:
        al.sweep(term(), wrong, Here(), folder=tmp_path)
    assert [fault.scenario for fault in caught.value.faults] == ["x", "y"]  # type: ignore[attr-defined]
    assert len(list((tmp_path / "trials").iterdir())) == 1


def test_an_executor_that_fails_for_its_own_reasons_is_asked_once_more() -> None:
    class Shaky(Here):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
            future = super().submit(fn, *args, **kwargs)
            if self.done in (1, 2, 6):
                broken = type(future)()
                broken.cancel()
                broken.set_running_or_notify_cancel()
                return broken
            return future

    found = al.sweep(term(), SCENARIOS, Shaky())
    assert len(found.trials) + len(found.left_out) == 4
    assert len(found.repeated) + len(found.left_out) == 2
    assert len(found.left_out) == 1


def test_an_error_of_our_own_is_no_mishap() -> None:
    class Wrong(Scenario):
        def __call__(self, problem: al.Problem) -> al.Problem:
            raise KeyError("ours")

    with pytest.raises(KeyError, match="ours"):
        al.sweep(term(), [Wrong("x")], Here())


def test_a_case_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from allocator.sweep import trial

    case = trial.Case(term(), al.solve(term()), None, al.Effort())
    monkeypatch.setattr(trial, "__version__", "0")
    sent = trial.packed(case)
    monkeypatch.undo()
    with pytest.raises(ImportError, match="The sender has allocator 0"):
        trial.unpacked("another", sent)


def test_nothing_to_try() -> None:
    found = al.sweep(term(), [], 2)
    assert found.trials == ()
    assert (found.hold_back(), found.empty(0.5), found.expected()["placed"]) == (0, 0, 0)
    pd.testing.assert_series_equal(found.sites()["lost"], pd.Series([0.0, 0.0], name="lost"))
