"""Single words of the command line: what cannot be meant is refused with a reason."""

import argparse

import pytest

from ui import typed
from ui.map_camera import MAX_ZOOM, MIN_ZOOM


def test_a_number_must_lie_within_its_bounds() -> None:
    assert typed.percent("0") == 0
    assert typed.speed("0.1") == 0.1
    for text in ("101", "-1", "nan", "half"):
        with pytest.raises(argparse.ArgumentTypeError, match="not a number from 0 to 100"):
            typed.percent(text)


def test_a_host_without_a_port_means_a_worlds() -> None:
    assert typed.host("127.0.0.1") == ("127.0.0.1", 8700)
    with pytest.raises(argparse.ArgumentTypeError, match="HOST:PORT"):
        typed.host("a..b")


def test_a_vice_names_operator_and_how() -> None:
    assert typed.vice("yunhe=slow") == ("yunhe", "slow")
    with pytest.raises(argparse.ArgumentTypeError, match="HOW one of"):
        typed.vice("yunhe=rude")


def test_a_view_is_a_place_and_a_zoom() -> None:
    assert typed.look("31.23,121.47,9") == (31.23, 121.47, 9.0)
    for text in ("31.23,121.47", "north,121,9", "95,121,9", "31,121,40"):
        with pytest.raises(argparse.ArgumentTypeError):
            typed.look(text)


@pytest.mark.parametrize("zoom", ["2", "3.9", "17.1", "18", "nan"])
def test_a_view_has_a_zoom_that_the_map_has(zoom: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="the zoom is not from 4 to 17"):
        typed.look(f"31.23,121.47,{zoom}")
    assert (typed.SHALLOWEST, typed.DEEPEST) == (MIN_ZOOM, MAX_ZOOM)
