"""Live answers (实时推送): subscriptions over WebSocket and over server-sent events."""
