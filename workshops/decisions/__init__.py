"""How a group decides: policies, rules, results. Everything of DECISIONS.md, and nothing else."""
