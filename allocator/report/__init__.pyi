from .boundaries import read_boundaries as read_boundaries
from .bundle import FORMATS as FORMATS
from .bundle import PARTS as PARTS
from .bundle import Wanted as Wanted
from .bundle import report_files as report_files
from .bundle import save_reports as save_reports
from .catalogue import columns as columns
from .catalogue import goals as goals
from .catalogue import rules as rules
from .catalogue import tables as tables
from .comparison import comparison_page as comparison_page
from .comparison import comparison_text as comparison_text
from .comparison import sheet_name as sheet_name
from .given import Given as Given
from .grid import grid as grid
from .investment import investment_text as investment_text
from .late import late_json as late_json
from .late import late_text as late_text
from .locks import broken_by as broken_by
from .locks import locks_csv as locks_csv
from .locks import locks_text as locks_text
from .order import orders as orders
from .order import orders_text as orders_text
from .picture import Picture as Picture
from .picture import picture as picture
from .pseudonyms import pseudonymised as pseudonymised
from .pseudonyms import read_key as read_key
from .redaction import Reader as Reader
from .replan import curve_json as curve_json
from .replan import curve_text as curve_text
from .replan import replan_book as replan_book
from .replan import replan_json as replan_json
from .replan import replan_text as replan_text
from .scenes import scenes as scenes
from .summary import changed_values as changed_values
from .summary import plan_json as plan_json
from .summary import plan_text as plan_text
from .summary import verdict_json as verdict_json
from .summary import verdict_text as verdict_text
from .swap import swap_json as swap_json
from .swap import swap_text as swap_text
from .swap import swaps_text as swaps_text
from .sweep import sweep_save as sweep_save
from .sweep import sweep_text as sweep_text
from .trend import in_order as in_order
from .whatif import outlook_json as outlook_json
from .whatif import outlook_text as outlook_text
from .worth import read_values as read_values
from .writers import fingerprint as fingerprint

__all__ = [
    "FORMATS",
    "PARTS",
    "Given",
    "Picture",
    "Reader",
    "Wanted",
    "broken_by",
    "changed_values",
    "columns",
    "comparison_page",
    "comparison_text",
    "curve_json",
    "curve_text",
    "fingerprint",
    "goals",
    "grid",
    "in_order",
    "investment_text",
    "late_json",
    "late_text",
    "locks_csv",
    "locks_text",
    "orders",
    "orders_text",
    "outlook_json",
    "outlook_text",
    "picture",
    "plan_json",
    "plan_text",
    "pseudonymised",
    "read_boundaries",
    "read_key",
    "read_values",
    "replan_book",
    "replan_json",
    "replan_text",
    "report_files",
    "rules",
    "save_reports",
    "scenes",
    "sheet_name",
    "swap_json",
    "swap_text",
    "swaps_text",
    "sweep_save",
    "sweep_text",
    "tables",
    "verdict_json",
    "verdict_text",
]
