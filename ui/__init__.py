"""What the driver sees and touches. The only package that knows Qt."""
