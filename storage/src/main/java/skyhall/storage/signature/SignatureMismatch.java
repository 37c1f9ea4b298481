package skyhall.storage.signature;

import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

/// `SignatureDoesNotMatch`, with what we signed, so that a client's author can lay both side by side, as AWS's
/// answer lets him. All of it comes from the caller's own request; nothing of the secret is in it.
final class SignatureMismatch extends FaultException {
    private final String canonicalRequest;
    private final String stringToSign;

    SignatureMismatch(String canonicalRequest, String stringToSign) {
        super(StorageFault.SIGNATURE_MISMATCH, "");
        this.canonicalRequest = canonicalRequest;
        this.stringToSign = stringToSign;
    }

    /// The canonical request; one byte per character (ISO 8859-1).
    public String canonicalRequest() {
        return canonicalRequest;
    }

    public String stringToSign() {
        return stringToSign;
    }
}
