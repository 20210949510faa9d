"""What is known about English, as data with one checked loader. It knows no article and no question."""
