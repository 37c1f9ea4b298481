package skyhall.platform.log;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A request's name in logs and answers: 16 upper-case hex digits, as S3 writes its `x-amz-request-id`. Not a secret.
public record RequestId(String text) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public RequestId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a request id: " + text);
        }
    }

    public static RequestId next(RandomGenerator random) {
        return new RequestId(HEX.toHexDigits(random.nextLong()));
    }

    /// The id that a trusted proxy gave the request, or empty when it is not one.
    public static Optional<RequestId> parse(String text) {
        return isValid(text) ? Optional.of(new RequestId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() == 16 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'));
    }

    @Override
    public String toString() {
        return text;
    }
}
