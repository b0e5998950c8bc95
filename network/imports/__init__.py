"""Stations from files: parsed, put beside the operators' own, kept for a rebuilding."""
