package skyhall.platform.fault;

/// One entry of the catalogue of faults. Implemented by one enum per module; `docs/reference/errors.md` is generated
/// from all of them.
public interface Fault {
    /// The enum constant's name, for logs.
    String name();

    /// Number in the module's range; given once, never changed, never given again.
    int number();

    /// Who can put it right.
    Blame blame();

    /// The HTTP status that a web answer carries.
    int httpStatus();

    /// The word that goes over the wire where a protocol has one of its own (S3's `NoSuchKey`);
    /// else the same as [#code()].
    String wireCode();

    /// What is wrong, as one sentence for a person.
    String sentence();

    /// What to do about it, as one sentence for a person.
    String remedy();

    /// How a person names it: `SKY-1004`.
    default String code() {
        return "SKY-" + number();
    }
}
