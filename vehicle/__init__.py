"""The car, and the other end of the cable. No Qt, no HTTP."""
