"""The command line: ``somlos``."""
