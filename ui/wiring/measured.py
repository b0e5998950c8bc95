"""Read what was measured of this car, and say what became of a file that makes no sense."""

from pathlib import Path

from network.compatibility import FILE, Compatibility, CompatibilityError


def read_measured(data_dir: Path) -> tuple[Compatibility, str]:
    """Read the results; what is said with them is why there are none, else empty."""
    try:
        return Compatibility.load(data_dir / FILE), ""
    except CompatibilityError as error:
        return Compatibility(), str(error)
    except OSError as error:
        return Compatibility(), f"{FILE} cannot be read: {error.strerror or type(error).__name__}"
