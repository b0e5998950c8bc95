"""Say what is known of a charge that a script found wrong: of the car, the pile, the operator."""

from network.bench import World
from network.session_state import Problem
from ui.car_view import CarView
from vehicle.gbt27930.reasons import reasons
from vehicle.limits import LimitedBy


def account_of_car(car: CarView) -> str:
    """Tell in one line how the car stands, and why its charge ended as far as it says."""
    spn = str(car.error_spn) if car.error_spn else None
    found = reasons(car.stop_cause, spn, _no_fit(car))
    if car.limited_by not in (None, LimitedBy.NONE):
        found.append(f"limited by {_words(car.limited_by.name)}")
    phase = car.phase.name if car.phase is not None else "not heard"
    return "; ".join([f"car: {phase}", *found])


def account_of_pile(world: World) -> str:
    """Tell in one line what stands at the connector, and its own reason not to charge."""
    if not world.connector_id:
        return "pile: no cable is in"
    place = f"pile: {world.operator_id}/{world.connector_id}"
    model = [world.pile_model] if world.pile_model else []
    return "; ".join([place, *model, _words(world.pile_trouble) or "no trouble of its own"])


def account_of_operator(problem: Problem) -> str:
    """Tell in one line what stands between us and the operator."""
    code = f"code {problem.code}" if problem.code is not None else ""
    parts = (
        f"operator: {problem.operator_id}",
        _words(problem.trouble.value),
        problem.detail,
        code,
    )
    return "; ".join(part for part in parts if part)


def _no_fit(car: CarView) -> str:
    """Say that the pile's highest voltage is below the pack's; 0 is offered before it told."""
    if not car.offered_v or car.voltage_v is None or car.voltage_v <= car.offered_v:
        return ""
    return f"offered up to {car.offered_v:.0f} V, the pack has {car.voltage_v:.0f} V"


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
