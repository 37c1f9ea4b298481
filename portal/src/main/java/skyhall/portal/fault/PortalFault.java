package skyhall.portal.fault;

import static skyhall.platform.fault.Blame.CALLER;
import static skyhall.platform.fault.Blame.OPERATOR;

import skyhall.platform.fault.Blame;
import skyhall.platform.fault.Fault;

/// What can go wrong in the portal: numbers 2000 to 2999. The message files hold the same sentences in every
/// language under `fault.<number>.sentence` and `fault.<number>.remedy`.
public enum PortalFault implements Fault {
    SIGN_IN_NEEDED(2001, CALLER, 401, "This page needs you to sign in.", "Sign in, then open the page again."),
    SIGN_IN_REFUSED(
            2002,
            CALLER,
            401,
            "The name or the password is not right.",
            "Check both and try again; an administrator can set a new password for you."),
    LOCKED_OUT(
            2003,
            CALLER,
            429,
            "There were too many wrong attempts to sign in.",
            "Wait until the time shown, then try again."),
    FORM_EXPIRED(
            2004,
            CALLER,
            403,
            "The form you sent is no longer valid.",
            "Go back, open the page again and send the form once more."),
    NOT_ALLOWED(
            2005,
            CALLER,
            403,
            "You do not have the right to use this page.",
            "Ask an administrator of your organisation for access."),
    PAGE_NOT_FOUND(
            2006,
            CALLER,
            404,
            "There is no page at this address.",
            "Check the address, or start again from the home page."),
    METHOD_NOT_ALLOWED(
            2007,
            CALLER,
            405,
            "This address cannot be used in that way.",
            "Open the page from the home page and use its buttons."),
    TOO_LARGE(2008, CALLER, 413, "What you sent is too large.", "Send less at once, or a smaller file."),
    TOO_MANY_REQUESTS(
            2009, CALLER, 429, "Too many requests came from you in a short time.", "Wait a minute, then try again."),
    REQUEST_MALFORMED(
            2010,
            CALLER,
            400,
            "The request could not be understood.",
            "Go back, check what you entered and send it again."),
    FORM_KIND_UNKNOWN(
            2011,
            CALLER,
            415,
            "The request is in a form that this page cannot read.",
            "Send a form or a file as the page offers it."),
    UNAVAILABLE(
            2012,
            OPERATOR,
            503,
            "The service cannot answer at the moment.",
            "Wait a moment and try again; an operator finds the reason in the health report.");

    private final int number;
    private final Blame blame;
    private final int httpStatus;
    private final String sentence;
    private final String remedy;

    PortalFault(int number, Blame blame, int httpStatus, String sentence, String remedy) {
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
