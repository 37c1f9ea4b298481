package skyhall.storage.protocol;

import java.util.List;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;

/// A fault whose answer carries headers of its own, such as the version of a delete marker.
public final class FaultWithHeaders extends FaultException {
    private final transient List<S3Answer.Header> headers;

    public FaultWithHeaders(Fault fault, String detail, List<S3Answer.Header> headers) {
        super(fault, detail);
        this.headers = List.copyOf(headers);
    }

    List<S3Answer.Header> headers() {
        return headers;
    }
}
