"""Official Chinese: how values, demands, findings, exemptions and diagnostics are said."""
