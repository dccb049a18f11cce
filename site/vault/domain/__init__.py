"""The vault's verbs: making and revoking keys; sealing, opening, sharing and deleting records."""
