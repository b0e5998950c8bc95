"""The base map: data drawn under the stations, and the scripts that made it."""
