"""The penalty rules written for other tools, as a user of each would write them."""
