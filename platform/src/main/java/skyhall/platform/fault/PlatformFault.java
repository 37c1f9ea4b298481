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
    MASTER_KEY_FILE_OPEN(
            1070,
            OPERATOR,
            500,
            "The master key file may be read by others.",
            "Give the file to the server's user alone (chmod 600), and rotate the key if somebody else may have read it."),
    MASTER_KEY_FILE_MALFORMED(
            1071,
            OPERATOR,
            500,
            "The master key file cannot be read.",
            "Put the file back from a backup; do not edit it by hand."),
    MASTER_KEY_MISSING(
            1072,
            OPERATOR,
            500,
            "Secrets in the database are sealed under a master key that is not in the master key file.",
            "Put the master key file that belongs to this database back in its place; without it these secrets are lost."),
    SECRET_UNREADABLE(
            1073,
            OPERATOR,
            500,
            "A secret in the database was altered or moved to another row and does not open.",
            "Find out who wrote to the database beside Skyhall; make a new secret in place of this one."),
    BOOTSTRAP_MALFORMED(
            1074,
            OPERATOR,
            500,
            "The bootstrap file cannot be used.",
            "Correct the named place; docs/reference and examples/bootstrap.json show the form."),
    BOOTSTRAP_REFUSED(
            1075,
            OPERATOR,
            500,
            "The bootstrap file asks for something that cannot be; nothing of it was applied.",
            "Correct the file, or change what stands against it with 'sky org', 'sky user' and 'sky key'."),
    NAME_MALFORMED(
            1080,
            CALLER,
            400,
            "A name or another text is not in the form that is asked for.",
            "Write it in the form that the detail gives."),
    NAME_TAKEN(1081, CALLER, 409, "The name is taken.", "Choose another name."),
    OWNER_ID_TAKEN(1082, CALLER, 409, "The owner id belongs to another account.", "Leave it out or choose another."),
    EMAIL_TAKEN(1083, CALLER, 409, "The e-mail address belongs to another account.", "Give another address."),
    ORGANISATION_UNKNOWN(1084, CALLER, 404, "There is no such organisation.", "Look the organisation up in the list."),
    ACCOUNT_UNKNOWN(
            1085, CALLER, 404, "There is no such person or service account.", "Look the account up in the list."),
    ACCESS_KEY_UNKNOWN(1086, CALLER, 404, "There is no such access key.", "Look the key up in the list."),
    API_TOKEN_UNKNOWN(1087, CALLER, 404, "There is no such API token.", "Look the token up in the list."),
    POLICY_UNKNOWN(
            1088, CALLER, 404, "The organisation has no policy of this name.", "Look the policy up in the list."),
    GROUP_UNKNOWN(1089, CALLER, 404, "There is no such group.", "Look the group up in the list."),
    ORGANISATION_IN_USE(
            1090,
            CALLER,
            409,
            "The organisation still holds something and cannot be deleted.",
            "Delete or move what the detail names, or disable the organisation instead."),
    ORGANISATION_TREE_REFUSED(
            1091,
            CALLER,
            409,
            "The organisation cannot stand there in the tree.",
            "Choose a parent that is not beneath it and not too deep."),
    ACCESS_KEYS_FULL(
            1092, CALLER, 409, "The account has two access keys already.", "Delete one that is not used any more."),
    ACCESS_KEY_ID_TAKEN(1093, CALLER, 409, "The access key id is taken.", "Choose another id."),
    PASSWORD_TOO_WEAK(1094, CALLER, 400, "The password is too easy to guess.", "Choose another; the detail says why."),
    POLICY_MALFORMED(
            1095, CALLER, 400, "The policy document cannot be used.", "Correct the place that the detail names."),
    POLICY_IN_USE(1096, CALLER, 409, "The policy is attached to somebody.", "Detach it first."),
    OPERATORS_ONLY(
            1097,
            CALLER,
            403,
            "Only an operator may grant or take the operator role or change an operator's account.",
            "Ask an operator of the installation."),
    LAST_OPERATOR(
            1098,
            CALLER,
            409,
            "The installation would be left without an operator who can sign in.",
            "Make another person an operator first."),
    SERVICE_ACCOUNTS_ONLY(
            1099,
            CALLER,
            409,
            "Only a service account may have API tokens.",
            "Make a service account for the program."),
    PEOPLE_ONLY(1100, CALLER, 409, "Only a person may have a password.", "Give the program an access key or a token."),
    OTHER_ORGANISATION(
            1101,
            CALLER,
            409,
            "The two belong to different organisations.",
            "Choose an account, a group and a policy of one organisation."),
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
