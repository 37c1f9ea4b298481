package skyhall.storage.signature;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A request as it stood on the wire; nothing decoded, nothing normalised.
///
/// Text holds one byte per character (ISO 8859-1), so that the bytes that the client signed can be had back.
public interface SignedRequest {
    /// `GET`, `PUT`, ...
    String method();

    /// The path of the request line, still percent-encoded, without the query: `/bucket/a%2Fb//c/../d`.
    String rawPath();

    /// What follows the `?` of the request line, still percent-encoded; empty when nothing does.
    String rawQuery();

    /// The names of all headers, in any case and any order; one may be there more than once.
    Collection<String> headerNames();

    /// The values of a header in the order of their arrival; empty when it is absent.
    ///
    /// @param name in any case
    List<String> headers(String name);

    /// When the headers had arrived.
    Instant receivedAt();

    /// The first value of a header without the blanks around it, or empty when the header is absent.
    default Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.getFirst().strip());
    }
}
