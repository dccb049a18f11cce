"""The cryptographic core of the vault: bytes in, bytes out, no framework and no model.

Built on libsodium (through PyNaCl) and the standard library alone. Callers above this package
decide *who* may open *what*; nothing in here knows of a user, a request or a table.

What a caller uses:

- ``envelope``     a key pair per record; what is sealed to it; its secret sealed to a holder
- ``compartments`` a record's two key pairs: the conversation's, and staff's own
- ``outer``        the layer under the environment's key ring that ties a blob to one database cell
- ``return_code``  twenty digits for a visitor, and the look-up id and private key made from them
- ``passphrase``   six words made for a volunteer
- ``staff_key``    a volunteer's key pair, its secret locked by the passphrase
- ``org_key``      the organisation's key pair, its secret printed in two parts for two people
- ``session_box``  short-lived symmetric boxes: unlock sessions, open returns, offered words
- ``errors``       what goes wrong, without saying why

What these are made of:

- ``framing``      version bytes, length prefixes, associated data
- ``padding``      lengths in steps of 1,024 bytes, and 65,536 for files
- ``aead``         XChaCha20-Poly1305 with a fresh nonce
- ``hkdf``         RFC 5869
- ``stretching``   Argon2id, and the limits on its parameters
- ``typed_text``   digits and separators as people type them

Every stored format begins with one version byte, now 1, and is locked by the known-answer vectors
in ``tests/data/vault``. A changed format gets the next number and keeps a reader for the old one.
"""
