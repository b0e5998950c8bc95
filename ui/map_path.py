"""Make painter's paths of many lines at once."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

# A path as Qt streams it: count, then kind (0 move, 1 line), x and y of each vertex, then the
# number of the last vertex that begins a line, and the fill rule; all big-endian (Qt 5.0 and on).
_VERTEX = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_COUNT = np.dtype(">i4")
_WINDING = 1


def as_path(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> QPainterPath:
    """Make one path, filled by winding, of lines end to end.

    `begins` says which of the vertices (n, 2) begin a line. Vertex by vertex it would take some
    20 times as long.
    """
    if len(points) == 0:
        return QPainterPath()
    return _read(_vertices(points, begins))


def as_paths(
    points: NDArray[np.float64], begins: NDArray[np.bool_], most: int
) -> Iterator[QPainterPath]:
    """Make paths of at most `most` steps each, which share their ends where a line goes on."""
    vertices = _vertices(points, begins)
    for start in range(0, max(0, len(points) - 1), most):
        piece = vertices[start : start + most + 1].copy()
        piece["kind"][0] = 0
        yield _read(piece)


def _vertices(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> NDArray[np.void]:
    vertices = np.empty(len(points), _VERTEX)
    vertices["kind"] = ~begins
    vertices["x"], vertices["y"] = points.T
    return vertices


def _read(vertices: NDArray[np.void]) -> QPainterPath:
    last_begin = int(np.flatnonzero(vertices["kind"] == 0)[-1])
    ends = np.array([len(vertices), last_begin, _WINDING], _COUNT)
    path = QPainterPath()
    QDataStream(QByteArray(ends[:1].tobytes() + vertices.tobytes() + ends[1:].tobytes())) >> path
    return path
