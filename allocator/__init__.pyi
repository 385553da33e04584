from .alternatives import Alternatives as Alternatives
from .alternatives import alternatives as alternatives
from .check import check as check
from .compare import Comparison as Comparison
from .compare import compare as compare
from .errors import AllocatorError as AllocatorError
from .errors import BrokenPlan as BrokenPlan
from .errors import InputError as InputError
from .errors import PolicyError as PolicyError
from .errors import QuestionError as QuestionError
from .errors import SaveError as SaveError
from .errors import SolverError as SolverError
from .errors import SweepError as SweepError
from .explain import Explanation as Explanation
from .explain import explain as explain
from .explain import repair as repair
from .explain import shortfall as shortfall
from .explain import values as values
from .explain import why_not as why_not
from .formulate import formulate as formulate
from .intake.load import load as load
from .intake.placements import read_placements as read_placements
from .intake.scenario import Scenario as Scenario
from .intake.scenario.file import read_scenarios as read_scenarios
from .intake.template import write_template as write_template
from .invest import Investment as Investment
from .invest import invest as invest
from .plan import Plan as Plan
from .policy import Policy as Policy
from .problem import Problem as Problem
from .published.by_hand import as_locks as as_locks
from .published.carried_out import carry_out as carry_out
from .published.carried_out import read_confirmations as read_confirmations
from .published.choices import Choices as Choices
from .published.cycles import find_swaps as find_swaps
from .published.events import read_events as read_events
from .published.late import Late as Late
from .published.late import late as late
from .published.latecomer import read_student as read_student
from .published.next_term import next_term as next_term
from .published.replan import Replanned as Replanned
from .published.replan import Setting as Setting
from .published.replan import replan as replan
from .published.replan import replan_curve as replan_curve
from .published.swap import Swap as Swap
from .published.swap import swap as swap
from .report.picture import picture as picture
from .report.term import write_term as write_term
from .save import open_plan as open_plan
from .save import save as save
from .solve import solve as solve
from .solver import Solver as Solver
from .sweep import Sweep as Sweep
from .sweep import sweep as sweep
from .sweep.cluster import Cluster as Cluster
from .sweep.draws import draws as draws
from .sweep.draws import grid as grid
from .sweep.draws import lotteries as lotteries
from .system import Effort as Effort
from .tables import Tables as Tables
from .verdict import Verdict as Verdict
from .versions import __version__ as __version__
from .versions import versions as versions
from .whatif import Outlook as Outlook
from .whatif import whatif as whatif

__all__ = [
    "AllocatorError",
    "Alternatives",
    "BrokenPlan",
    "Choices",
    "Cluster",
    "Comparison",
    "Effort",
    "Explanation",
    "InputError",
    "Investment",
    "Late",
    "Outlook",
    "Plan",
    "Policy",
    "PolicyError",
    "Problem",
    "QuestionError",
    "Replanned",
    "SaveError",
    "Scenario",
    "Setting",
    "Solver",
    "SolverError",
    "Swap",
    "Sweep",
    "SweepError",
    "Tables",
    "Verdict",
    "__version__",
    "alternatives",
    "as_locks",
    "carry_out",
    "check",
    "compare",
    "draws",
    "explain",
    "find_swaps",
    "formulate",
    "grid",
    "invest",
    "late",
    "load",
    "lotteries",
    "next_term",
    "open_plan",
    "picture",
    "read_confirmations",
    "read_events",
    "read_placements",
    "read_scenarios",
    "read_student",
    "repair",
    "replan",
    "replan_curve",
    "save",
    "shortfall",
    "solve",
    "swap",
    "sweep",
    "values",
    "versions",
    "whatif",
    "why_not",
    "write_template",
    "write_term",
]
