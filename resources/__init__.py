"""Data files, found by package so that an installed copy finds them too."""
