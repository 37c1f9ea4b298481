package skyhall.storage.signature;

import java.time.Duration;
import java.util.List;
import skyhall.platform.settings.Setting;

/// The settings of this package and of `skyhall.storage.form`.
public final class SignatureSettings {
    public static final Setting<String> REGION = Setting.text(
            "storage.s3.region",
            "us-east-1",
            "Name of this installation's region, which S3 clients must sign their requests for.");

    public static final Setting<Duration> ALLOWED_SKEW = Setting.duration(
            "storage.s3.allowed-skew",
            "15m",
            "How far the clock of an S3 client may be off before its signed requests are refused.");

    public static final Setting<Boolean> FORM_VERSION_TWO = Setting.yesOrNo(
            "storage.s3.form-signature-version-two",
            true,
            "Whether upload forms may be signed by the old Signature Version 2 (HMAC-SHA-1).");

    public static final List<Setting<?>> ALL = List.of(REGION, ALLOWED_SKEW, FORM_VERSION_TWO);

    private SignatureSettings() {}
}
