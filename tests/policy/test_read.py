"""Policy files: read, scoped, written again, and every fault with its line."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from allocator.errors import PolicyError
from allocator.goals.cost import Rates
from allocator.goals.travel import Travel
from allocator.policy import Policy
from allocator.policy.read import policy_files, read_policy
from allocator.policy.write import as_toml
from allocator.system import Price

BOTH = ("NORD", "UIT")


def read(folder: Path, **files: str) -> Policy:
    """The policy of a folder with these files (policy, policy_UIT …)."""
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8")
    policy, paths = read_policy(folder, BOTH)
    assert policy is not None
    assert len(paths) == len(files)
    return policy


def faults(folder: Path, **files: str) -> list[str]:
    """What is said in English of these files."""
    with pytest.raises(PolicyError) as caught:
        read(folder, **files)
    assert len(caught.value.say("nb").splitlines()) == len(caught.value.faults)
    return [fault.say("en") for fault in caught.value.faults]


def entries(policy: Policy, code: str) -> list:
    """The entries of a rule."""
    return [rule for rule in policy.rules if rule.code == code]


def test_no_file_is_no_policy(tmp_path: Path) -> None:
    assert read_policy(tmp_path, BOTH) == (None, ())


def test_an_empty_file_is_the_neutral_policy(tmp_path: Path) -> None:
    assert read(tmp_path, policy="") == Policy.neutral()


def test_what_is_said_once_reaches_rules_and_goals(tmp_path: Path) -> None:
    policy = read(tmp_path, policy='seed = "Harstad"\nas_of = 2026-06-01\nstatuses = ["confirmed"]\nsupervisors = "required"\n')
    assert (policy.seed, policy.as_of) == ("Harstad", dt.date(2026, 6, 1))
    assert entries(policy, "offered")[0].statuses == ("confirmed",)
    assert entries(policy, "supervised")[0].required
    assert {goal.seed for goal in policy.goals if goal.code in ("lottery", "hash")} == {"Harstad"}


def test_rules_off_priced_and_with_parameters(tmp_path: Path) -> None:
    text = 'layers = ["placed", "competence"]\noff = ["closed"]\n[rules.distance]\nminutes = 60\nmodes = ["car"]\n'
    policy = read(tmp_path, policy=text + '[rules.competence]\nprice = { layer = "competence", cost = 2, unit = "whatever" }\n')
    assert entries(policy, "closed") == []
    assert (entries(policy, "distance")[0].minutes, policy.modes("UIT")) == (60, ("car",))
    price = entries(policy, "competence")[0].price
    assert (price.layer, price.cost) == ("competence", 2)


def test_an_institution_replaces_the_common_entry_for_itself(tmp_path: Path) -> None:
    policy = read(tmp_path, policy="[rules.distance]\nminutes = 60\n", policy_uit="[rules.distance]\nminutes = 120\n")
    assert {rule.only: rule.minutes for rule in entries(policy, "distance")} == {("NORD",): 60, ("UIT",): 120}


def test_an_entry_for_the_institution_alone_is_replaced_whole(tmp_path: Path) -> None:
    common = '[[rules.distance]]\nminutes = 60\nonly = ["UIT"]\n[[rules.distance]]\nminutes = 70\nonly = ["NORD"]\n'
    policy = read(tmp_path, policy=common, policy_UIT="[rules.distance]\nminutes = 120\n")
    assert {rule.only: rule.minutes for rule in entries(policy, "distance")} == {("NORD",): 70, ("UIT",): 120}


def test_an_institutions_file_alone_stands_on_the_neutral_policy(tmp_path: Path) -> None:
    policy = read(tmp_path, policy_NORD="[rules.distance]\nminutes = 30\n")
    assert {rule.only: rule.minutes for rule in entries(policy, "distance")} == {("UIT",): 90, ("NORD",): 30}


def test_a_workbook_has_its_policy_beside_it(tmp_path: Path) -> None:
    beside = tmp_path / "term.policy.toml"
    beside.write_text('seed = "x"\n', encoding="utf-8")
    assert policy_files(tmp_path / "term.xlsx") == (beside, [])
    assert policy_files(tmp_path / "other.xlsx") == (None, [])


def test_a_goal_takes_parameters(tmp_path: Path) -> None:
    policy = read(tmp_path, policy="[goals.travel]\nexponent = 1\n")
    assert [goal.exponent for goal in policy.goals if goal.code == "travel"] == [1]


def test_an_institutions_rates_come_before_the_common_ones(tmp_path: Path) -> None:
    policy = read(tmp_path, policy="[rates]\nper_km = 2\n", policy_UIT="[rates]\nper_km = 2.5\nmost_day = 125\n")
    assert policy.rates == (Rates(per_km=2.5, most_day=125, only=("UIT",)), Rates(per_km=2))
    assert next(goal.rates for goal in policy.goals if goal.code == "cost") == policy.rates
    (tmp_path / "again").mkdir()
    assert read(tmp_path / "again", policy=as_toml(policy)) == policy


def test_an_institutions_criteria_come_in_the_place_of_the_common_ones(tmp_path: Path) -> None:
    common = "[criteria]\nillness = { class = 1 }\nchild = [{ below = 6, class = 2 }, { below = 12, class = 3, only = ['NORD', 'UIT'] }]\nsport = { class = 4, only = ['UIT'] }\n"
    policy = read(tmp_path, policy=common, policy_UIT="[criteria]\nchild = { below = 16, class = 1 }\nsport = { class = 5 }\n")
    assert [(one.criterion, one.below, one.class_, one.only) for one in policy.criteria] == [
        ("child", 16, 1, ("UIT",)), ("child", 6, 2, ()), ("child", 12, 3, ("NORD",)), ("illness", None, 1, ()), ("sport", None, 5, ("UIT",)),
    ]
    assert next(goal.criteria for goal in policy.goals if goal.code == "specials") == policy.criteria
    (tmp_path / "again").mkdir()
    assert read(tmp_path / "again", policy=as_toml(policy)) == policy


def test_the_estimate_of_minutes_is_the_policys(tmp_path: Path) -> None:
    policy = read(tmp_path, policy="[travel]\ndetour = 1.5\nkm_h = { car = 70 }\n")
    assert (policy.estimate.detour, policy.estimate.km_h["car"], policy.estimate.km_h["public"]) == (1.5, 70, 40)


with pytest.raises(ValueError) as _caught:  # noqa: PT011 (whatever it says is what the policy should say)
    Travel(exponent=3)
WHY = str(_caught.value)

FAULTS = [
    ("unknown key with the nearest", 'sed = "x"', ["policy.toml, line 1: “sed” is not known here. Did you mean “seed”?"]),
    ("unknown rule", "\n[rules.distanse]\nminutes = 1", ["policy.toml, line 2: “distanse” is not known here. Did you mean “distance”?"]),
    ("unknown parameter", "[rules.distance]\nminuts = 1", ["policy.toml, line 2: “minuts” is not known here. Did you mean “minutes”?"]),
    ("unknown institution", '[rules.distance]\nonly = ["UTI"]', ["policy.toml, line 2: “UTI” is not known here. Did you mean “UIT”?"]),
    ("unknown layer", 'layers = ["plased"]', ["policy.toml, line 1: “plased” is not known here. Did you mean “placed”?"]),
    ("a layer twice", 'layers = ["placed", "placed"]', ["policy.toml, line 1: The layer “placed” stands twice."]),
    ("a price in no layer", '[rules.distance]\nprice = { layer = "travl" }', ["policy.toml, line 2: “travl” is not known here. Did you mean “travel”?"]),
    ("a price in a layer of shares", '[rules.distance]\nprice = { layer = "shares" }', ["policy.toml, line 2: The layer “shares” evens out shares and cannot hold a price. Choose another layer."]),
    ("a price in another unit", '[rules.distance]\nprice = { layer = "placed", unit = "minutes" }', ["policy.toml, line 2: The price is in “minutes”, but the layer “placed” counts “unplaced”."]),
    ("a price of nothing", '[rules.distance]\nprice = { layer = "placed", cost = 0 }', ["policy.toml, line 2: “cost” cannot be 0. Write 1 … 1000000."]),
    ("a price that is no table", "[rules.distance]\nprice = 3", ['policy.toml, line 2: “price” cannot be 3. Write { layer = "…", cost = 1 }.']),
    ("a wrong type", '[rules.distance]\nminutes = "long"', ["policy.toml, line 2: “minutes” cannot be long. Write 90."]),
    ("a parameter nearly right", "[rules.own_found]\nyear = [2]", ["policy.toml, line 2: “year” is not known here. Did you mean “years”?"]),
    ("a rule that is no table", "[rules]\ndistance = 3", ["policy.toml, line 2: “rules.distance” must be a table, e.g. [rules.distance]."]),
    ("rules that are no table", "rules = 3", ["policy.toml, line 1: “rules” must be a table, e.g. [rules]."]),
    ("a goal that is not among the layers", 'layers = ["placed"]\n[goals.travel]\nexponent = 1', ["policy.toml, line 2: “travel” is not known here. Known: placed."]),
    ("a value that no goal can use", "[goals.travel]\nexponent = 3", [f"policy.toml, line 1: The values in [goals.travel] cannot be used: {WHY}"]),
    ("a goal that is no table", "[goals]\ntravel = 1", ["policy.toml, line 2: “goals.travel” must be a table, e.g. [goals.travel]."]),
    ("an unknown rate", "[rates]\nper_kn = 2", ["policy.toml, line 2: “per_kn” is not known here. Did you mean “per_km”?"]),
    ("a rate of the wrong type", '[rates]\nper_km = "2,50"', ["policy.toml, line 2: “per_km” cannot be 2,50. Write 1.35."]),
    ("a rate below nothing", "[rates]\nper_km = -1", ["policy.toml, line 1: The values in [rates] cannot be used: rates are at least 0, and a week has at most 7 days."]),
    ("rates for nobody known", '[[rates]]\nper_km = 1\n[[rates]]\nonly = ["UTI"]', ["policy.toml, line 4: “UTI” is not known here. Did you mean “UIT”?"]),
    ("rates that are no table", "rates = 3", ["policy.toml, line 1: “rates” must be a table, e.g. [rates]."]),
    ("a criterion without class", "[criteria]\nchild = { below = 12 }", ["policy.toml, line 2: “child” has no class. Write e.g. { class = 2 }."]),
    ("a criterion that is a number", "[criteria]\nchild = 2", ["policy.toml, line 2: “child” cannot be 2. Write { below = 12, class = 2 }."]),
    ("an unknown word of a criterion", "[criteria]\nchild = { belov = 12, class = 2 }", ["policy.toml, line 1: “belov” is not known here. Did you mean “below”?"]),
    ("a class that is none", "[criteria]\nchild = { class = 0 }", ["policy.toml, line 1: The values in [criteria] cannot be used: class is 1 … 9."]),
    ("a class that is a word", '[criteria]\nchild = { class = "first" }', ["policy.toml, line 1: “class” cannot be first. Write 90."]),
    ("criteria that are no table", "criteria = 3", ["policy.toml, line 1: “criteria” must be a table, e.g. [criteria]."]),
    ("a list that is none", 'layers = "placed"', ['policy.toml, line 1: “layers” cannot be placed. Write ["…", "…"].']),
    ("a status that is none", 'statuses = ["confirmd"]', ["policy.toml, line 1: “confirmd” is not known here. Did you mean “confirmed”?"]),
    ("a date in quotes", 'as_of = "2026-06-01"', ["policy.toml, line 1: “as_of” cannot be 2026-06-01. Write a date without quotes, e.g. 2026-06-01."]),
    ("a seed that is a number", "seed = 3", ['policy.toml, line 1: “seed” cannot be 3. Write "…".']),
    ("supervisors", 'supervisors = "some"', ["policy.toml, line 1: “some” is not known here. Known: trusted, required."]),
    ("a speed of zero", "[travel]\nkm_h = { car = 0 }", ["policy.toml, line 2: “km_h” cannot be 0. Write 1.35."]),
    ("an unknown mode", "[travel]\nkm_h = { car = 50, boat = 9 }", ["policy.toml, line 2: “boat” is not known here. Known: car, public, bicycle, walk."]),
    ("an unknown word of travel", "[travel]\nspeed = 9", ["policy.toml, line 2: “speed” is not known here. Known: detour, km_h, start."]),
    ("broken TOML", "seed = ", ["policy.toml, line 1: The file is not valid TOML: Invalid value (at end of document)"]),
]


@pytest.mark.parametrize(("case", "text", "said"), FAULTS, ids=[case for case, _, _ in FAULTS])
def test_faults(tmp_path: Path, case: str, text: str, said: list[str]) -> None:
    found = faults(tmp_path, policy=text)
    if case == "broken TOML":
        assert len(found) == 1
        assert "not valid TOML" in found[0]
    else:
        assert found == said


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, policy="sed = 1\n[rules.x]\n", policy_UIT="seed = 1\n", policy_UTI="")
    assert [line.split(":")[0] for line in found] == ["policy.toml, line 1", "policy.toml, line 2", "policy-UIT.toml, line 1", "policy-UTI.toml"]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes('seed = "Tromsø"'.encode("cp1252"))
    with pytest.raises(PolicyError, match="not saved as UTF-8"):
        read_policy(tmp_path, BOTH)


def test_what_is_written_is_read_back_equal(tmp_path: Path) -> None:
    text = 'seed = "æ \\"x\\""\nas_of = 2026-06-01\nlayers = ["placed", "competence", "travel"]\noff = ["closed"]\n'
    text += '[rules.competence]\nprice = { layer = "competence", cost = 3 }\n[goals.travel]\nexponent = 1\n[travel]\nstart = { public = 12 }\n'
    text += '[[rules.region]]\n[[rules.region]]\nsecondary = false\nprice = { layer = "travel", cost = 20 }\n[rules.home_first]\nonly = ["NORD"]\n'
    text += '[rules.own_found]\nprogrammes = ["bsn"]\nyears = [2, 3]\nareas = ["Midt"]\n'
    policy = read(tmp_path, policy=text, policy_NORD="[rules.distance]\nminutes = 30\n[rules.own_found]\nallowed = false\n")
    again = tmp_path / "again"
    again.mkdir()
    assert read(again, policy=as_toml(policy)) == policy


def test_a_rule_that_is_not_usual_holds_where_it_is_named(tmp_path: Path) -> None:
    assert not entries(read(tmp_path, policy=""), "home_first")
    assert [rule.only for rule in entries(read(tmp_path, policy="", policy_NORD="[rules.home_first]\n"), "home_first")] == [("NORD",)]


def test_the_day_of_the_plan_is_told_to_the_rules_that_read_it(tmp_path: Path) -> None:
    policy = read(tmp_path, policy="as_of = 2026-06-01\n[rules.own_found]\nyears = [2]\n")
    assert [entries(policy, code)[0].as_of for code in ("answered", "own_found")] == [dt.date(2026, 6, 1)] * 2
    assert all(rule["as_of"] == "2026-06-01" for rule in policy.as_json()["rules"] if "as_of" in rule)


def test_programmes_and_areas_of_own_found_are_words_of_the_term(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('[rules.own_found]\nprogrammes = ["sykeplei"]\nareas = ["Nord"]\n', encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        read_policy(tmp_path, BOTH, {"programmes": ("sykepleie", "vernepleie"), "areas": ("Midt",)})
    first, second = (fault.say("en") for fault in caught.value.faults)
    assert first.startswith("policy.toml, line 2:")
    assert "“sykepleie”" in first
    assert second.startswith("policy.toml, line 3:")
    assert "Nord" in second
    policy, _ = read_policy(tmp_path, BOTH, {"areas": ("Nord",)})
    assert policy is not None
    assert entries(policy, "own_found")[0].programmes == ("sykeplei",)


def test_a_layer_stays_where_another_rule_has_its_price() -> None:
    both = [replace(rule, price=Price("competence")) for rule in Policy.neutral().rules if rule.code in ("competence", "supervised")]
    policy = Policy.of(both, ("placed", "competence", "lottery"))
    assert policy.without("competence").layers == ("placed", "competence", "lottery")
    assert policy.without("competence").without("supervised").layers == ("placed", "competence", "lottery")
    assert policy.without("supervised").without("competence").layers == ("placed", "lottery")


def test_a_goal_moved_up_has_one_layer_though_a_rule_has_its_price_there() -> None:
    region = next(rule for rule in Policy.neutral().rules if rule.code == "region")
    policy = Policy.of([replace(region, price=Price("travel"))], ("placed", "travel", "wishes", "lottery"))
    assert policy.with_goal(Travel(), above="lottery").layers == ("placed", "wishes", "travel", "lottery")
