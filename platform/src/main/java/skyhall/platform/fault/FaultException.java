package skyhall.platform.fault;

/// A fault on its way to the edge, where it becomes an answer. `detail` says what the catalogue cannot know
/// (the name, the limit, the line); it may be shown to the caller, so it holds no secret and no other tenant's name.
/// A caller's own fault carries no stack trace: strangers could make us fill millions of them.
public class FaultException extends RuntimeException {
    private final Fault fault;
    private final String detail;

    public FaultException(Fault fault, String detail) {
        super(message(fault, detail), null, false, fault.blame() != Blame.CALLER);
        this.fault = fault;
        this.detail = detail;
    }

    public FaultException(Fault fault, String detail, Throwable cause) {
        super(message(fault, detail), cause);
        this.fault = fault;
        this.detail = detail;
    }

    private static String message(Fault fault, String detail) {
        return fault.code() + " " + fault.sentence() + (detail.isEmpty() ? "" : " " + detail);
    }

    public final Fault fault() {
        return fault;
    }

    public final String detail() {
        return detail;
    }
}
