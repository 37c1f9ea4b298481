package skyhall.storage;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;
import skyhall.storage.bucket.Ownership;

/// The settings of the object store and of its S3 front.
public final class StorageSettings {
    public static final Setting<Long> IN_ROW_BYTES = Setting.bytes(
            "storage.in-row-bytes",
            "16KiB",
            "Objects up to this length live in their database row; longer ones in a file of the volume. At most 1MiB.");
    public static final Setting<String> REGION =
            Setting.text("s3.region", "us-east-1", "The region that clients must name when they sign.");
    public static final Setting<List<String>> DOMAINS = Setting.list(
            "s3.domains",
            "",
            "Names under which bucket.name addresses a bucket, such as s3.city.example; path style works always.");
    public static final Setting<Duration> CLOCK_SKEW =
            Setting.duration("s3.clock-skew", "15m", "How far a client's clock may be off.");
    public static final Setting<Ownership> NEW_BUCKET_OWNERSHIP = Setting.choice(
            "s3.new-bucket.ownership",
            Ownership.BUCKET_OWNER_ENFORCED,
            "Object ownership of new buckets; access control lists count unless it is bucket-owner-enforced.");
    public static final Setting<Boolean> NEW_BUCKET_PRIVATE =
            Setting.yesOrNo("s3.new-bucket.block-public-access", true, "Whether new buckets block all public access.");
    public static final Setting<Integer> MAX_BUCKETS =
            Setting.number("s3.buckets-per-organisation", 1000, "How many buckets an organisation may have.");
    public static final Setting<Boolean> FORM_V2 = Setting.yesOrNo(
            "s3.form-signature-v2",
            true,
            "Whether upload forms signed with Signature Version 2 are taken beside those signed with Version 4.");
    public static final Setting<Integer> MAX_CONNECTIONS =
            Setting.number("s3.connections", 2000, "How many connections may be open at once; more are closed.");
    public static final Setting<Duration> IDLE_TIME = Setting.duration(
            "s3.idle-time", "30s", "How long a connection may be silent, in the middle of a request or between two.");
    public static final Setting<Integer> MIN_BYTES_PER_SECOND = Setting.number(
            "s3.min-bytes-per-second",
            1024,
            "A client that sends or takes a body more slowly than this, on average, is cut off; 0 never does.");
    public static final Setting<Long> HEADER_BYTES =
            Setting.bytes("s3.header-bytes", "32KiB", "How large the headers of a request may be.");

    public static final List<Setting<?>> ALL = List.of(
            IN_ROW_BYTES,
            REGION,
            DOMAINS,
            CLOCK_SKEW,
            NEW_BUCKET_OWNERSHIP,
            NEW_BUCKET_PRIVATE,
            MAX_BUCKETS,
            FORM_V2,
            MAX_CONNECTIONS,
            IDLE_TIME,
            MIN_BYTES_PER_SECOND,
            HEADER_BYTES);

    private StorageSettings() {}
}
