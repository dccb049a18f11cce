"""What `manage.py simulate_routing` reads and prints; the simulation itself is a rule."""
