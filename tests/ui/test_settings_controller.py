from collections.abc import Iterator

import pytest

from tests.ui.glass_world import FakeJournal, GlassWorld
from ui.figures import Language
from ui.settings_controller import SettingsController
from ui.speech import Speech

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def world() -> Iterator[GlassWorld]:
    world = GlassWorld()
    yield world
    world.speech.switch(Language.ENGLISH)


def test_a_language_is_spoken_at_once_and_kept(world: GlassWorld) -> None:
    world.charge()
    world.controllers.settings.choose_language("zh")
    assert world.controllers.charge.property("title") == "正在充电"
    assert world.controllers.charge.property("done_text") == "14:52 完成"
    world.controllers.settings.choose_language("fr")
    assert world.controllers.charge.property("title") == "En charge"
    assert world.journal.settings == {"language": "fr"}


def test_the_stored_choices_hold_after_a_restart(world: GlassWorld) -> None:
    world.controllers.settings.choose_language("zh")
    world.controllers.settings.choose_theme("day")
    speech = Speech()
    again = SettingsController(world.journal, speech)
    assert (again.property("language"), again.property("shown_theme")) == ("zh", "day")
    speech.switch(Language.ENGLISH)


def test_stored_nonsense_counts_as_no_choice() -> None:
    journal = FakeJournal()
    journal.settings = {"language": "tlh", "theme": "pink"}
    again = SettingsController(journal, Speech())
    assert (again.property("language"), again.property("shown_theme")) == ("en", "night")


def test_the_dimmer_dims_the_night_but_not_the_day(world: GlassWorld) -> None:
    settings = world.controllers.settings
    settings.dim(is_dimmed=True)
    assert settings.property("shown_theme") == "night-dim"
    settings.choose_theme("day")
    assert settings.property("shown_theme") == "day"


def test_numbers_follow_the_language(world: GlassWorld) -> None:
    world.controllers.settings.choose_language("fr")
    assert world.controllers.settings.number(43.6, 1) == "43,6"
    assert world.controllers.settings.money(74.99) == "74,99\u00a0¥"
    assert world.controllers.settings.property("full_percent") == "100\u00a0%"


def test_a_choice_that_cannot_be_kept_holds_for_this_run_and_is_told(world: GlassWorld) -> None:
    world.journal.is_disk_full = True
    world.controllers.settings.choose_theme("day")
    world.controllers.settings.choose_language("fr")
    settings = world.controllers.settings
    assert (settings.property("shown_theme"), settings.property("language")) == ("day", "fr")
    assert world.journal.settings == {}
    assert world.glass.property("notice").startswith("Disque non inscriptible")
