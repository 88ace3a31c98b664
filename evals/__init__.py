"""FRONT DOOR: measurement, never needed to serve a request."""
