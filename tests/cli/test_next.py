"""`allocator next` on the command line."""

import allocator as al


def test_the_next_term_is_made_and_what_is_left_to_do_is_said(run, answer, small, tmp_path):
    found = run("next", small, "-o", tmp_path / "neste", "--answer-by", "2027-05-01")
    assert found.exit_code == 0, found.output
    assert "2 tilbud er videreført og skal bekreftes, 3 rader i historikken er nye." in found.stdout
    assert "2027-05-01" in (tmp_path / "neste" / "offers.csv").read_text(encoding="utf-8-sig")
    told = answer("next", small, "-o", tmp_path / "next", "--weeks", 20)
    assert (told["schema"], told["offers"], told["history"]) == ("allocator.next/1", 2, 3)
    assert told["path"] == str((tmp_path / "next").resolve())
    assert "rolled on" in run("next", small, "-o", tmp_path / "en", "--lang", "en").stdout


def test_a_folder_that_is_no_plan_and_one_that_is_taken_are_refused(run, small, term, tmp_path):
    assert run("next", term, "-o", tmp_path / "new").exit_code == 1
    found = run("next", small, "-o", small)
    assert found.exit_code == 1
    assert "finnes fra før" in found.stderr
    assert al.open_plan(small)
