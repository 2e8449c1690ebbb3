"""The parts of the simulator."""
