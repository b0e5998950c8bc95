"""The DC charging conversation of GB/T 27930-2015, without a wire or a clock."""
