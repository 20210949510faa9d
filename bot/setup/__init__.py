"""The first ten minutes: ``onrecord init`` writes a configuration, ``onrecord doctor`` says what is wrong with one."""
