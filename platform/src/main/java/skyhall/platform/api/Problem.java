package skyhall.platform.api;

import java.util.Locale;
import java.util.Optional;
import skyhall.platform.fault.Fault;
import skyhall.platform.fault.FaultException;
import skyhall.platform.log.RequestId;

/// A refusal as `application/problem+json`. Source: RFC 9457, section 3; `code`, `blame` and `remedy` are ours.
///
/// @param type `urn:skyhall:fault:SKY-1004`: the entry of docs/reference/errors.md
/// @param title the catalogue's sentence, the same for every occurrence
/// @param detail what this occurrence adds, or absent
/// @param blame whose move it is: `caller`, `operator` or `us`
/// @param instance `urn:skyhall:request:<request id>`, to be given to the operator, or absent outside a request
public record Problem(
        String type,
        String title,
        int status,
        Optional<String> detail,
        String code,
        String blame,
        String remedy,
        Optional<String> instance) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// The refusal that a caller may see. An occurrence that is our own mistake keeps its detail to the log.
    public static Problem of(FaultException occurrence, Optional<RequestId> request) {
        boolean isOurs = occurrence.fault().blame() == skyhall.platform.fault.Blame.US;
        return of(occurrence.fault(), isOurs ? "" : occurrence.detail(), request);
    }

    public static Problem of(Fault fault, String detail, Optional<RequestId> request) {
        return new Problem(
                "urn:skyhall:fault:" + fault.code(),
                fault.sentence(),
                fault.httpStatus(),
                detail.isEmpty() ? Optional.empty() : Optional.of(detail),
                fault.code(),
                fault.blame().name().toLowerCase(Locale.ROOT),
                fault.remedy(),
                request.map(id -> "urn:skyhall:request:" + id.text()));
    }
}
