"""Operators that live on this machine, and the bench that moves the emulated car."""
