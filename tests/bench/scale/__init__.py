"""Growing and asking at size, on articles recombined from real ones."""
