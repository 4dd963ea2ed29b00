"""From facts and findings to words: replies, and the sentences in them. Pure."""
