"""What people see of running workflows: the way an instance took, facts as texts."""
