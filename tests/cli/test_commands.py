"""Each command: what it prints, what it answers as JSON, and its exit code."""

import json
import shutil

import pytest

import allocator as al
from allocator.goals import GOALS
from allocator.rows import ROWS
from allocator.rules import RULES


@pytest.fixture
def faulty(term, tmp_path):
    """A term with 30 students whose home is unknown, and one agreement with a wrong day."""
    folder = shutil.copytree(term, tmp_path / "term")
    head = (folder / "students.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    at = head.split(",").index("home")
    lines = [",".join([f"x{row}", "I1", *("9999" if column == at else "" for column in range(2, head.count(",") + 1))]) for row in range(30)]
    (folder / "students.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    (folder / "agreements.csv").write_text("institution,municipality,last_day\nI1,5501,31.02.2026\n", encoding="utf-8")
    return folder


def test_validate_shows_the_picture(run, term):
    found = run("validate", term)
    assert found.exit_code == 0, found.output
    assert "Ingen feil i" in found.stdout
    assert "5 behov, 2 steder, 2 tilbud" in found.stdout
    assert "Minst 2 behov kan ikke dekkes" in found.stdout
    assert "Kommunene med minst slakk" in found.stdout


def test_validate_in_english_and_as_json(run, answer, term):
    assert "No faults in" in run("validate", term, "--lang", "en").stdout
    found = answer("validate", term)
    assert (found["schema"], found["sound"], found["faults"]) == ("allocator.validate/1", True, [])
    assert found["counts"] == {"needs": 5, "sites": 2, "offers": 2}
    assert found["picture"]["supply"][0]["slack"] == -2


def test_validate_lists_every_fault_on_stdout_capped_in_print(run, answer, faulty):
    found = run("validate", faulty)
    assert found.exit_code == 1
    assert "agreements.csv, rad 2, kolonne «last_day»: Dagen «31.02.2026» finnes ikke." in found.stdout
    assert found.stdout.count("students.csv, rad") == 20
    assert "til i students.csv. Alle vises med --json." in found.stdout
    whole = answer("validate", faulty)
    assert whole["sound"] is False
    assert sum(fault["file"] == "students.csv" for fault in whole["faults"]) >= 30
    assert f"Fant {len(whole['faults'])} feil." in found.stdout


def test_validate_shows_the_first_notes(run, term, tmp_path, monkeypatch):
    import allocator as al
    from allocator.intake.faults import Note
    from allocator.text import Text

    noted = al.load(term).replace(notes=tuple(Note("a.csv", Text("merket {at}", "noted {at}").of(at=at)) for at in range(23)))
    monkeypatch.setattr(al, "load", lambda where: noted)
    assert "  a.csv: noted 19\n  … and 3 more. --json shows them all.\n" in run("validate", term, "--lang", "en").stdout
    assert run("solve", term).stderr.startswith("23 ting er rettet")


def test_solve_saves_and_shows(run, term, tmp_path):
    found = run("solve", term, "-o", tmp_path / "plan")
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("3 av 5 har fått plass, 2 står uten.\nPlanen er bevist best i alle mål.\n")
    assert "plassene har gått til andre" in found.stdout
    assert found.stdout.endswith(f"Lagret i {(tmp_path / 'plan').resolve()}.\n")
    assert (tmp_path / "plan" / "run.json").exists()


def test_solve_without_a_folder_saves_nothing_and_says_so(run, term, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run("solve", term, "--lang", "en")
    assert found.exit_code == 0
    assert "The plan has not been saved. Add “-o PLAN” to save it." in found.stdout
    assert list(tmp_path.iterdir()) == []


def test_solve_as_json_is_enough_to_make_the_table_again(run, answer, term, tmp_path):
    found = answer("solve", term, "-o", tmp_path / "plan", "--lang", "en", "--nodes", "100")
    assert found["schema"] == "allocator.solve/1"
    assert (found["placed"], found["needs"], found["ended"], found["plan"]) == (3, 5, "proved", str((tmp_path / "plan").resolve()))
    printed = run("solve", term, "--lang", "en").stdout
    for layer in found["layers"]:
        if not layer["layer"].startswith("hash"):
            assert layer["title"] in printed
            assert layer["unit"] in printed
            value = layer["value"]
            assert (", ".join(f"{placed}/{needs}" for placed, needs in value) if isinstance(value, list) else f"{value:,}") in printed
    assert all(one["reason"] in printed for one in found["unplaced"])


def test_solve_refuses_a_folder_that_is_not_a_plan_before_it_starts(run, term, tmp_path, monkeypatch):
    import allocator as al

    (tmp_path / "mine").mkdir()
    monkeypatch.setattr(al, "load", None)
    found = run("solve", term, "-o", tmp_path / "mine")
    assert found.exit_code == 1
    assert "er ikke en plan" in found.stderr
    assert found.stdout == ""


def test_solve_with_a_clock(run, term):
    assert run("solve", term, "--seconds", "60").exit_code == 0


def test_input_faults_end_solve(run, answer, faulty):
    found = run("solve", faulty)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "Dagen «31.02.2026» finnes ikke" in found.stderr
    whole = answer("solve", faulty)
    assert (whole["schema"], whole["kind"]) == ("allocator.error/1", "InputError")
    assert len(whole["faults"]) >= 31


def test_a_policy_that_cannot_be_read_is_told_with_its_line(run, answer, term, tmp_path):
    folder = shutil.copytree(term, tmp_path / "term")
    (folder / "policy.toml").write_text('seed = "x"\nsedd = 1\n', encoding="utf-8")
    found = run("validate", folder)
    assert found.exit_code == 1
    assert "policy.toml, linje 2" in found.stdout
    assert answer("solve", folder)["kind"] == "PolicyError"


@pytest.mark.parametrize("file", ["", "placements.csv", "plan.xlsx"])
def test_check_of_what_we_wrote(run, small, term, file):
    found = run("check", term, small / file)
    assert found.exit_code == 0, found.output
    assert "Planen holder: ingen regel er brutt (3 av 5 har plass)." in found.stdout
    assert "Alle får plass" in found.stdout


def test_check_finds_what_was_broken_by_hand(run, answer, small, term, tmp_path):
    path = tmp_path / "by-hand.csv"
    path.write_text("Behov;Tilbud;Periode\n" + "".join(f"n{at};oB;P1\n" for at in range(1, 6)), encoding="utf-8")
    found = run("check", term, path, "--lang", "en")
    assert found.exit_code == 1
    assert "The plan breaks a rule" in found.stdout
    assert "Broken:\n  " in found.stdout
    whole = answer("check", term, path)
    assert (whole["schema"], whole["sound"], whole["placed"]) == ("allocator.check/1", False, 5)
    assert {layer["layer"] for layer in whole["layers"]} == set(whole["values"])


def test_check_caps_what_it_prints(run, term, tmp_path, monkeypatch):
    from allocator.cli import check

    monkeypatch.setattr(check, "MOST", 0)
    path = tmp_path / "by-hand.csv"
    path.write_text("need,offer,period\nn1,oB,P1\nn2,oB,P1\n", encoding="utf-8")
    assert "  … og 1 til.\n" in run("check", term, path).stdout


def test_check_of_a_file_with_faults(run, term, tmp_path):
    path = tmp_path / "by-hand.csv"
    path.write_text("need,offer,period\nn99,oB,P1\n", encoding="utf-8")
    found = run("check", term, path)
    assert found.exit_code == 1
    assert "by-hand.csv, rad 2, kolonne «need»: «n99» finnes ikke i tabellen «Behov»." in found.stderr
    assert "Fant én feil." in found.stderr


@pytest.mark.parametrize("options", [[], ["--xlsx"]])
def test_template(run, answer, tmp_path, options):
    found = run("template", "-o", tmp_path / "mitt", *options)
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Laget ")
    assert len(list(tmp_path.iterdir())) == 1
    assert answer("template", "-o", tmp_path / "annet", *options)["schema"] == "allocator.template/1"


def test_the_order_of_decision_in_words(run, answer, term):
    found = answer("policy", term, "--lang", "en")
    codes = {one for order in found["orders"] for one in order["institutions"]}
    assert codes == set(al.load(term).tables["institutions"]["institution"])
    assert [line.split(".")[0] for line in found["orders"][0]["layers"]][:2] == ["At risk", "Placed"]
    shown = run("policy", term).stdout
    assert shown.count("Dette må holdes") == len(found["orders"])
    assert "Det loves ikke" in shown


def test_rules(run, answer):
    shown = run("rules").stdout
    found = answer("rules", "--lang", "en")
    assert [rule["code"] for rule in found["rules"]] == [rule.code for rule in RULES]
    assert all(rule.sentence.nb in shown for rule in RULES)
    assert found["rules"][0]["title"] == RULES[0].title.en
    assert all("seed" not in rule["parameters"] and "only" not in rule["parameters"] for rule in found["rules"])
    assert "distance – Reisetid (avstand)" in shown
    assert 'modes = ["car", "public"]' in shown


def test_goals(run, answer):
    shown = run("goals", "--lang", "en").stdout
    found = answer("goals")
    assert {goal["code"] for goal in found["goals"]} == {goal.code for goal in GOALS}
    assert all(goal.sentence.en in shown for goal in GOALS)
    assert "exponent = 2" in shown


def test_columns(run, answer):
    found = answer("columns")
    assert [table["table"] for table in found["tables"]] == list(ROWS)
    assert {column["column"] for column in found["tables"][0]["columns"]} == {column.name for column in next(iter(ROWS.values())).columns()}
    shown = run("columns", "Studenter").stdout
    assert shown.startswith("students – Studenter\n")
    assert "student*" in shown
    assert "minutes" not in shown.split()[0]


def test_columns_of_an_unknown_table(run):
    found = run("columns", "student", "--lang", "en")
    assert found.exit_code == 2
    assert "No such table: student. Did you mean students?" in found.stderr
    assert "Kjente: periods" in run("columns", "zzzzzz").stderr


def test_versions(run, answer):
    assert "python" in run("versions").stdout
    assert {"allocator", "highspy", "numpy"} <= set(answer("versions")["versions"])


def test_everything_answers_with_a_schema(run, term, small, tmp_path):
    lines = (["validate", term], ["check", term, small], ["rules"], ["goals"], ["columns"], ["versions"], ["solve", term / "nothing"])
    for line in lines:
        assert json.loads(run(*line, "--json").stdout)["schema"].startswith("allocator."), line
