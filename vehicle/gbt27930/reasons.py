"""Say in words, for an engineer, why a conversation does not end in a charge."""

from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.messages import StopCause

_LATE = {
    row.spn: f"{name} {row.spn}: {row.title}"
    for name in ("BEM", "CEM")
    for row in MESSAGES[name].fields
    if row.name
}


def late(spn: str) -> str:
    """Name the message that was missed, and what tells of it; `spn` is a row of BEM or CEM."""
    return _LATE.get(spn, f"SPN {spn}")


def misfit(min_v: float | None, max_v: float | None, pack_v: float | None) -> str:
    """Say that a pack does not lie in what is offered; empty where it does, or nobody has told."""
    if min_v is None or max_v is None or pack_v is None or min_v <= pack_v <= max_v:
        return ""
    return f"offers {min_v:.0f}-{max_v:.0f} V, the pack has {pack_v:.0f} V"


def reasons(cause: StopCause | None, spn: str | None, no_fit: str = "") -> list[str]:
    """List what is known of why a session ended, or does not get on; empty where nothing is."""
    found = [no_fit, cause.value if cause is not None else "", late(spn) if spn else ""]
    return [reason for reason in found if reason]
