"""The words of conditions, a module for each kind."""
