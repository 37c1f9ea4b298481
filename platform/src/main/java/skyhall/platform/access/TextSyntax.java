package skyhall.platform.access;

/// Which signs of a policy's text mean something.
///
/// @param wildcards `*` and `?`
/// @param variables `${aws:username}`; version 2008-10-17 has none
record TextSyntax(boolean wildcards, boolean variables) {}
