"""Find the model that stands at a connector, by the shares of the installed base."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from zlib import crc32

from vehicle.charger_model import ChargerModel
from vehicle.pile_link import PileRating

CLASSES_KW = (11.0, 45.0, 90.0, 150.0, 245.0, 370.0, 500.0)
"""Upper ends of the power classes that piles are told apart by (chosen)."""


def power_class(power_kw: float) -> int:
    """Give the number of a power's class, 0 for the smallest."""
    return bisect_right(CLASSES_KW, power_kw - 1e-9)


def fits(model: ChargerModel, rating: PileRating) -> bool:
    """Tell whether a connector like this may be one of this model.

    The kind and the power class are the same, and the model reaches the voltage; phases too.
    """
    plate = model.plate
    return (
        plate.is_dc is rating.is_dc
        and plate.phases == rating.phases
        and power_class(plate.power_kw) == power_class(rating.power_kw)
        and (not rating.is_dc or plate.max_v >= rating.max_v)
    )


def model_at(models: Sequence[ChargerModel], rating: PileRating) -> ChargerModel | None:
    """Tell which model stands at a connector: always the same one, drawn by the shares.

    None where no model is like it.
    """
    fitting = [model for model in models if fits(model, rating)]
    if not fitting:
        return None
    sums = list(accumulate(model.share for model in fitting))
    drawn = crc32(rating.connector_id.encode()) / 2**32 * sums[-1]
    return fitting[bisect_right(sums, drawn)]
