"""What every page shares: base page, blocks, languages, privacy of logs, middleware, checks."""
