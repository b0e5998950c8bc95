"""What the glass says in other languages: .ts for translators, .qm for Qt."""
