"""Fire (火灾): burning, flame shapes and the heat they send out."""
