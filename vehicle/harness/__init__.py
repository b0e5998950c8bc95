"""Charges without a screen: scripts in, phases and a bill out."""
