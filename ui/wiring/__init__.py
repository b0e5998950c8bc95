"""Join car, operators and glass: the only place that knows all three. It decides nothing."""
