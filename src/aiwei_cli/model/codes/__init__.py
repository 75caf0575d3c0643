"""What every diagnostic code means, an entry each: title, severity, why, a wrong and a right example; read when it is told."""
