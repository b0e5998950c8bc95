"""Read the state of a catalogue's file, and get ready to go over from an older one."""

from pathlib import Path

from network.catalogue_columns import moves_of, read_columns
from network.catalogue_file import CatalogueFile
from network.columns import Columns


class Newer:
    """A newer state of the catalogue's file, read and ready; see `Catalogue.newer`.

    `moves` tells where the connectors of `old` went.
    """

    def __init__(self, file: CatalogueFile, columns: Columns, old: Columns) -> None:
        self.file = file
        self.columns = columns
        self.old = old
        self.moves = moves_of(old, columns)


def read_file(path: Path) -> tuple[CatalogueFile, Columns]:
    """Connect and read the columns. Raises: CatalogueError, Unfit."""
    file = CatalogueFile.open(path)
    try:
        file.keep_still()
        return file, read_columns(file)
    except BaseException:
        file.close()
        raise
