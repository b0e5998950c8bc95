import pytest

from network.order import Phase
from network.session import SessionState
from tests.ui.glass_world import NOW, GlassWorld
from ui.glass import PAGES

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_glass_opens_on_the_map_with_the_time_of_day() -> None:
    world = GlassWorld()
    assert (world.glass.property("page"), world.glass.property("clock")) == ("map", f"{NOW:%H:%M}")


def test_every_page_opens_and_no_other() -> None:
    world = GlassWorld()
    for page in PAGES:
        world.glass.open(page)
        assert world.glass.property("page") == page
    with pytest.raises(ValueError, match="trip"):
        world.glass.open("trip")


def test_news_of_the_purchase_reaches_the_charge_page() -> None:
    world = GlassWorld()
    world.session.state = SessionState(phase=Phase.STARTING, seq="1")
    world.glass.session_changed()
    assert world.controllers.charge.property("live")


def test_a_notice_stays_until_it_is_dismissed() -> None:
    world = GlassWorld()
    world.glass.say_notice("The journal was damaged. A new one was made.")
    assert world.glass.property("notice")
    world.glass.dismiss_notice()
    assert world.glass.property("notice") == ""


def test_a_notice_warns_and_a_caption_only_tells() -> None:
    world = GlassWorld()
    world.glass.say_notice("The journal was damaged. A new one was made.")
    assert world.glass.property("notice_grave")
    world.glass.say_notice("The car drives there", is_grave=False)
    assert not world.glass.property("notice_grave")


def test_trouble_with_the_online_map_is_told_and_taken_back_and_hides_nothing_else() -> None:
    world = GlassWorld()
    online = world.controllers.online
    online.told.emit("The online map does not answer.")
    assert world.glass.property("notice") == "The online map does not answer."
    assert world.glass.property("notice_grave") is False
    online.told.emit("")
    assert world.glass.property("notice") == ""
    online.told.emit("The online map does not answer.")
    world.glass.dismiss_notice()
    online.told.emit("The online map sends no pictures.")
    assert world.glass.property("notice") == "The online map sends no pictures."
    world.glass.say_notice("A receipt cannot be read.")
    online.told.emit("The online map does not answer.")
    assert world.glass.property("notice") == "A receipt cannot be read."
