package skyhall.storage.s3;

import java.util.Locale;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;
import skyhall.storage.protocol.S3Call;

/// This version does not encrypt by request. Whoever asks for it must not believe to have got it.
final class Encryption {
    private Encryption() {}

    static void refuse(S3Call call) {
        for (String name : call.wire().headerNames()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-server-side-encryption")) {
                throw new FaultException(
                        StorageFault.NOT_IMPLEMENTED, "Server-side encryption by request is not in this version.");
            }
        }
    }
}
