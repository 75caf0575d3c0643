"""What services that review changes read: SARIF, JUnit, GitHub, GitLab, and one line each."""
