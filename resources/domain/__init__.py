"""What is done in resources: importing, exporting, checking, reporting, suggesting."""
