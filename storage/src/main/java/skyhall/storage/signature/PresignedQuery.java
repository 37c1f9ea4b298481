package skyhall.storage.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// A signature in the query: `?X-Amz-Algorithm=...&X-Amz-Credential=...&X-Amz-Date=...&X-Amz-Expires=...
/// &X-Amz-SignedHeaders=...&X-Amz-Signature=...`
final class PresignedQuery {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String SIGNATURE = "X-Amz-Signature";

    /// Seven days. Source: S3 API Reference, "Authenticating Requests: Using Query Parameters".
    private static final long LONGEST_SECONDS = 604_800;

    private PresignedQuery() {}

    /// Reads a request's claim from its query, and refuses it before or after its time.
    ///
    /// @throws FaultException with S3's error for every malformed case
    static Claim read(SignedRequest request, RawQuery query, String region, Duration allowedSkew) {
        if (!parameter(query, ALGORITHM).equals(AuthorizationHeader.ALGORITHM)) {
            throw malformed("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        String credentialText = parameter(query, "X-Amz-Credential");
        String signature = parameter(query, SIGNATURE);
        String dateText = parameter(query, "X-Amz-Date");
        List<String> signedHeaders = SignedHeaders.parse(parameter(query, "X-Amz-SignedHeaders"));
        String expiresText = parameter(query, "X-Amz-Expires");
        Credential credential = Credential.parse(credentialText, region, StorageFault.AUTHORIZATION_QUERY_MALFORMED);
        RequestMoment moment = RequestMoment.parse(dateText)
                .orElseThrow(() -> malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        if (!moment.day().equals(credential.date())) {
            throw malformed("Invalid credential date \"" + credential.date()
                    + "\". This date is not the same as X-Amz-Date: \"" + moment.day() + "\".");
        }
        refuseOutsideItsTime(request.receivedAt(), moment.instant(), lifetimeSeconds(expiresText), allowedSkew);
        List<String> tokens = query.values("X-Amz-Security-Token");
        Optional<String> token = tokens.isEmpty() ? Optional.empty() : Optional.of(tokens.getFirst());
        PayloadMode payload = ContentSha256.presigned(request, query);
        return new Claim(credential, moment, signedHeaders, signature, payload, true, true, token);
    }

    private static String parameter(RawQuery query, String name) {
        List<String> values = query.values(name);
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            throw malformed("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
                    + "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return values.getFirst();
    }

    /// A number out of range gets AWS's code and sentence under the status 403: AWS answers 400, the suite
    /// (test_object_raw_get_x_amz_expires_out_*) asks for 403.
    private static long lifetimeSeconds(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw malformed("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text);
        if (seconds < 1) {
            throw new FaultException(StorageFault.PRESIGNED_LIFETIME, "X-Amz-Expires must be positive.");
        }
        if (seconds > LONGEST_SECONDS) {
            throw new FaultException(
                    StorageFault.PRESIGNED_LIFETIME,
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                            + " than 604800 seconds");
        }
        return seconds;
    }

    private static void refuseOutsideItsTime(Instant now, Instant signedAt, long lifetimeSeconds, Duration skew) {
        if (signedAt.isAfter(now.plus(skew))) {
            throw new FaultException(StorageFault.ACCESS_DENIED, "Request is not valid yet");
        }
        if (now.isAfter(signedAt.plusSeconds(lifetimeSeconds))) {
            throw new FaultException(
                    StorageFault.REQUEST_EXPIRED,
                    "Expired at " + signedAt.plusSeconds(lifetimeSeconds) + "; it is " + now + " here.");
        }
    }

    private static FaultException malformed(String detail) {
        return new FaultException(StorageFault.AUTHORIZATION_QUERY_MALFORMED, detail);
    }
}
