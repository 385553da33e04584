"""What holds for every problem."""
