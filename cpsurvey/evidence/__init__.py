"""Evidence for a questionnaire: what experts, judges, interviews and translators say of it."""
