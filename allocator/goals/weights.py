"""Weights: students come where their profession is needed most."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.goals.goal import Goal
from allocator.system import NONE, Ints, Layer, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Weights(Goal):
    """Adds up, over the needs, what the weight of the placement's municipality lacks of the greatest weight there is.

    The weight is that of the municipality for the profession of the course, else for all professions (the table weights), else the one
    that stands with the municipality, else 0. A need without a place lacks all of it.
    """

    code = "weights"
    title = Text(nb="Regionale behov", en="Regional need")
    sentence = Text(nb="Studentene kommer dit hvor yrket deres trengs mest.", en="Students come where their profession is needed most.")
    unit = Text(nb="behovspoeng", en="need points")

    def layers(self, options: Options) -> Iterator[Layer]:
        """Each option is as many better than no place as its weight says."""
        weights = self._weights(options)
        top = int(weights.max(initial=0))
        mine = weights[options["sites"]["municipality"], options["courses"]["profession"]]
        yield Layer(self.code, self.unit.en, costs=-mine, constant=top * len(options.words["needs"]))

    def measure(self, placed: pd.DataFrame, tables: Tables) -> "pd.Series[int]":
        """What each placement's weight, looked up in its words, lacks of the greatest."""
        towns = tables["municipalities"][["municipality", "weight"]].fillna({"weight": 0})
        own: dict[str, int] = dict(side_by_side(towns, "municipality", "weight"))
        said = {(town, profession): weight for town, profession, weight in side_by_side(tables["weights"], "municipality", "profession", "weight")}

        def weight(town: str, profession: str) -> int:
            return next(int(one) for one in (said.get((town, profession)), said.get((town, "")), own[town]) if one is not None)

        top = max((weight(town, profession) for town in own for profession in set(tables["courses"]["profession"])), default=0)
        found = sum(weight(*words) for words in side_by_side(placed, "municipality", "courses.profession"))
        return pd.Series({self.code: top * len(tables["needs"]) - found})

    def _weights(self, options: Options) -> Ints:
        """(municipalities, professions) as numbers; of professions that no course has 0."""
        municipalities, table = options.table("municipalities"), options.table("weights")
        own = np.where(municipalities["weight"] == NONE, 0, municipalities["weight"])
        weights = np.repeat(own[:, None], len(options.words["professions"]), axis=1).astype(np.int64)
        general = table["profession"] == NONE
        weights[table["municipality"][general]] = table["weight"][general][:, None]
        weights[table["municipality"][~general], table["profession"][~general]] = table["weight"][~general]
        taught = np.isin(np.arange(weights.shape[1]), options.table("courses")["profession"])
        return np.where(taught, weights, 0)
