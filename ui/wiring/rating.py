"""Tell a virtual pile what the plate at its connector says."""

from network.stations import Access, Connector
from vehicle.pile_link import PileRating


def rating_of(connector: Connector) -> PileRating:
    """Write a connector as the rating of its pile."""
    return PileRating(
        power_kw=connector.power_kw,
        max_v=connector.max_v,
        min_v=connector.min_v,
        max_a=connector.max_a,
        connector_id=connector.id,
        plug_and_charge=Access.PLUG_AND_CHARGE in connector.access,
        is_dc=connector.is_dc,
        phases=_phases(connector),
    )


def _phases(connector: Connector) -> int:
    """Count the phases: an AC connector of more power than one phase carries has three."""
    one_kw = connector.max_v * connector.max_a / 1000
    return 3 if not connector.is_dc and connector.power_kw > 1.5 * one_kw else 1
