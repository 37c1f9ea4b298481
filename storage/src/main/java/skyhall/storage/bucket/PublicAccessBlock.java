package skyhall.storage.bucket;

/// Four switches that keep a bucket from becoming public by mistake.
/// Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
///
/// @param blockAcls refuse lists that grant to the public
/// @param ignoreAcls treat existing public grants as absent
/// @param blockPolicy refuse policies that are public
/// @param restrictBuckets while a public policy exists, only the bucket's own organisation gets in
public record PublicAccessBlock(boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrictBuckets) {
    /// Nothing blocked.
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    /// Everything blocked: what new buckets get unless the settings say otherwise.
    public static final PublicAccessBlock ALL = new PublicAccessBlock(true, true, true, true);

    /// Four letters, `y` or `n`, in the order of the components.
    String text() {
        return letter(blockAcls) + letter(ignoreAcls) + letter(blockPolicy) + letter(restrictBuckets);
    }

    static PublicAccessBlock of(String text) {
        return new PublicAccessBlock(
                text.charAt(0) == 'y', text.charAt(1) == 'y', text.charAt(2) == 'y', text.charAt(3) == 'y');
    }

    private static String letter(boolean on) {
        return on ? "y" : "n";
    }
}
