"""The configuration of a check, ``qinjian.toml``: where it is found and what it may say."""
