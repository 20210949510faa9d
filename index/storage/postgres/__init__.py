"""The truth in PostgreSQL, for an index that outgrew one machine (``onrecord[cluster]``)."""
