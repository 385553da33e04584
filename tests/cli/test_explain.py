"""`allocator explain`: with and without the term, in both languages, as JSON, as a letter."""

import pytest


def test_a_plan_folder_is_enough(run, small, term):
    found = run("explain", small, "s1")
    assert found.exit_code == 0, found.output
    assert "mulige plasseringer på" in found.stdout
    assert run("explain", term, small, "s1").stdout == found.stdout
    assert "possible placements at 2 sites were in question" in run("explain", small, "s1", "--lang", "en").stdout


def test_as_json_and_as_a_letter(run, answer, small):
    found = answer("explain", small, "s1", "--lang", "en")
    assert (found["schema"], found["student"], found["needs"][0]["offers"]) == ("allocator.explain/1", "s1", 2)
    assert run("explain", small, "s1", "--lang", "en", "--letter").stdout.strip() == found["letter"]


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_an_unknown_student_is_met_with_the_nearest(run, answer, small, lang):
    found = run("explain", small, "s11", "--lang", lang)
    assert (found.exit_code, found.stdout) == (1, "")
    assert {"nb": "Mente du «s1»?", "en": "Did you mean “s1”?"}[lang] in found.stderr
    assert answer("explain", small, "s11")["kind"] == "QuestionError"


def test_a_plan_alone_says_how_it_is_used(run, small):
    found = run("explain", small)
    assert found.exit_code == 2
    assert "allocator explain PLAN STUDENT" in found.stderr


def test_changes_and_wishes_are_tried(run, answer, small):
    without = answer("solve", small / "term")["unplaced"][0]["student"]
    found = answer("explain", small, without, "--changes", "--lang", "en")["changes"][0]
    assert (found["solved"], found["tried"][0]["kind"], found["tried"][0]["flips"]) == (1, "room", True)
    assert "Hva som skulle til:" in run("explain", small, without, "--changes").stdout
    assert run("explain", small, without, "--wish", "1").exit_code == 1
