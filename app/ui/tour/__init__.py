"""The tour: things to do, one after the other, on a copy of the Tata sample."""

STOPS = 8
