package skyhall.storage.bucket;

import java.util.Optional;
import java.util.regex.Pattern;

/// A bucket's name. Rules: Amazon S3 User Guide, "General purpose bucket naming rules".
public record BucketName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    public BucketName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a bucket name: " + text);
        }
    }

    /// The name a stranger sent us, or empty when it is not one.
    public static Optional<BucketName> parse(String text) {
        return isValid(text) ? Optional.of(new BucketName(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return FORM.matcher(text).matches()
                && !ADDRESS.matcher(text).matches()
                && !text.contains("..")
                && !text.contains(".-")
                && !text.contains("-.")
                && !text.startsWith("xn--")
                && !text.startsWith("sthree-")
                && !text.endsWith("-s3alias")
                && !text.endsWith("--ol-s3");
    }
}
