"""What must not grow: memory, tasks, files, prompts and logs over long and over many interviews."""
