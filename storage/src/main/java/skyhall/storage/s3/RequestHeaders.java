package skyhall.storage.s3;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.ObjectHeaders;
import skyhall.storage.object.Precondition;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.tag.Tags;
import skyhall.storage.wire.S3Times;

/// What the headers of an upload say of the object that is to be.
final class RequestHeaders {
    private static final String USER_PREFIX = "x-amz-meta-";

    private RequestHeaders() {}

    static ObjectHeaders of(S3Call call) {
        Map<String, String> system = new TreeMap<>();
        Map<String, String> user = new TreeMap<>();
        for (String name : call.wire().headerNames()) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = String.join(",", call.headers(name)).strip();
            if (ObjectHeaders.SYSTEM.contains(lower)) {
                system.put(lower, value);
            } else if (lower.startsWith(USER_PREFIX)) {
                user.put(lower.substring(USER_PREFIX.length()), value);
            }
        }
        return new ObjectHeaders(call.header("Content-Type").orElse(""), system, user)
                .withoutWireEncoding()
                .checked();
    }

    static Tags tags(S3Call call) {
        return call.header("x-amz-tagging").map(Tags::ofHeader).orElse(Tags.NONE);
    }

    /// The conditions of a put or of the completion of an upload.
    static Precondition writeCondition(S3Call call) {
        return new Precondition(
                call.header("If-Match").map(EntityTags::list).orElse(List.of()),
                call.header("If-None-Match").map(EntityTags::list).orElse(List.of()),
                Optional.empty(),
                Optional.empty());
    }

    /// The conditions of a deletion.
    static Precondition deleteCondition(S3Call call) {
        return new Precondition(
                call.header("If-Match").map(EntityTags::list).orElse(List.of()),
                List.of(),
                call.header("x-amz-if-match-last-modified-time").map(RequestHeaders::time),
                call.header("x-amz-if-match-size").map(RequestHeaders::size));
    }

    static Instant time(String text) {
        return S3Times.parse(text)
                .orElseThrow(() -> new FaultException(StorageFault.INVALID_ARGUMENT, "'" + text + "' is not a time."));
    }

    static Long size(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new FaultException(StorageFault.INVALID_ARGUMENT, "'" + text + "' is not a size.");
        }
        return Long.valueOf(text);
    }
}
