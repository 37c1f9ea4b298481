package skyhall.storage.signature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// `Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=host;x-amz-date, Signature=...`
final class AuthorizationHeader {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final String THREE_COMPONENTS =
            "The authorization header requires three components: Credential, SignedHeaders, and Signature.";

    private AuthorizationHeader() {}

    /// Reads a request's claim from its header.
    ///
    /// @throws FaultException with S3's error for every malformed case
    static Claim read(SignedRequest request, String region) {
        String value = onlyValue(request);
        refuseOtherSchemes(value);
        Map<String, String> parts = parts(value.substring(ALGORITHM.length()));
        Credential credential =
                Credential.parse(part(parts, "Credential"), region, StorageFault.AUTHORIZATION_HEADER_MALFORMED);
        List<String> signedHeaders = SignedHeaders.parse(part(parts, "SignedHeaders"));
        String signature = part(parts, "Signature");
        RequestMoment moment = RequestMoment.ofHeaders(request);
        if (!moment.day().equals(credential.date())) {
            throw malformed("Invalid credential date \"" + credential.date()
                    + "\". This date is not the same as X-Amz-Date: \"" + moment.day() + "\".");
        }
        Optional<String> token = request.header("x-amz-security-token");
        PayloadMode payload = ContentSha256.required(request);
        return new Claim(credential, moment, signedHeaders, signature, payload, false, false, token);
    }

    private static String onlyValue(SignedRequest request) {
        List<String> values = request.headers("Authorization");
        if (values.size() != 1) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, "Only one Authorization header is allowed.");
        }
        return values.getFirst().strip();
    }

    /// AWS answers an empty header with InvalidArgument; the suite (test_bucket_create_bad_authorization_empty)
    /// wants what an anonymous caller gets, and so do we.
    private static void refuseOtherSchemes(String value) {
        if (value.isEmpty()) {
            throw new FaultException(StorageFault.ACCESS_DENIED, "The Authorization header is empty.");
        }
        int blank = value.indexOf(' ');
        String scheme = blank < 0 ? value : value.substring(0, blank);
        switch (scheme) {
            case ALGORITHM -> {}
            case "AWS" -> throw versionTwo(value);
            default -> {
                if (scheme.startsWith("AWS4-")) {
                    throw unsupported();
                }
                throw new FaultException(StorageFault.INVALID_ARGUMENT, "Unsupported Authorization Type");
            }
        }
    }

    /// Signature Version 2; a malformed one gets AWS's sentence for it, a good one learns that it is not spoken
    /// here.
    private static FaultException versionTwo(String value) {
        return value.indexOf(':') < 0
                ? new FaultException(
                        StorageFault.INVALID_ARGUMENT,
                        "AWS authorization header is invalid. Expected AwsAccessKeyId:signature")
                : unsupported();
    }

    static FaultException unsupported() {
        return new FaultException(
                StorageFault.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw malformed(THREE_COMPONENTS);
            }
            String name = part.substring(0, equals).strip();
            if (parts.put(name, part.substring(equals + 1).strip()) != null) {
                throw malformed(name + " is there twice.");
            }
        }
        return parts;
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.get(name);
        if (value == null || value.isEmpty()) {
            throw malformed(THREE_COMPONENTS);
        }
        return value;
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.AUTHORIZATION_HEADER_MALFORMED, detail);
    }
}
