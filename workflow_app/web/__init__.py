"""The pages: who may see them, what they show, how their forms are read."""
