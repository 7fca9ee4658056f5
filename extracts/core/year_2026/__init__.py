"""What the return of 1 April 2026 to 31 March 2027 asks: its codes, and the inputs that hold the answers."""
