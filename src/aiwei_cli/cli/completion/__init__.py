"""What a shell is told that may follow."""
