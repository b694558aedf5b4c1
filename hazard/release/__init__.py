"""Release (泄漏): how fast a liquid or a gas leaves its vessel, and a pool evaporates."""
