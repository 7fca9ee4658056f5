"""Every shape that the contract allows: columns and extracts left out, blank, in another order, one row only."""
