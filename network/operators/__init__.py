"""One module per operator protocol, one data file per operator."""
