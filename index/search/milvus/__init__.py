"""The search in Milvus, for an index that outgrew one machine (``onrecord[cluster]``)."""
