"""The language server: the one room that speaks the protocol of editors (pygls, lsprotocol)."""
