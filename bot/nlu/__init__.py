"""Understanding: sentence encoder, intent classifier, criteria extractor."""
