"""Tell whether a place can be put on the map. Pure."""


class Unplaceable(Exception):
    """A place cannot be on the map, or may not; one line says why."""


def check_position(lat: float, lon: float) -> tuple[float, float]:
    """Answer a position that is on Earth, and not the one that programs write for none.

    Raises: Unplaceable
    """
    # Written so that a number that is none fails as well.
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        raise Unplaceable("has coordinates that are nowhere")
    return lat, lon
