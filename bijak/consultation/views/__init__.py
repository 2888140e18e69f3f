"""The pages of the dialogue: for everyone, for who answers, for who invites."""
