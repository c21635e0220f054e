"""What follows from the minimum: errors, tests, fit measures, standardised values, remarks."""
