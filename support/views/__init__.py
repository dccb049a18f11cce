"""What a visitor meets: the request form, the conversation behind a code, deleting it all."""
