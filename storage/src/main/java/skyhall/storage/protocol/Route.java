package skyhall.storage.protocol;

import skyhall.storage.wire.Address;

/// Which requests an operation answers.
///
/// @param subresource the query parameter that stands for the operation (`acl`, `uploads`), or empty
///     for none
public record Route(String method, Address.Scope scope, String subresource, Operation operation) {}
