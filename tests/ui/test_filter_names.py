"""A filter is kept under a name of its own."""

import pytest

from tests.ui.test_filter_controller import World, keep
from ui.filter_profiles import read_profiles

pytestmark = pytest.mark.usefixtures("qapp")


def test_no_kept_filter_is_lost_to_the_name_of_another() -> None:
    world = World()
    keep(world, "free_only", "Mine")
    world.filters.toggle("current_dc")
    world.filters.clear()
    keep(world, "current_dc", "Yours")
    said = "There is a filter called Mine. Choose another name."
    world.filters.begin_renaming("saved_1")
    world.filters.keep(" Mine ")
    assert (world.filters.property("naming"), world.filters.property("taken_notice")) == (
        True, said,
    )  # fmt: skip
    world.filters.stop_naming()
    assert world.filters.property("taken_notice") == ""
    world.filters.toggle("free_only")
    world.filters.begin_saving()
    world.filters.keep("Mine")
    assert world.filters.property("taken_notice") == said
    world.filters.keep("Both")
    assert (world.filters.property("naming"), world.filters.property("taken_notice")) == (
        False, "",
    )  # fmt: skip
    names = [row.name for row in read_profiles(world.journal.settings["filter_profiles"])]
    assert names == ["Mine", "Yours", "Both"]
