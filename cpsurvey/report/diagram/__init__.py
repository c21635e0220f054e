"""Path diagrams: what is drawn (`graph`), where it stands (`layout`), how it looks (`draw`)."""
