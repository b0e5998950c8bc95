from network.raster_tiles import Trouble
from ui.online_wording import TROUBLE


def test_every_trouble_has_a_sentence_that_says_what_is_seen() -> None:
    assert set(TROUBLE) == set(Trouble)
    assert all(text.endswith("You see the built-in map.") for text in TROUBLE.values())
