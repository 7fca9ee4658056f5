"""What we look for: rule cards, the words they may use, and the model of one person."""
