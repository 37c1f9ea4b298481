package skyhall.storage.protocol;

import java.io.IOException;

/// One operation of S3: decides whether the caller may, does it, and answers.
@FunctionalInterface
public interface Operation {
    /// @throws skyhall.platform.fault.FaultException for every refusal; the handler makes the answer of
    ///     it
    /// @throws IOException when the client's line breaks
    S3Answer answer(S3Call call) throws IOException;
}
