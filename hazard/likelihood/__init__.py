"""How often, and how many (可能性): frequencies, individual risk and societal risk."""
