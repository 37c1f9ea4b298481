package skyhall.storage.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import skyhall.storage.wire.XmlText;

/// What goes back over the wire. Built by an operation, written by [S3Handler].
public final class S3Answer {
    private final int status;
    private final List<Header> headers = new ArrayList<>(8);
    private Body body = new Body.None();

    private S3Answer(int status) {
        this.status = status;
    }

    public static S3Answer of(int status) {
        return new S3Answer(status);
    }

    public static S3Answer ok() {
        return new S3Answer(200);
    }

    public static S3Answer noContent() {
        return new S3Answer(204);
    }

    public static S3Answer xml(XmlText document) {
        return xml(200, document.bytes());
    }

    public static S3Answer xml(int status, byte[] document) {
        return new S3Answer(status).bytes(document, "application/xml");
    }

    /// Adds a header; the value is Latin-1 text that stands for its bytes.
    public S3Answer header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    public S3Answer bytes(byte[] bytes, String contentType) {
        body = new Body.Bytes(bytes);
        return header("Content-Type", contentType);
    }

    /// A body of known length that is written piece by piece. `writer` is closed in any case, also
    /// when nothing is written.
    public S3Answer stream(long lengthBytes, BodyWriter writer) {
        body = new Body.Stream(lengthBytes, writer);
        return this;
    }

    /// No body, but the length that one would have: the answer to HEAD.
    public S3Answer lengthOnly(long lengthBytes) {
        body = new Body.LengthOnly(lengthBytes);
        return this;
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    Body body() {
        return body;
    }

    /// One header line.
    public record Header(String name, String value) {}

    /// Writes a body and lets go of what it reads from.
    public interface BodyWriter extends AutoCloseable {
        void writeTo(OutputStream out) throws IOException;

        @Override
        void close();
    }

    /// What follows the headers.
    sealed interface Body {
        record None() implements Body {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(byte[] bytes) implements Body {}

        record Stream(long lengthBytes, BodyWriter writer) implements Body {}

        record LengthOnly(long lengthBytes) implements Body {}
    }
}
