"""What every diagnostic code means: title, why, a wrong and a right example; its texts are loaded when they are shown."""
