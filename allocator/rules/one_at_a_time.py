"""One at a time: nobody is at two places in the same week, or twice for the same need."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule
from allocator.rules.weekly import by_week
from allocator.system import Limit, Options
from allocator.tables import Tables
from allocator.text import Text


class OneAtATime(Rule):
    """A student with several needs is at one place in any week, and each need has one placement.

    A week counts where both periods name it. A need placed twice breaks the rule even in weeks apart; a System cannot say
    that, since it chooses at most one option of a need, but a placements file made by hand can.
    """

    code = "one_at_a_time"
    title = Text(nb="Én plass om gangen", en="One at a time")
    sentence = Text(
        nb="En student er ett sted om gangen, og et behov dekkes av én plass.",
        en="A student is at one place at a time, and a need is met by one placement.",
    )
    heading = "capacity"
    breach = Text(nb="{student} har {placed} plasser for {what}; det skal være én.", en="{student} has {placed} places for {what}; there should be one.")
    own = Text(nb="Du har en annen plass i noen av de samme ukene.", en="You have another place in some of the same weeks.")

    def limits(self, options: Options) -> Iterator[Limit]:
        """One group for each student with several needs and each kind of week."""
        needs = np.bincount(options.table("needs")["student"], minlength=1)
        student = options["needs"]["student"]
        several = np.flatnonzero(needs[student] > 1)
        yield by_week(options, several, student[several], np.ones_like(needs), price=self.price)

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Counts the placements of each student who has several, in each week and of each need."""
        several = placed[placed["student"].duplicated(keep=False)][["student", "need", "periods.weeks"]]
        weekly = several[["student", "periods.weeks"]].explode("periods.weeks").rename(columns={"periods.weeks": "what"})
        counted = pd.concat([weekly, several[["student", "need"]].rename(columns={"need": "what"})])
        used = counted.groupby(["student", "what"], as_index=False).size().rename(columns={"size": "placed"})
        return used[used["placed"] > 1].assign(units=lambda rows: rows["placed"] - 1)
