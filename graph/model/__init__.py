"""The model, declared once (模型): what may be said, of what, with which ids."""
