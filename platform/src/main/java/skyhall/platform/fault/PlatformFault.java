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
    DATA_DIRECTORY_IN_USE(
            1010,
            OPERATOR,
            500,
            "Another server uses this data directory.",
            "Stop the other server first, or give this one a data directory of its own."),
    DATA_DIRECTORY_UNREACHABLE(
            1011,
            OPERATOR,
            500,
            "The user that PostgreSQL runs as cannot reach the data directory.",
            "Let that user pass through the named directory (chmod o+x), or move the data directory."),
    POSTGRES_BINARIES_MISSING(
            1012,
            OPERATOR,
            500,
            "The embedded PostgreSQL cannot be unpacked on this machine.",
            "Make room or mend the named reason, or set database.url to a PostgreSQL of your own."),
    POSTGRES_NOT_STARTED(
            1013,
            OPERATOR,
            500,
            "The embedded PostgreSQL did not start.",
            "Read the reason given here and the log in the data directory's database/log folder."),
    POSTGRES_USER_MISSING(
            1014,
            OPERATOR,
            500,
            "PostgreSQL refuses to run as root and there is no other user for it.",
            "Set database.embedded.user to a user without privileges that exists on this machine."),
    POSTGRES_LAUNCHER_MISSING(
            1015,
            OPERATOR,
            500,
            "The programs setsid and setpriv, which tie PostgreSQL to this server, are missing.",
            "Install util-linux, or set database.url to a PostgreSQL of your own."),
    POSTGRES_SECRET_MISSING(
            1016,
            OPERATOR,
            500,
            "A password file of the embedded PostgreSQL is missing or cannot be read.",
            "Put the named file back from a backup; it belongs to the database beside it."),
    POSTGRES_VERSION_OTHER(
            1017,
            OPERATOR,
            500,
            "The data directory was written by another major version of PostgreSQL.",
            "Start the Skyhall version that wrote it, or move the data with pg_dump."),
    DATABASE_TOO_OLD(
            1018,
            OPERATOR,
            500,
            "The database at database.url is older than PostgreSQL 15.",
            "Upgrade that PostgreSQL to version 15 or later."),
    DATABASE_NOT_UTF8(
            1019,
            OPERATOR,
            500,
            "The database at database.url does not keep its text in UTF-8.",
            "Create the database with ENCODING 'UTF8' and TEMPLATE template0."),
    DATABASE_REFUSED_US(
            1020,
            OPERATOR,
            500,
            "The database at database.url refused our user, its password or the name of the database.",
            "Correct database.url, database.user and database.password-file."),
    SCHEMA_NEWER(
            1021,
            OPERATOR,
            500,
            "The database was written by a newer version of Skyhall.",
            "Start that newer version; this one would damage what it cannot understand."),
    SCHEMA_DIFFERS(
            1022,
            OPERATOR,
            500,
            "The tables of the database are not those that this version of Skyhall made.",
            "Start the version that wrote the database, or restore a backup."),
    POSTGRES_ORPHAN(
            1023,
            OPERATOR,
            500,
            "A PostgreSQL of an earlier run still works in the data directory and cannot be ended.",
            "End the named processes, then start again."),
    DATABASE_PASSWORD_UNREADABLE(
            1024,
            OPERATOR,
            500,
            "The file that database.password-file names cannot be read.",
            "Correct the path, and let the server's user read the file."),
    BACKUP_DAMAGED(
            1030,
            OPERATOR,
            500,
            "The backup is damaged or was changed after it was written.",
            "Use another backup; nothing of this one was put in place."),
    BACKUP_TARGET_IN_USE(
            1031,
            OPERATOR,
            500,
            "There is something already where the backup or the restored data should go.",
            "Name a file that does not exist, or an empty directory."),
    BACKUP_NOT_POSSIBLE(
            1032,
            OPERATOR,
            500,
            "The data directory holds something that a backup cannot keep.",
            "Remove or replace what is named, then repeat."),
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
    CREDENTIALS_MISSING(
            1220,
            CALLER,
            401,
            "The request shows no credentials that are in force.",
            "Sign in, or send an API token that has not expired as 'Authorization: Bearer ...'."),
    ACTION_REFUSED(
            1221,
            CALLER,
            403,
            "You may not do that here.",
            "Ask an administrator of the organisation for the right that the detail names."),
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
