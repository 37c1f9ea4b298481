package skyhall.platform.fault;

import static skyhall.platform.fault.Blame.OPERATOR;
import static skyhall.platform.fault.Blame.US;

/// What can go wrong in `platform`: numbers 1000 to 1999.
public enum PlatformFault implements Fault {
    SETTING_UNKNOWN(
            1001,
            OPERATOR,
            500,
            "The settings name something that does not exist.",
            "Correct the name or remove the line; docs/reference/configuration.md lists every setting."),
    SETTING_MALFORMED(
            1002,
            OPERATOR,
            500,
            "A setting has a value that cannot be read.",
            "Write the value in the form that docs/reference/configuration.md gives."),
    DATABASE_GONE(
            1003,
            OPERATOR,
            503,
            "The database cannot be reached.",
            "Wait a moment and repeat; an operator finds the reason in the health report."),
    INTERNAL(
            1999,
            US,
            500,
            "Something went wrong on our side.",
            "Repeat the request; if it stays, give the request id to the operator.");

    private final int number;
    private final Blame blame;
    private final int httpStatus;
    private final String sentence;
    private final String remedy;

    PlatformFault(int number, Blame blame, int httpStatus, String sentence, String remedy) {
        this.number = number;
        this.blame = blame;
        this.httpStatus = httpStatus;
        this.sentence = sentence;
        this.remedy = remedy;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Blame blame() {
        return blame;
    }

    @Override
    public int httpStatus() {
        return httpStatus;
    }

    @Override
    public String wireCode() {
        return code();
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
