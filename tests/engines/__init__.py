"""The engines that keep an index, for the tests that hold over each of them."""
