"""Who shows operators knows them all: imports as well, and those whose file is gone."""

from network.imports.imported import profile_of
from tests.ui.glass_world import PROFILE
from ui.map_marks import Badge
from ui.speech import Speech
from ui.wiring.freshness import Shown


def test_operators_imports_and_those_without_a_file_have_a_name_and_a_badge() -> None:
    shown = Shown.of(Speech(), {"cloud": PROFILE}, ("cloud", "import:berlin", "gone"))
    assert shown.profiles["cloud"] == PROFILE
    assert shown.profiles["import:berlin"] == profile_of("berlin")
    assert shown.profiles["gone"].name("en") == "gone"
    assert shown.badges["gone"] == Badge("旧", "#7A8794")


def test_what_comes_later_is_known_to_those_who_were_given_it_before() -> None:
    shown = Shown.of(Speech(), {"cloud": PROFILE}, ("cloud",))
    profiles, badges = shown.profiles, shown.badges
    shown.add(("cloud", "import:berlin"))
    assert "import:berlin" in profiles
    assert "import:berlin" in badges
