"""Stand-ins for vendors: they speak the vendors' wire protocols on loopback, with faults."""
