"""What is printed: charts and the report."""
