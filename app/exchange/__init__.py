"""Between the house and other systems: bytes and documents on one side, frozen rows on the other."""
