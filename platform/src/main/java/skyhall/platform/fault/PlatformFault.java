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
    TLS_FILES_UNUSABLE(
            1200,
            OPERATOR,
            500,
            "The certificate and key files cannot be used.",
            "Give a PEM certificate chain and its unencrypted PEM private key (PKCS#8, PKCS#1 or SEC1)."),
    PLAIN_HTTP_REFUSED(
            1201,
            OPERATOR,
            500,
            "Plain HTTP is refused on an address that others can reach.",
            "Give certificate files, listen on a loopback address, or allow plain HTTP by the setting that is named."),
    PROXY_LIST_MALFORMED(
            1202,
            OPERATOR,
            500,
            "The list of trusted proxies cannot be read.",
            "Write IP addresses or CIDR blocks, such as 10.0.0.0/8 or fd00::/8."),
    CURSOR_MALFORMED(
            1210,
            CALLER,
            400,
            "The cursor is not one that this list gave.",
            "Take the cursor from the last page's answer, or leave it out to begin anew."),
    LIMIT_MALFORMED(
            1211,
            CALLER,
            400,
            "The limit is not a number in the allowed range.",
            "Ask for at least 1 and at most 1000."),
    IDEMPOTENCY_KEY_MISSING(
            1212,
            CALLER,
            400,
            "This operation needs an Idempotency-Key header.",
            "Send a random text of 8 to 128 characters, and the same one when you repeat the request."),
    IDEMPOTENCY_KEY_MALFORMED(
            1213,
            CALLER,
            400,
            "The Idempotency-Key is not valid.",
            "Use 8 to 128 letters, digits, dashes, dots and underscores."),
    IDEMPOTENCY_KEY_REUSED(
            1214,
            CALLER,
            422,
            "The Idempotency-Key was used for a different request.",
            "Use a new key for a new request."),
    IDEMPOTENCY_IN_FLIGHT(
            1215,
            CALLER,
            409,
            "The first request with this Idempotency-Key is still under way.",
            "Repeat the request in a moment."),
    BODY_MALFORMED(
            1216,
            CALLER,
            400,
            "The body of the request is not the JSON that this operation takes.",
            "Send what docs/reference/openapi.json shows."),
    NOT_THERE(1217, CALLER, 404, "There is nothing at this address.", "Check the address."),
    METHOD_REFUSED(
            1218,
            CALLER,
            405,
            "This address does not take that method.",
            "Use one of the methods that the Allow header names."),
    BODY_TOO_LARGE(1219, CALLER, 413, "The body of the request is too large.", "Send a smaller one."),
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
