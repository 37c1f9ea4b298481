package skyhall.storage.s3;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.protocol.FaultWithHeaders;
import skyhall.storage.protocol.S3Answer;

/// A part of an object's bytes.
///
/// @param first position of the first byte
/// @param length at least 1
record ByteRange(long first, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// What a `Range` header asks of an object of this size. Several ranges, or what is not a range of
    /// bytes, count as
    /// not asked: the whole object is sent, as AWS does.
    ///
    /// @throws FaultException `InvalidRange` when nothing of it lies inside the object
    static Optional<ByteRange> of(String header, long sizeBytes) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(matcher.group(2)), sizeBytes);
            return Optional.of(inside(sizeBytes - last, sizeBytes - 1, sizeBytes));
        }
        long first = Long.parseLong(matcher.group(1));
        long end = matcher.group(2).isEmpty() ? sizeBytes - 1 : Long.parseLong(matcher.group(2));
        if (end < first && !matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(inside(first, Math.min(end, sizeBytes - 1), sizeBytes));
    }

    private static ByteRange inside(long first, long last, long sizeBytes) {
        if (first >= sizeBytes || last < first) {
            throw new FaultWithHeaders(
                    StorageFault.INVALID_RANGE,
                    "",
                    List.of(new S3Answer.Header("Content-Range", "bytes */" + sizeBytes)));
        }
        return new ByteRange(first, last - first + 1);
    }

    String contentRange(long sizeBytes) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + sizeBytes;
    }
}
