package skyhall.storage.s3;

import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.object.VersionId;
import skyhall.storage.wire.PercentText;

/// What `x-amz-copy-source` names: `/bucket/key` or `bucket/key`, percent-encoded, perhaps with
/// `?versionId=`.
record CopySource(String bucket, String key, VersionId.Asked asked) {
    static CopySource of(String header) {
        String text = header;
        VersionId.Asked asked = new VersionId.Asked.Latest();
        int version = text.indexOf("?versionId=");
        if (version >= 0) {
            asked = ObjectFinder.asked(text.substring(version + "?versionId=".length()));
            text = text.substring(0, version);
        }
        String decoded = PercentText.decode(text, false).orElseThrow(CopySource::malformed);
        String path = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        int slash = path.indexOf('/');
        if (slash < 1 || slash == path.length() - 1) {
            throw malformed();
        }
        return new CopySource(path.substring(0, slash), path.substring(slash + 1), asked);
    }

    private static FaultException malformed() {
        return new FaultException(
                StorageFault.INVALID_ARGUMENT,
                "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey");
    }
}
