"""Choose how an age is told: seconds, minutes or hours. No Qt."""

from ui import car_wording

MINUTES_FROM_S = 120
HOURS_FROM_S = 7200
"""Ages are told in the smaller unit below these (chosen)."""


def age_sentence(age_s: int) -> tuple[str, int]:
    """Choose the sentence for an age, and the number that goes into it."""
    if age_s < MINUTES_FROM_S:
        return car_wording.SECONDS_AGO, age_s
    if age_s < HOURS_FROM_S:
        return car_wording.MINUTES_AGO, age_s // 60
    return car_wording.HOURS_AGO, age_s // 3600
