"""The example terms: what they show, that they are in step with what writes them, and that they say what is invented."""

import re
from functools import cache
from pathlib import Path

import pytest

import allocator as al
from allocator.rules import RULES
from benchmarks import midt_troms
from benchmarks.cases import CASES
from benchmarks.format import END, PAGE, START, columns
from benchmarks.generate import term, write

DATA = Path(__file__).parents[1] / "data"

SITUATIONS = {
    "agreement": ("S101", "Sørreisa-sykehjem-1"),
    "region": ("S131", "Tromsø-NAV-1"),
    "home_first": ("S136", "Finnsnes-hjemmesykepleie-1"),
    "setting": ("S103", "Brøstadbotn-sykehjem-1"),
    "progression": ("S134", "Finnsnes-hjemmesykepleie-1"),
    "supervised": ("S104", "Sjøvegan-bofellesskap-1"),
    "profession": ("S105", "Tennevoll-sykehjem-1"),
    "competence": ("S106", "Setermoen-hjemmesykepleie-1"),
    "presence": ("S107", "Årstein-sykehjem-1"),
    "housing": ("S038", "Moen-psykisk-helse-1"),
    "rooms": ("S004", "Moen-sykehjem-1"),
    "seldom_far": ("S048", "Setermoen-sykehjem-1"),
    "special": ("S138", "Moen-hjemmesykepleie-1"),
    "employer": ("S109", "Finnsnes-hjemmesykepleie-1"),
    "relative": ("S111", "Finnsnes-sykehjem-1-avd"),
    "new_site": ("S133", "Sørreisa-hjemmesykepleie-1"),
    "clearance": ("S033", "Tromsø-hjemmesykepleie-1"),
    "named_supervisor": ("S112", "Moen-psykisk-helse-1"),
    "offered": ("S113", "Silsand-hjemmesykepleie-1"),
    "licence": ("S114", "Sørreisa-hjemmesykepleie-1"),
    "car": ("S115", "Moen-hjemmesykepleie-1"),
    "access": ("S116", "Sjøvegan-sykehjem-1"),
    "answered": ("S050", "Tromsø-legekontor-1"),
    "own_found": ("S050", "Tromsø-legekontor-1"),
    "closed": ("S117", "Finnsnes-bofellesskap-1"),
    "variety": ("S132-1", "Gryllefjord-sykehjem-1"),
    "locks": ("S121", "Sørreisa-sykehjem-1"),
    "with_offer": ("S137", "Moen-lege"),
    "together": ("S009", "Tromsø-sykehjem-1-avd-B"),
    "near": ("S055", "Moen-sykehjem-1"),
    "period": ("S108", "Hansnes-sykehjem-1"),
}
"""For each rule the need of `midt-troms` that it sends elsewhere, and the site (or the beginning of its id) to which the need goes without it."""

COUNTING = {
    "period", "seldom_far", "together", "near", "apart", "places", "least", "with_offer", "ceiling", "rooms", "reserved", "quota", "supervision",
    "one_at_a_time", "variety", "interprofessional",
}
"""Rules that are never told as a reason against a single option of a need's own windows: they count, or say which windows these are."""

ROOMY = {"quota", "reserved", "interprofessional"}
"""Rules whose rows in `midt-troms` have more room than is used, or that have none; or that its policy does not name."""


@cache
def _problem() -> al.Problem:
    return al.load(DATA / "midt-troms")


@cache
def _plan(without: str = "") -> al.Plan:
    problem = _problem()
    return al.solve(problem.replace(policy=problem.policy.without(without)) if without else problem)


def _where(plan: al.Plan) -> dict[str, tuple[str, ...]]:
    columns_ = ("site", "offer", "period", "supervisor")
    return {need: tuple(where) for need, *where in plan.placements[["need", *columns_]].itertuples(index=False, name=None)}


def test_midt_troms_is_small_short_near_tromsø_and_proved() -> None:
    plan = _plan()
    tables = _problem().tables
    homes = tables["students"].set_index("student")["home"]
    assert 80 <= len(tables["needs"]) <= 120
    assert 36 <= len(tables["sites"]) <= 46
    assert all(one.proved for one in plan.reached)
    assert 10 <= len(plan.unplaced) <= 20
    assert (plan.unplaced["student"].map(homes) == "5501").mean() > 0.5


def test_midt_troms_keeps_every_rule() -> None:
    al.check(_problem(), _plan().placements).require()


@pytest.mark.parametrize("rule", sorted({rule.code for rule in RULES} - COUNTING))
def test_each_rule_is_the_first_reason_for_an_option(rule: str) -> None:
    reasons = al.formulate(_problem()).reasons
    assert reasons.first[:, reasons.codes.index(rule)].sum() > 0


@pytest.mark.parametrize("rule", sorted({rule.code for rule in RULES} - ROOMY))
def test_each_rule_dropped_alone_changes_the_plan(rule: str) -> None:
    assert _where(_plan(rule)) != _where(_plan())


@pytest.mark.parametrize(("rule", "need", "site"), [(rule, need, site) for rule, (need, site) in SITUATIONS.items()])
def test_each_situation_turns_on_its_rule(rule: str, need: str, site: str) -> None:
    assert not _where(_plan()).get(need, ("",))[0].startswith(site)
    assert _where(_plan(rule))[need][0].startswith(site)


@pytest.mark.parametrize("rule", ["places", "ceiling", "supervision", "one_at_a_time", "distance", "agreement"])
def test_without_a_rule_more_are_placed(rule: str) -> None:
    assert len(_plan(rule).placements) > len(_plan().placements)


@pytest.mark.parametrize("goal", ["at_risk", "placed", "travel", "wishes", "lottery", "hash"])
def test_each_goal_dropped_alone_changes_the_plan(goal: str) -> None:
    assert _where(_plan(goal)) != _where(_plan())


def test_the_one_at_risk_goes_before_the_one_who_lives_nearer() -> None:
    with_goal, without = _where(_plan()), _where(_plan("at_risk"))
    assert "S125" in with_goal
    assert "S124" not in with_goal
    assert "S124" in without


def test_a_waived_rule_is_listed_with_who_and_why() -> None:
    verdict = al.check(_problem(), _plan().placements)
    waived = [breach for breach in verdict.breaches if breach.state == "waived"]
    assert [(breach.need, breach.rule) for breach in waived] == [("S120", "distance")]
    assert waived[0].who
    assert waived[0].why


@pytest.mark.parametrize("form", ["midt-troms.xlsx", "midt-troms-cp1252"])
def test_every_form_of_midt_troms_is_the_same_problem(form: str) -> None:
    problem = al.load(DATA / form)
    assert problem.tables == _problem().tables
    assert problem.digest() == _problem().digest()


def test_the_other_forms_are_in_step_with_midt_troms(tmp_path: Path) -> None:
    for name in ("midt-troms", "midt-troms-cp1252"):
        (tmp_path / name).mkdir()
    for file in (DATA / "midt-troms").iterdir():
        (tmp_path / "midt-troms" / file.name).write_bytes(file.read_bytes())
    midt_troms.write(tmp_path)
    assert _bytes(tmp_path / "midt-troms-cp1252") == _bytes(DATA / "midt-troms-cp1252")
    assert al.load(tmp_path / "midt-troms.xlsx").digest() == al.load(DATA / "midt-troms.xlsx").digest()


def test_nord_is_what_the_generator_writes(tmp_path: Path) -> None:
    write(CASES["nord"], 2026, tmp_path)
    assert _bytes(tmp_path) == _bytes(DATA / "nord")


def test_nord_has_the_size_it_says() -> None:
    tables = al.load(DATA / "nord").tables
    assert len(tables["needs"]) == 1_000 + 40
    assert 300 <= len(tables["sites"]) <= 420
    assert len(tables["municipalities"]) == 80
    assert set(tables["sites"]["municipality"]) == set(tables["municipalities"]["municipality"])
    assert 2 <= len(tables["institutions"]) <= 3


def test_nord_is_short_near_tromsø_and_bodø_and_has_places_left_in_the_districts() -> None:
    tables = al.load(DATA / "nord").tables
    homes = tables["needs"].merge(tables["students"][["student", "home"]], on="student").groupby("home").size()
    counting = tables["offers"][tables["offers"]["status"].isin(["confirmed", "offered"])]
    places = counting.merge(tables["sites"][["site", "municipality"]], on="site").groupby("municipality")["places"].sum()
    campuses = ["5501", "1804"]
    for campus in campuses:
        assert 0.70 <= places[campus] / homes[campus] <= 0.92
    assert places.drop(campuses).sum() > 1.2 * homes.drop(campuses).sum()


@pytest.mark.parametrize("name", ["village", "region-district", "region-city"])
@pytest.mark.parametrize("supply", [0.9, 1.3])
def test_every_case_loads(name: str, supply: float, tmp_path: Path) -> None:
    case = CASES[name].with_supply(supply)
    write(case, 2, tmp_path)
    problem = al.load(tmp_path)
    assert len(problem.tables["needs"]) == case.needs


def test_another_seed_makes_another_term_and_the_same_seed_the_same() -> None:
    case = CASES["village"]
    assert term(case, 1) == term(case, 1)
    assert term(case, 1) != term(case, 2)


def test_the_page_of_columns_is_in_step_with_the_rows() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text[text.index(START) + len(START) : text.index(END)].strip() == columns().strip()


def test_every_example_says_what_is_invented_and_names_its_source() -> None:
    terms = sorted(file.parent for file in DATA.glob("*/policy.toml"))
    for folder in terms:
        head = (folder / "README.md").read_text(encoding="utf-8")
        assert re.search("synthetic", head, re.IGNORECASE), folder.name
        assert "CC BY 4.0" in head or not (folder / "municipalities.csv").exists(), folder.name
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*(f"{folder.name}/" for folder in terms), "midt-troms.xlsx", "midt-troms.policy.toml"))
    assert all(f"`figures/{file.name}`" in page for file in (DATA / "figures").iterdir())


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_oslofjord_is_what_the_generator_writes(tmp_path: Path) -> None:
    write(CASES["fjord"].with_supply(0.85), 2026, tmp_path)
    assert _bytes(tmp_path) == _bytes(DATA / "oslofjord")


def test_five_institutions_share_oslofjord_more_evenly_than_the_road_alone_would_have_it() -> None:
    """As many are placed either way; with fair shares the institution worst off has a larger part of its needs met."""
    fair = al.load(DATA / "oslofjord")
    unfair = fair.replace(policy=fair.policy.without("shares"))
    met = [_met(al.solve(one)) for one in (fair, unfair)]
    assert len(met[0]) == len(set(fair.tables["institutions"]["institution"])) == 5
    assert sum(placed for placed, _ in met[0]) == sum(placed for placed, _ in met[1]) < len(fair.tables["needs"])
    assert min(placed / needs for placed, needs in met[0]) > min(placed / needs for placed, needs in met[1])


def _met(plan: al.Plan) -> list[tuple[int, int]]:
    """Placed and needs of each institution."""
    placed = plan.placements.groupby("institution").size()
    without = plan.unplaced.groupby("institution").size()
    needs = placed.add(without, fill_value=0)
    return [(int(placed.get(one, 0)), int(needs[one])) for one in sorted(needs.index)]
