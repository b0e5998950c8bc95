"""Make painter's paths of many lines at once."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import as_strided
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
    return next(_read(_streamed(_vertices(points, begins)[None])))


def as_paths(
    points: NDArray[np.float64], begins: NDArray[np.bool_], most: int
) -> Iterator[QPainterPath]:
    """Make paths of at most `most` steps each, which share their ends where a line goes on."""
    vertices = _vertices(points, begins)
    full, left = divmod(max(0, len(points) - 1), most)
    if full:
        step = vertices.strides[0]
        # Rows that overlap by one vertex; they are copied before any is changed.
        rows = as_strided(vertices, (full, most + 1), (most * step, step), writeable=False)
        yield from _read(_streamed(rows))
    if left:
        yield from _read(_streamed(vertices[None, full * most :]))


def _vertices(points: NDArray[np.float64], begins: NDArray[np.bool_]) -> NDArray[np.void]:
    vertices = np.empty(len(points), _VERTEX)
    vertices["kind"] = ~begins
    vertices["x"], vertices["y"] = points.T
    return vertices


def _streamed(rows: NDArray[np.void]) -> NDArray[np.void]:
    """Write a path for each row of vertices."""
    paths = np.empty(len(rows), _path_of(rows.shape[1]))
    paths["count"], paths["rule"] = rows.shape[1], _WINDING
    paths["vertices"] = rows
    kinds = paths["vertices"]["kind"]
    kinds[:, 0] = 0
    paths["last_begin"] = rows.shape[1] - 1 - np.argmin(kinds[:, ::-1], axis=1)
    return paths


@lru_cache(64)
def _path_of(count: int) -> np.dtype[np.void]:
    return np.dtype(
        [
            ("count", _COUNT),
            ("vertices", _VERTEX, (count,)),
            ("last_begin", _COUNT),
            ("rule", _COUNT),
        ]
    )


def _read(paths: NDArray[np.void]) -> Iterator[QPainterPath]:
    stream = QDataStream(QByteArray(paths.tobytes()))
    for _ in range(len(paths)):
        path = QPainterPath()
        stream >> path
        yield path
