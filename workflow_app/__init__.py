"""The web application and command line around the core."""
