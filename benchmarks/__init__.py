"""What the parts do a second and what they hold in memory, beside a peer measured in the same run: `make bench`."""
