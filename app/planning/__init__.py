"""What a planner does with a plan: open it, edit it, project it, compare, check."""
