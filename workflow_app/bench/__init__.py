"""What a step costs, beside what the database alone costs, measured in one run."""
