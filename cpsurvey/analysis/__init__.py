"""What runs of several kinds share: what an analysis works on, and how a plan is done."""
