"""The demo page, the chat window and the widget; `src/` is their source, `dist/` what is served."""
