"""What words mean where they stand (语义): a pretrained encoder, and what was fitted on it."""
