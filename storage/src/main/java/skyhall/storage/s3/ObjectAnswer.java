package skyhall.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import skyhall.platform.fault.FaultException;
import skyhall.storage.bucket.Bucket;
import skyhall.storage.bucket.Versioning;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.ObjectVersion;
import skyhall.storage.object.StoredChecksum;
import skyhall.storage.object.VersionId;
import skyhall.storage.protocol.S3Answer;
import skyhall.storage.protocol.S3Call;
import skyhall.storage.wire.S3Times;

/// The headers that tell of an object.
final class ObjectAnswer {
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-content-type", "content-type",
            "response-content-language", "content-language",
            "response-expires", "expires",
            "response-cache-control", "cache-control",
            "response-content-disposition", "content-disposition",
            "response-content-encoding", "content-encoding");

    private ObjectAnswer() {}

    /// An answer with everything that a reader is told.
    static S3Answer of(int status, S3Call call, Bucket bucket, ObjectVersion object) {
        S3Answer answer = S3Answer.of(status)
                .header("ETag", '"' + object.etag() + '"')
                .header("Last-Modified", S3Times.inHeaders(object.modifiedAt()))
                .header("Accept-Ranges", "bytes");
        version(answer, bucket, object.version());
        Map<String, String> shown = new TreeMap<>(object.headers().system());
        String type = object.headers().contentType();
        shown.put("content-type", type.isEmpty() ? "binary/octet-stream" : type);
        override(shown, call);
        shown.forEach(answer::header);
        object.headers().user().forEach((name, value) -> answer.header("x-amz-meta-" + name, value));
        if (!object.tags().isEmpty()) {
            answer.header("x-amz-tagging-count", "" + object.tags().values().size());
        }
        return answer;
    }

    /// The version's id, where versions are told of.
    static void version(S3Answer answer, Bucket bucket, VersionId version) {
        if (bucket.versioning() != Versioning.NEVER) {
            answer.header("x-amz-version-id", version.text());
        }
    }

    /// The checksum, when the client wants to see it and the whole object is sent.
    static void checksum(S3Answer answer, S3Call call, ObjectVersion object) {
        if (wantsChecksum(call)) {
            object.checksum().ifPresent(checksum -> checksum(answer, checksum));
        }
    }

    static boolean wantsChecksum(S3Call call) {
        return call.header("x-amz-checksum-mode")
                .filter("ENABLED"::equalsIgnoreCase)
                .isPresent();
    }

    static void checksum(S3Answer answer, StoredChecksum checksum) {
        answer.header(checksum.algorithm().headerName(), checksum.value())
                .header("x-amz-checksum-type", checksum.type().name());
    }

    private static void override(Map<String, String> shown, S3Call call) {
        OVERRIDES.forEach((parameter, header) -> call.query().first(parameter).ifPresent(value -> {
            if (call.isAnonymous()) {
                throw new FaultException(
                        StorageFault.INVALID_REQUEST,
                        "Request specific response headers cannot be used for anonymous GET requests.");
            }
            shown.put(header, latin1(value));
        }));
    }

    /// Headers are Latin-1 text that stands for bytes; what came by the query is real text.
    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
