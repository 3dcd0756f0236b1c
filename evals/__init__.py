"""Quality and speed, measured: one folder a task, each with run, naive baseline and floors."""
