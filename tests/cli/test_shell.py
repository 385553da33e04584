"""The command line from a shell: light, in UTF-8, stopped by Ctrl-C, with the promised exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import click
import pytest

import allocator as al
from allocator.cli import COMMANDS, cli, failures, main
from allocator.cli.progress import Progress, _said, gap
from allocator.cli.search import search
from allocator.cli.worded import Talk
from allocator.errors import SaveError, SolverError
from allocator.system import Ended, Reached
from allocator.text import Text

ROOT = Path(__file__).parents[2]
HEAVY = {"pandas", "numpy", "ortools", "highspy", "pydantic", "rich", "xlsxwriter"}


def shell(*args, code="from allocator.cli import main; main()", **env):
    line = [sys.executable, "-c", f"import sys; sys.argv[1:] = {[str(arg) for arg in args]!r}; sys.path.insert(0, {str(ROOT)!r}); {code}"]
    return subprocess.run(line, capture_output=True, check=False, env={**os.environ, **env}, cwd=ROOT)


@pytest.mark.parametrize("line", [[], ["--help"], ["--version"], ["solve", "--help"], ["check", "--help"], ["columns", "--help"], ["rules", "--help"]])
def test_help_and_version_load_nothing_heavy(line):
    code = f"import atexit; atexit.register(lambda: print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))); from allocator.cli import main; main()"
    assert b"HEAVY []" in shell(*line, code=code).stdout


@pytest.mark.parametrize(("words", "offered"), [("allocator so", "solve"), ("allocator solve --no", "--nodes"), ("allocator solve --lang ", "nb")])
def test_completion_is_light_and_complete(words, offered):
    code = f"import atexit; atexit.register(lambda: print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))); from allocator.cli import main; main()"
    env = {"_ALLOCATOR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    found = shell(code=code, **env).stdout.decode()
    assert offered in found
    assert "HEAVY []" in found


def test_completion_script():
    assert b"_allocator_completion" in shell(_ALLOCATOR_COMPLETE="bash_source").stdout


def test_a_windows_console_gets_utf8():
    found = shell("--help", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert "Prøver inndataene" in found.stdout.decode("utf-8")


def test_python_m_allocator():
    found = subprocess.run([sys.executable, "-m", "allocator", "--help"], capture_output=True, check=False, cwd=ROOT)
    assert found.stdout.decode().startswith("Bruk: allocator ")


def test_no_escape_codes_in_a_pipe(term):
    found = shell("solve", term, NO_COLOR="1")
    assert b"\x1b" not in found.stdout + found.stderr


def test_every_command_has_help_with_an_example_in_both_languages(run):
    for name in COMMANDS:
        assert f"Eksempel:\n  allocator {name}" in run(name, "--help").stdout
        english = run(name, "--lang", "en", "--help").stdout
        assert english.startswith(f"Usage: allocator {name}")
        assert "Example:\n" in english
        assert "Options:" in english


@pytest.mark.parametrize("line", [["--help", "--lang", "en"], ["--lang=en", "--help"], ["--lang", "en", "rules", "--help"]])
def test_the_language_may_stand_anywhere(run, line):
    assert "Usage:" in run(*line).stdout


def test_the_language_of_the_environment(run, term):
    assert run("--help", env={"ALLOCATOR_LANG": "en"}).stdout.startswith("Usage:")
    assert "No faults" in run("validate", term, env={"ALLOCATOR_LANG": "en"}).stdout
    assert "Ingen feil" in run("--lang", "nb", "validate", term).stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (["sovle"], "Ukjent kommando: sovle. Mente du solve?\nSe «allocator --help»."),
        (["--colour"], "Ukjent valg: --colour."),
        (["solve"], "TERM mangler.\nSe «allocator solve --help»."),
        (["solve", "x", "--node", "3"], "Ukjent valg: --node. Mente du --nodes?"),
        (["template"], "-o / --output mangler."),
        (["solve", "x", "--nodes", "0"], "--nodes"),
        (["rules", "extra"], "extra"),
    ],
)
def test_wrong_usage(run, line, told):
    found = run(*line)
    assert found.exit_code == 2
    assert told in found.stderr
    assert found.stdout == ""


def test_wrong_usage_as_json(run):
    found = run("solve", "--json", "x", "--nodes", "no")
    assert (found.exit_code, json.loads(found.stdout)["kind"]) == (2, "UsageError")


def test_without_a_command_the_help_is_shown(run):
    found = run()
    assert found.exit_code == 2
    assert "Kommandoer" in found.output


def broken(error):
    def verb(*_):
        raise error

    return verb


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ValueError("odd"), 3, "Feil i programmet (ValueError: odd)."),
        (SolverError(Text("gikk ikke", "did not work").of()), 3, "Løseren har feilet: gikk ikke"),
        (SaveError(Text("låst", "locked").of()), 1, "låst"),
        (KeyboardInterrupt(), 130, "Avbrutt. Ingenting er skrevet."),
    ],
)
def test_what_goes_wrong_becomes_words_and_an_exit_code(run, monkeypatch, error, code, told):
    monkeypatch.setattr(al, "load", broken(error))
    found = run("validate", "x")
    assert found.exit_code == code
    assert told in found.stderr
    assert "Traceback" not in found.stderr
    as_json = run("validate", "x", "--json")
    assert (as_json.exit_code, json.loads(as_json.stdout)["schema"]) == (code, "allocator.error/1")


@pytest.mark.parametrize(("line", "env"), [(["--debug"], {}), ([], {"ALLOCATOR_DEBUG": "1"})])
def test_the_trace_is_shown_when_asked_for(run, monkeypatch, line, env):
    monkeypatch.setattr(al, "load", broken(ValueError("odd")))
    found = run("validate", "x", *line, env=env)
    assert found.exit_code == 3
    assert "Traceback (most recent call last)" in found.stderr


def test_a_broken_plan_is_told_whole(run, answer, monkeypatch, small, term):
    problem = al.load(term)
    verdict = al.check(problem, al.read_placements(small / "placements.csv", problem).assign(offer="oB"))
    monkeypatch.setattr(al, "load", broken(al.BrokenPlan(verdict)))
    found = run("solve", "x")
    assert found.exit_code == 1
    assert "Planen bryter en regel" in found.stderr
    assert answer("solve", "x")["verdict"]["sound"] is False


def test_a_reader_that_goes_away_is_no_error():
    found = subprocess.run(f'"{sys.executable}" -m allocator columns | head -n 1', shell=True, capture_output=True, check=False, cwd=ROOT)
    assert b"Traceback" not in found.stderr
    assert b"Feil i programmet" not in found.stderr


def test_a_plain_error_is_said_in_its_own_words():
    assert failures.said(SaveError(Text("låst", "locked").of()), Talk("en", as_json=False, debug=False)) == "locked"
    assert failures.details(SaveError(Text("låst", "locked").of()), Talk("en", as_json=False, debug=False)) == {}


SLOW = """
import threading, time
import allocator as al
real = al.solve
def slow(problem, effort):
    print("begun", flush=True)
    while not effort.stop():
        time.sleep(0.01)
    {then}
    return real(problem, al.Effort())
al.solve = slow
from allocator.cli import main; main()
"""


def interrupted(*args, then="pass", signals):
    code = f"import sys; sys.argv[1:] = {[str(arg) for arg in args]!r}; sys.path.insert(0, {str(ROOT)!r})\n{SLOW.format(then=then)}"
    process = subprocess.Popen([sys.executable, "-u", "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    for number in signals:
        process.send_signal(number)
        time.sleep(0.5)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot be sent to one process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_ctrl_c_keeps_the_best_plan(term, tmp_path, number):
    code, out, err = interrupted("solve", term, "-o", tmp_path / "plan", signals=[number])
    assert code == 0, err
    assert "Stanser søket og beholder den beste planen så langt." in err
    assert "Lagret i" in out
    assert len(al.open_plan(tmp_path / "plan").placements) == 3


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot be sent to one process there")
def test_the_second_ctrl_c_aborts_and_writes_nothing(term, tmp_path):
    code, out, err = interrupted("solve", term, "-o", tmp_path / "plan", then="time.sleep(60)", signals=[signal.SIGINT, signal.SIGINT])
    assert code == 130
    assert "Avbrutt. Ingenting er skrevet." in err
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_search_that_fails_raises_where_it_was_asked(monkeypatch):
    monkeypatch.setattr(al, "solve", broken(ValueError("odd")))
    with pytest.raises(ValueError, match="odd"):
        search(None, al.Effort(), Talk("nb", as_json=False, debug=False))


def test_signals_are_as_they_were_after_a_search(monkeypatch):
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), threading.stack_size()
    monkeypatch.setattr(al, "solve", lambda problem, effort: "plan")
    assert search(None, al.Effort(), Talk("nb", as_json=False, debug=False)) == "plan"
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), threading.stack_size()) == before


def test_a_search_heard_in_this_process(monkeypatch, capsys):
    ended = []

    def patient(problem, effort):
        os.kill(os.getpid(), signal.SIGINT) if os.name == "posix" else signal.raise_signal(signal.SIGINT)
        while not effort.stop():
            time.sleep(0.01)
        signal.raise_signal(signal.SIGTERM) if os.name != "posix" else os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.3)
        return "plan"

    monkeypatch.setattr(al, "solve", patient)
    monkeypatch.setattr(os, "_exit", ended.append)
    assert search(None, al.Effort(), Talk("nb", as_json=False, debug=False)) == "plan"
    assert ended == [130]
    assert "Stanser søket" in capsys.readouterr().err


def test_a_search_outside_the_main_thread_hears_no_signals(monkeypatch):
    monkeypatch.setattr(al, "solve", lambda problem, effort: "plan")
    found = []
    worker = threading.Thread(target=lambda: found.append(search(None, al.Effort(), Talk("nb", as_json=False, debug=False))))
    worker.start()
    worker.join()
    assert found == ["plan"]


def test_progress_is_drawn_on_a_terminal(monkeypatch, capsys):
    def told(problem, effort):
        effort.progress(Reached("travel", "travel points", 8684, 8000, Ended.EFFORT, 1.25))
        time.sleep(0.3)
        return "plan"

    monkeypatch.setattr(al, "solve", told)
    monkeypatch.setattr("allocator.cli.search.terminal", lambda: True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert search(None, al.Effort(), Talk("nb", as_json=False, debug=False)) == "plan"
    found = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "travel" in found
    assert "8684" in found
    assert "7,88 %" in found
    assert "1,2" in found
    assert "Leter …" in found


def test_the_gap_says_nothing_where_it_means_nothing():
    assert gap(((1, 2),), ((1, 2),), "nb") == ""
    assert gap(10, -1000, "nb") == "over 100 %"
    assert gap(0, 0, "en") == "0.00 %"
    assert Progress("nb")._lang == "nb"


def test_the_version_is_ours(run):
    assert run("--version").stdout == f"allocator {al.__version__}\n"


def test_main_sets_utf8_and_runs(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["allocator", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("allocator ")


def test_resilient_parsing_runs_nothing():
    with cli.make_context("allocator", ["--version", "--help"], resilient_parsing=True) as context:
        assert isinstance(context, click.Context)


def test_shares_are_drawn_as_pairs_and_many_of_them_cut_short():
    assert _said(((1, 2), (2, 3)), "nb") == "1/2, 2/3"
    assert _said(tuple((1, of) for of in range(9, 1, -1)), "nb") == "1/9, 1/8, 1/7, 1/6 …"
