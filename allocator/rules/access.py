"""Access: a student who needs an accessible site gets one."""

import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import Bools, Options
from allocator.tables import Tables
from allocator.text import Text


class Access(Rule):
    """A student who needs an accessible place of study is sent only to accessible sites; why she needs it is never read.

    Source: likestillings- og diskrimineringsloven § 21, students' right to suitable individual accommodation.
    """

    code = "access"
    title = Text(nb="Tilgjengelighet", en="Accessibility")
    sentence = Text(
        nb="En student som trenger et tilgjengelig sted, får et som er universelt utformet.",
        en="A student who needs an accessible site gets one.",
    )
    heading = "clearance"
    breach = Text(nb="{need}: {site} er ikke universelt utformet, slik studenten trenger.", en="{need}: {site} is not accessible, as the student needs.")
    own = Text(nb="{site} er ikke universelt utformet.", en="{site} is not accessible.")
    asks = "student"

    def forbids(self, options: Options) -> Bools:
        """The student needs what the site is not."""
        needed: Bools = options["students"]["accessible"]
        there: Bools = options["sites"]["accessible"]
        return needed & ~there

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements of students who need accessibility at sites without it."""
        return each(placed, placed["students.accessible"] & ~placed["sites.accessible"])
