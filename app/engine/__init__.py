"""The projection: arrays in, arrays out; nothing but NumPy."""
