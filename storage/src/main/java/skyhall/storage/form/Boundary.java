package skyhall.storage.form;

import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// The boundary between the parts of a form, from `Content-Type: multipart/form-data; boundary=...` (RFC 7578,
/// RFC 2046).
final class Boundary {
    private static final int LONGEST = 70;

    private Boundary() {}

    static String of(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        if (!type.strip().equalsIgnoreCase("multipart/form-data")) {
            throw new FaultException(
                    StorageFault.PRECONDITION_FAILED, "Bucket POST must be of the enclosure-type multipart/form-data");
        }
        String boundary = Parameters.value(contentType.substring(type.length()), "boundary");
        if (boundary.isEmpty() || boundary.length() > LONGEST || !isPlain(boundary)) {
            throw new FaultException(StorageFault.MALFORMED_POST, "The Content-Type has no usable boundary.");
        }
        return boundary;
    }

    private static boolean isPlain(String boundary) {
        return boundary.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
