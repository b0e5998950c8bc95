from pathlib import Path

from network.catalogue import Catalogue
from network.catalogue_file import is_damaged, note_damage
from network.catalogue_sheet import sheet_of
from network.catalogue_write import write_catalogue
from tests.network.small_world import STATION


def test_a_catalogue_written_in_the_place_of_a_damaged_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "stations.sqlite"
    write_catalogue(path, sheet_of([STATION]))
    note_damage(path)
    write_catalogue(path, sheet_of([STATION]))
    assert not is_damaged(path)
    catalogue = Catalogue.open(path)
    assert catalogue.columns.station_count == 1
    catalogue.close()
