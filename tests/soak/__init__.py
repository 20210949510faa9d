"""The bot as its own process under two hundred users, with faults at random, for as long as is asked for."""
