"""Operators: who sells where, at what price, and how to buy. No Qt, no CAN."""
