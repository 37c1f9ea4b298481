package skyhall.platform.fault;

import static skyhall.platform.fault.Blame.CALLER;
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
    JOB_DIED(
            1120,
            US,
            500,
            "The job's server died again and again while it ran.",
            "Give the job's number to the operator; the server's log shows what it did last."),
    WEBHOOK_ADDRESS_REFUSED(
            1130,
            CALLER,
            400,
            "The webhook's address cannot be used.",
            "Use an https address whose host has only public addresses; an operator can allow others in webhook.allow."),
    WEBHOOK_UNKNOWN(
            1131, CALLER, 404, "There is no such webhook.", "List the webhooks of the organisation and use their ids."),
    PROPOSAL_UNKNOWN(1140, CALLER, 404, "There is no such proposal.", "List the open proposals and use their ids."),
    PROPOSAL_CLOSED(
            1141, CALLER, 409, "The proposal is decided already.", "Read the proposal to see what was decided."),
    PROPOSAL_OWN(
            1142,
            CALLER,
            403,
            "Nobody decides on what they proposed themselves.",
            "Ask another person who may decide on it."),
    PROPOSAL_NOT_ALLOWED(
            1143, CALLER, 403, "You may not decide on this proposal.", "Ask a person who has the right to."),
    PROPOSAL_TAMPERED(
            1144,
            US,
            500,
            "The proposal's content is not what was proposed.",
            "Reject it, propose it again, and have the operator look into the audit records."),
    CALENDAR_MALFORMED(
            1150,
            CALLER,
            400,
            "The calendar cannot be read.",
            "Send lines of the form date,kind,name with the kinds holiday and workday."),
    TIME_ZONE_UNKNOWN(
            1151, CALLER, 400, "There is no such time zone.", "Use a name of the IANA database such as Asia/Shanghai."),
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
