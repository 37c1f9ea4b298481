package skyhall.storage.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.signature.PolicySignature;
import skyhall.storage.signature.Verification;

/// Opens upload forms. Safe for many threads.
public final class FormReader<T> {
    /// Source: S3 API Reference, "POST Object": "The form data and boundaries (excluding the contents of the
    /// file) cannot exceed 20 KB." Counted here are the parts' headers and values.
    private static final int MOST_FIELD_BYTES = 20 * 1024;

    private final PolicySignature<T> signatures;

    public FormReader(PolicySignature<T> signatures) {
        this.signatures = signatures;
    }

    /// Reads a form up to the first byte of its file, and checks its signature and policy.
    ///
    /// @param body the request's body
    /// @param contentType the request's `Content-Type`, or empty
    /// @param bucket the bucket that the request names
    /// @param receivedAt when the request came; the policy must not have expired then
    /// @throws FaultException with S3's error when the form is malformed or its policy forbids it
    /// @throws IOException when the line breaks
    public FormUpload<T> open(InputStream body, String contentType, String bucket, Instant receivedAt)
            throws IOException {
        MultipartReader parts = new MultipartReader(body, Boundary.of(contentType));
        FormFields fields = new FormFields();
        String fileName = readFields(parts, fields);
        fields.fillIn(fileName);
        Verification<T> caller = signatures.verify(fields::value, receivedAt);
        String key = fields.value("key")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new FaultException(StorageFault.USER_KEY_MUST_BE_SPECIFIED, ""));
        Optional<String> policy = fields.value("policy");
        LengthRange allowed = policy.isEmpty()
                ? LengthRange.ANY
                : PostPolicy.parse(policy.get()).check(fields, bucket, receivedAt);
        return new FormUpload<>(caller, key, fields, fileName, new FileContent(parts.content(), allowed));
    }

    /// @return the file's name; the reader then stands at the file's first byte
    private static String readFields(MultipartReader parts, FormFields fields) throws IOException {
        int left = MOST_FIELD_BYTES;
        while (parts.next()) {
            PartHeaders part = parts.headers();
            if (part.name().toLowerCase(Locale.ROOT).equals("file")) {
                return part.fileName();
            }
            byte[] value = parts.content().readNBytes(left + 1);
            left -= value.length + part.lengthBytes();
            if (left < 0) {
                throw new FaultException(StorageFault.MAX_POST_PRE_DATA, "");
            }
            fields.add(part.name(), new String(value, StandardCharsets.UTF_8));
        }
        throw new FaultException(StorageFault.INVALID_ARGUMENT, "POST requires exactly one file upload per request.");
    }
}
