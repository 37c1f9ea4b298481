package skyhall.storage.signature;

import java.util.List;
import java.util.Optional;

/// What a request says of its own signature, well-formed but not yet believed.
///
/// @param signedHeaders lower-case names in the order given
/// @param signatureHex as given
/// @param payload how the body is framed, and what the canonical request ends with
/// @param unsignedAllowed whether the signature may also be one over `UNSIGNED-PAYLOAD` (presigned requests)
record Claim(
        Credential credential,
        RequestMoment moment,
        List<String> signedHeaders,
        String signatureHex,
        PayloadMode payload,
        boolean unsignedAllowed,
        boolean presigned,
        Optional<String> securityToken) {}
